"""How what is being written is read, field by field. No key is involved."""

from collections.abc import Sequence
from dataclasses import dataclass

from questions import maths, problems
from questions.models import ItemSession
from questions.problems import Problem

from .faults import Fault


@dataclass(frozen=True)
class Reading:
    """The formula that was understood, or the sentence that says why not; neither when empty."""

    latex: str = ""
    is_ambiguous: bool = False
    message: str = ""
    fault: Fault | None = None
    suggestions: Sequence[str] = ()


def of_field(item_session: ItemSession, text: str) -> Reading:
    """The reading of one field of the question of an item session."""
    return of_text(problems.stored(item_session.variant.instance), text)


def of_text(problem: Problem, text: str) -> Reading:
    if not text.strip() or problem.kind not in problems.MATHS_KINDS:
        return Reading()
    try:
        reading = problems.read_field(problem, text)
    except maths.MathsError as error:
        return Reading(
            message=error.message,
            fault=Fault.within(text, error.start, error.end),
            suggestions=error.suggestions,
        )
    return Reading(maths.write_latex(reading.expression), bool(reading.ambiguities))
