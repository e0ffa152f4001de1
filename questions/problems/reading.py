"""Reading what stands in the fields of an entry."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import ClassVar

from questions import maths

from .problem import Problem


class ComponentError(maths.MathsError):
    """A vector or a matrix in a field that takes one of its components."""

    code: ClassVar[str] = "component"


def read_field(problem: Problem, text: str) -> maths.Reading:
    """One field's reading; raises MathsError."""
    reading = _read(text, problem.notation())
    if problem.layout == "components" and maths.shape(reading.expression):
        message = (
            f"This field takes one component. The whole answer has {problem.fields}: write one "
            "into each field, or all into one field and leave the others empty."
        )
        raise ComponentError(message, source=text, start=0, end=len(text))
    return reading


@lru_cache(256)
def _read(text: str, notation: maths.Notation) -> maths.Reading:
    """Many of a class write the same, and what is previewed is judged afterwards."""
    return maths.read(text, notation)


def read_fields(
    problem: Problem, entry: Sequence[str]
) -> tuple[list[maths.Reading | None], dict[int, maths.MathsError]]:
    """A reading for each field, None where it has none, and what is wrong with those, by place."""
    together = read_together(problem, entry)
    if together is not None:
        return list(together), {}
    fields = [*entry, *[""] * problem.fields][: problem.fields]
    readings: list[maths.Reading | None] = []
    faults = {}
    for place, text in enumerate(fields):
        try:
            readings.append(read_field(problem, text))
        except maths.MathsError as error:
            readings.append(None)
            faults[place] = error
    return readings, faults


def read_together(problem: Problem, entry: Sequence[str]) -> list[maths.Reading] | None:
    """A reading for each field where all components were written into one, the rest left empty.

    None for anything else: then each field is read by itself.
    """
    filled = [text for text in entry if text.strip()]
    if problem.layout != "components" or len(filled) != 1:
        return None
    try:
        whole = maths.read(filled[0], replace(problem.notation(), expected="vector"))
    except maths.MathsError:
        return None
    parts = maths.components(whole.expression)
    if not isinstance(whole.expression, maths.Vector) or len(parts) != problem.fields:
        return None
    return [replace(whole, expression=part, ambiguities=(), alternatives=()) for part in parts]
