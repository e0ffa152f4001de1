"""Lessons: what must hold before one is saved."""

from questions import calculator, maths, problems
from questions.models import Lesson

from . import explore


def faults(lesson: Lesson) -> dict[str, str]:
    """By field, a sentence for what would not work on its page. Touches no row.

    The example is worked out in the calculator's process: it is text that somebody typed.
    """
    found: dict[str, str] = {}
    if lesson.example_function:
        found |= _of_example(lesson)
    if lesson.family:
        found |= _of_problem(lesson)
    strange = [code for code in lesson.mistake_codes if code not in maths.CATALOGUE]
    if strange:
        found["mistakes"] = f"There is no mal-rule “{strange[0]}”."
    return found


def _of_example(lesson: Lesson) -> dict[str, str]:
    try:
        calculator.read_function(lesson.example_function)
    except maths.MathsError as error:
        return {"example_function": error.message}
    if not lesson.example_at.strip():
        return {"example_at": "Say at which points it is looked at."}
    try:
        explore.demonstrate(
            lesson.example_function, lesson.example_at, lesson.example_window, lesson.example_rate
        )
    except maths.MathsError as error:
        field = "example_window" if error.source == lesson.example_window else "example_at"
        return {field if error.source else "example_function": error.message}
    return {}


def _of_problem(lesson: Lesson) -> dict[str, str]:
    try:
        problems.build(
            {"version": 1, "source": "family", "family": lesson.family, "level": lesson.level},
            lesson.seed or 1,
        )
    except problems.ProblemError as error:
        return {error.field if error.field in {"family", "level"} else "family": error.message}
    return {}
