"""Every pair of equality_pairs.json is judged as the table, made without the engine, says."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import pytest

from questions import maths

ROWS: Final[list[dict[str, Any]]] = json.loads(
    Path(__file__).with_name("equality_pairs.json").read_text(encoding="utf-8")
)
ALLOWED: Final = {
    True: {"equal", "agrees"},
    False: {"different", "shape"},
    "narrower": {"narrower"},
}


def read(text: str, row: dict[str, Any]) -> Any:
    notation = maths.Notation(
        variables=tuple(row["variables"]),
        expected=row["expected"],
        syntax="latex" if "\\" in text else "text",
    )
    return maths.read(text, notation).expression


def domain_of(row: dict[str, Any]) -> dict[str, tuple[Fraction | None, Fraction | None]] | None:
    if row["domain"] is None:
        return None
    return {
        name: (
            None if low is None else Fraction(low),
            None if high is None else Fraction(high),
        )
        for name, (low, high) in row["domain"].items()
    }


def kind_of(row: dict[str, Any]) -> str:
    """What the engine says: the kind of its comparison, or "refused" where it cannot read."""
    key = read(row["key"], row)
    try:
        answer = read(row["answer"], row)
    except maths.MathsError:
        return "refused"
    found = maths.compare(key, answer, variables=tuple(row["variables"]), domain=domain_of(row))
    return found.kind


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_a_pair_is_judged_as_the_table_says(row: dict[str, Any]) -> None:
    allowed = set(ALLOWED[row["equal"]])
    if row["equal"] is False and row["expected"] != "any":
        allowed.add("refused")  # a scalar where a vector is due may be refused as it is read
    assert kind_of(row) in allowed, (row["key"], row["answer"], row["why"])


def test_both_equal_and_different_pairs_are_many() -> None:
    assert len(ROWS) >= 450
    assert len({row["id"] for row in ROWS}) == len(ROWS)
    assert sum(row["equal"] is False for row in ROWS) > len(ROWS) / 3
