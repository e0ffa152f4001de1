"""How what is being written is read, field by field. No key is involved."""

from collections.abc import Sequence
from dataclasses import dataclass

from questions import maths, problems
from questions.models import ItemSession
from questions.problems import Problem

from .faults import Fault


@dataclass(frozen=True)
class Other:
    """Another reading of an ambiguous text, with a text that reads in this way only."""

    text: str
    latex: str


@dataclass(frozen=True)
class Reading:
    """The formula that was understood, or the sentence that says why not; neither when empty.

    `others` are what an ambiguous text could mean as well, whatever is right; `is_whole` says that
    all components were written into this one field.
    """

    latex: str = ""
    is_ambiguous: bool = False
    is_whole: bool = False
    others: Sequence[Other] = ()
    message: str = ""
    fault: Fault | None = None
    suggestions: Sequence[str] = ()


def of_field(item_session: ItemSession, text: str) -> Reading:
    """The reading of one field of the question of an item session."""
    return of_text(problems.stored(item_session.variant.instance), text)


def of_text(problem: Problem, text: str) -> Reading:
    if not text.strip() or problem.kind not in problems.MATHS_KINDS:
        return Reading()
    together = problems.read_together(problem, [text])
    if together:
        whole = maths.Vector(tuple(one.expression for one in together))
        return Reading(latex=maths.write_latex(whole), is_whole=True)
    try:
        reading = problems.read_field(problem, text)
    except maths.MathsError as error:
        return of_error(text, error)
    return Reading(
        latex=maths.write_latex(reading.expression),
        is_ambiguous=bool(reading.ambiguities),
        others=[Other(**row) for row in problems.other_texts(reading)],
    )


def of_error(text: str, error: maths.MathsError) -> Reading:
    """What stands in the way of reading the text, with its place."""
    return Reading(
        message=error.message,
        fault=Fault.within(text, error.start, error.end),
        suggestions=error.suggestions,
    )
