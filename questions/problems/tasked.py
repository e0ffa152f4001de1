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
UNDECIDED: Final = "could not be decided."
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
    key, curve = problem.key_expression(), maths.curve_of(task)
    difference = apart(problem, key, found, names, what="the task's answer", curve=curve)
    if difference:
        return f"The task gives {short(found)}, not this key. {difference}"
    return "" if is_confirmed(task, found) else UNCONFIRMED


def apart(
    problem: Problem,
    key: maths.Expression,
    found: maths.Expression,
    names: tuple[str, ...],
    *,
    called: str = "the key",
    what: str,
    curve: maths.Curve | None = None,
) -> str:
    """A sentence that sets the problem's key, or a right option, apart from what was found instead;
    empty where they are equal. Says what each is `called`: the key, the derivative.
    """
    prepared = maths.PreparedKey(
        found,
        variables=names,
        domain=dict(problem.domain or {}),
        policy=maths.Policy(problem.tolerance, (), problem.up_to_constant),
        curve=curve,
    )
    compared = maths.as_row(prepared.compare(key))
    return "" if compared["kind"] in maths.SAME else _difference(compared, called, what)


def _difference(compared: Mapping[str, Any], called: str, what: str) -> str:
    """What sets the key apart from what was found."""
    kind = compared["kind"]
    if kind == "shape":
        return "It has another shape."
    parts = compared.get("components") or [compared]
    place = next(place for place, one in enumerate(parts) if one["kind"] not in maths.SAME)
    part, entry = parts[place], [f"in entry {place + 1}"] if len(parts) > 1 else []
    if kind == "undecided" or "witness" not in part:
        return f"{' '.join(['Whether they are equal', *entry])} {UNDECIDED}"
    where = ", ".join(f"{name} = {value}" for name, value in part["witness"].items())
    place_of = ", ".join([*entry, *([f"at {where}"] if where else [])])
    key = "undefined" if part["kind"] == "narrower" else part["answer_value"]
    said = f"{place_of} {called} is {key} and {what} is {part['key_value']}.".lstrip()
    return f"{said[:1].upper()}{said[1:]}"


def short(tree: maths.Expression) -> str:
    """A tree as a person would write it, cut where it is long."""
    text = maths.write_text(tree)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
