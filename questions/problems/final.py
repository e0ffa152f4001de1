"""An entry that cannot be changed any more: fields that cannot be read count as not right, and
take nothing from the others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from questions import maths
from questions.maths.comparison import together

from . import binding
from .problem import Problem

NO_ANSWER: Final = {
    "undefined": "This is not defined anywhere, so it cannot be an answer.",
    "too large": "This is too large to be worked out. Check the powers.",
}
"""Reasons for no finding that lie in the answer: unreadable, with a sentence, never pending."""

Row = dict[str, Any]


def compared(
    problem: Problem, trees: Sequence[maths.Expression | None], faults: Mapping[int, Row]
) -> tuple[maths.Comparison, Row]:
    """What is found of the fields that could be read, None for the others, and that as plain JSON:
    with the fault in place of a component that is none.
    """
    keys = maths.components(problem.key_expression())
    whole = maths.Vector(tuple(tree or key for tree, key in zip(trees, keys, strict=True)))
    found = binding.compared(problem, whole)
    row = binding.row_of(problem, whole, found)
    parts = list(found.components)
    for place, part in enumerate(parts):
        fault = faults.get(place) or _no_answer(part)
        if fault is not None:
            parts[place] = maths.Different({}, "", "undefined")
            row["components"][place] = fault | {"kind": "unread", "field": place}
    comparison = together(parts)
    return comparison, maths.as_row(replace(comparison, components=())) | {
        "components": row["components"]
    }


def _no_answer(part: maths.Comparison) -> Row | None:
    reason = part.reason if isinstance(part, maths.Undecided) else ""
    if reason not in NO_ANSWER:
        return None
    return {"message": NO_ANSWER[reason], "start": 0, "end": 0, "suggestions": []}
