"""Functions with right derivatives, made without the engine, worked out by it."""

import json
from pathlib import Path
from typing import Any

import pytest

from questions import maths

ROWS = json.loads(Path(__file__).with_name("blind_derivations.json").read_text(encoding="utf-8"))
ASKS = {"Hessian": "hessian", "Jacobian": "jacobian", "descent step": "descent_step"}


def task_of(row: dict[str, Any]) -> maths.Task:
    """The row in the fields of a task; the table names a variable once a differentiation."""
    ask, by, names = row["ask"], row["with_respect_to"], row["variables"]
    fields = {**row, "version": 2, "ask": ASKS.get(ask, ask), "name": "f"}
    if ask == "chain":
        fields |= {"path": dict(zip(names, row["path"], strict=True)), "variables": by}
    if ask == "parametric":
        fields |= {"path": dict(zip("xy", row["function"], strict=True)), "function": None}
    if ask == "implicit":
        by = by[:1]
    if ask in {"derivative", "parametric"}:
        fields["order"] = len(by)
        by = by[:1]
    if "at" in row:
        fields["at"] = dict(zip(names, row["at"], strict=True))
    return maths.Task.from_row({**fields, "with_respect_to": by})


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_a_key_made_without_the_engine_is_what_is_worked_out(row: dict[str, Any]) -> None:
    task = task_of(row)
    worked = maths.work(task)
    names = (*task.symbols, "x", "y")
    notation = maths.Notation(variables=names)
    right = maths.read(row["key"], notation).expression
    assert maths.compare(right, worked.solution.key, variables=names).kind in {"equal", "agrees"}
    assert worked.lines
