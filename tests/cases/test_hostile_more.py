"""Every text of hostile_more.json is refused, found wrong or found right, as the table says."""

import json
from pathlib import Path
from typing import Any, Final

import pytest

from questions import maths
from tests.work import within_calls

ROWS: Final[list[dict[str, Any]]] = json.loads(
    Path(__file__).with_name("hostile_more.json").read_text(encoding="utf-8")
)
REFUSED: Final = {"refused"}
RIGHT: Final = {"equal", "agrees"}
WRONG: Final = {"different", "narrower", "shape"}
UNDECIDED: Final = {"undecided"}
ALLOWED: Final = {
    "reject": REFUSED,
    "unreadable or undecided": REFUSED | UNDECIDED,
    "not_equal": WRONG,
    "equal": RIGHT,
    "not right": REFUSED | UNDECIDED | WRONG,
    "not wrong": REFUSED | UNDECIDED | RIGHT,
}
UNREADABLE_REASONS: Final = {"undefined", "too large"}
# The most that a row takes is 111,000; a hang is found, and what a call costs is benchmarked.
MOST_CALLS: Final = 400_000


def text_of(row: dict[str, Any]) -> str:
    given = row["input"]
    return given if isinstance(given, str) else given["text"] * given["times"] + given["then"]


def kind_of(text: str, row: dict[str, Any]) -> str:
    """What the engine says: the kind of its comparison, or "refused" where it cannot read."""
    variables = tuple(row["declared_variables"])
    key = maths.read(
        row["reference_answer"], maths.Notation(variables=variables, expected="any")
    ).expression
    notation = maths.Notation(
        variables=variables,
        expected=row["expected"],
        syntax="latex" if row["latex"] else "text",
    )
    try:
        answer = maths.read(text, notation).expression
    except maths.MathsError:
        return "refused"
    found = maths.compare(key, answer, variables=variables)
    if isinstance(found, maths.Undecided) and found.reason in UNREADABLE_REASONS:
        return "refused"
    return found.kind


@pytest.mark.parametrize("row", [pytest.param(row, id=row["id"]) for row in ROWS])
def test_a_hostile_text_has_the_outcome_that_the_table_requires(row: dict[str, Any]) -> None:
    text = text_of(row)
    kind = within_calls(MOST_CALLS, lambda: kind_of(text, row))
    assert kind in ALLOWED[row["required"]["outcome"]], (ascii(text[:80]), row["note"])
