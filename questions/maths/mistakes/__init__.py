"""Mal-rules: the catalogue, and the search for those that explain an answer."""

from collections.abc import Callable

from questions.maths.differentiation import Beside, Solution, solve
from questions.maths.expression import Expression
from questions.maths.mistakes.catalogue import CATALOGUE, Example, MalRule
from questions.maths.mistakes.diagnosis import diagnose
from questions.maths.mistakes.explanation import Diagnosis, Explanation
from questions.maths.task import Task


def brackets_left_out(
    key: Expression, answer: Expression, names: tuple[str, ...], *, above: bool = True
) -> Explanation | None:
    """The explanation that the answer is right as soon as brackets are put into it, if it is.

    `above`: also where they are missing above the line of a fraction alone, which `diagnose` finds
    as a step that broke.
    """
    from questions.maths.mistakes.unbracketed import brackets_left_out

    return brackets_left_out(key, answer, names, above=above)


def predict_mistakes(
    task: Task, only: str | None = None, solution: Solution | None = None
) -> tuple[tuple[str, Expression], ...]:
    """Mal-rule ids with their wrong answers to this task, commonest first, at most twelve.

    Every wrong answer is proved to differ from the key and from those before it. `only` asks for
    those of one mal-rule: none where it cannot show. `solution` is that of the task, if known.
    """
    from questions.maths.mistakes.prediction import predicted

    return predicted(task, solution or solve(task), only)


def lines_beside(task: Task, explanation: Explanation) -> tuple[Beside, ...]:
    """The lines of the derivations that broke, each beside what the mistakes made of it.

    Everything after a mistake is done right, so that the last line is the answer, or what it was
    made of. None where no step of a derivation broke, or where the mistake leads another way, so
    that lines have no counterparts.
    """
    from questions.maths.mistakes.setting_beside import set_beside

    return set_beside(task, explanation)


def spoilt_derivations(
    task: Task, solution: Solution
) -> tuple[tuple[str, Callable[[], tuple[Beside, ...]]], ...]:
    """Each mal-rule that may be followed at a step of the last derivation, with how to build the
    lines as `lines_beside` gives them. Nothing is searched for; what comes out may be right.
    """
    from questions.maths.mistakes.setting_beside import spoilt

    return tuple(spoilt(task, solution))


__all__ = [
    "CATALOGUE",
    "Diagnosis",
    "Example",
    "Explanation",
    "MalRule",
    "brackets_left_out",
    "diagnose",
    "lines_beside",
    "predict_mistakes",
    "spoilt_derivations",
]
