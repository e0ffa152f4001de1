"""What follows from the task that an author gives beside a key: whether the key is its answer, the
mistakes that students make in it, and the worked steps.
"""

from collections.abc import Mapping
from typing import Any, Final

from questions import maths

from .confirmation import is_confirmed
from .problem import Problem
from .templates.asking import predicted, worked

UNCONFIRMED: Final = "The key is not confirmed by an independent second way."
LONGEST: Final = 300


def doubt(problem: Problem) -> str:
    """Why the key is not the answer to the problem's task; empty where it is, and where a second
    way finds the same.

    Says what the task gives, and a point at which the key differs. Raises MathsError where the task
    gives nothing.
    """
    if problem.task is None:
        return UNCONFIRMED
    return _doubt(problem, problem.task, maths.solve(problem.task).key)


def answer(task: Mapping[str, Any]) -> str:
    """What a task gives, as a person would write it. Raises MathsError."""
    return short(maths.solve(maths.Task.from_row(task)).key)


def follows(problem: Problem) -> dict[str, Any]:
    """What content keeps of a problem with a task: `mistakes` that mal-rules make of it and the
    worked `steps`. Raises MathsError.
    """
    if problem.task is None:
        return {}
    solution = maths.solve(problem.task)
    mistakes = [
        {"rule": rule, "answer": maths.write_text(wrong)}
        for rule, wrong in predicted(problem, problem.task, solution)
    ]
    _, steps = worked(problem.task, solution)
    return {"mistakes": mistakes, "steps": [one.to_row() for one in steps]}


def _doubt(problem: Problem, task: maths.Task, found: maths.Expression) -> str:
    names = tuple(dict.fromkeys((*problem.names, *task.symbols)))
    difference = apart(problem, found, names, maths.curve_of(task))
    if difference:
        return f"The task gives {short(found)}, not this key. {difference}"
    return "" if is_confirmed(task, found) else UNCONFIRMED


def apart(
    problem: Problem,
    found: maths.Expression,
    names: tuple[str, ...],
    curve: maths.Curve | None = None,
) -> str:
    """A sentence that sets the problem's key apart from what was found instead; empty where they
    are equal.
    """
    prepared = maths.PreparedKey(
        found,
        variables=names,
        domain=dict(problem.domain or {}),
        policy=maths.Policy(problem.tolerance, (), problem.up_to_constant),
        curve=curve,
    )
    compared = maths.as_row(prepared.compare(problem.key_expression()))
    return "" if compared["kind"] in maths.SAME else _difference(compared)


def _difference(compared: Mapping[str, Any]) -> str:
    """What sets the key apart from what the task gives."""
    kind = compared["kind"]
    if kind == "shape":
        return "It has another shape."
    parts = compared.get("components") or [compared]
    place = next(place for place, one in enumerate(parts) if one["kind"] not in maths.SAME)
    part, entry = parts[place], [f"in entry {place + 1}"] if len(parts) > 1 else []
    if kind == "undecided" or "witness" not in part:
        return f"{' '.join(['Whether they are equal', *entry])} could not be decided."
    where = ", ".join(f"{name} = {value}" for name, value in part["witness"].items())
    place_of = ", ".join([*entry, *([f"at {where}"] if where else [])])
    key = "undefined" if part["kind"] == "narrower" else part["answer_value"]
    said = f"the key is {key} and this is {part['key_value']}."
    return f"{place_of[:1].upper()}{place_of[1:]} {said}" if place_of else f"T{said[1:]}"


def short(tree: maths.Expression) -> str:
    """A tree as a person would write it, cut where it is long."""
    text = maths.write_text(tree)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
