"""The calculator, for a person who may be anybody: read here, worked out in a process of its own.

It has a judge pool to itself, so that no visitor keeps an answer waiting for its verdict, and lets
few requests wait for that, so that no crowd of visitors takes all of a server's threads. Nothing is
stored.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from threading import BoundedSemaphore
from typing import TypeVar

from questions import calculator, maths
from questions.calculator import Explored

Result = TypeVar("Result")

MOST_AT_ONCE = 3
"""One that is worked on and two that wait, in a web process."""
_places = BoundedSemaphore(MOST_AT_ONCE)

BUSY = "The calculator is busy. Try again in a moment."
TOO_SLOW = "This could not be worked out in time. Try a simpler function, or try again."


@dataclass(frozen=True)
class Outcome:
    """What was found; `faults` are by field what stands in the way, `refusal` says that it is
    time or room.
    """

    explored: Explored | None = None
    faults: Mapping[str, maths.MathsError] = field(default_factory=dict)
    refusal: str = ""


def work_out(*, f: str, at: str = "", by: str = "") -> Outcome:
    """What the calculator finds out about a function at a point, all as it was typed."""
    faults: dict[str, maths.MathsError] = {}
    names = _read(faults, "by", lambda: calculator.read_names(by)) or ()
    typed = _read(faults, "f", lambda: calculator.read_function(f, names))
    if typed is None:
        return Outcome(faults=faults)
    point = (
        _read(faults, "at", lambda: calculator.read_point(at, typed.names)) if at.strip() else ()
    )
    if faults or point is None:
        return Outcome(faults=faults)
    with _place() as is_free:
        if not is_free:
            return Outcome(refusal=BUSY)
        try:
            return Outcome(_pool().submit(calculator.explore, typed, point))
        except maths.JudgeTimeout:
            return Outcome(refusal=TOO_SLOW)
        except maths.MathsError as error:
            return Outcome(faults={"f": error})


def _read(
    faults: dict[str, maths.MathsError], name: str, reader: Callable[[], Result]
) -> Result | None:
    try:
        return reader()
    except maths.MathsError as error:
        faults[name] = error
        return None


@contextmanager
def _place() -> Iterator[bool]:
    """Whether there is a place among the few that may wait; it is given back at the end."""
    is_free = _places.acquire(blocking=False)
    try:
        yield is_free
    finally:
        if is_free:
            _places.release()


@cache
def _pool() -> maths.JudgePool:
    """One worker a web process, started by the first who asks."""
    return maths.JudgePool([calculator.explore], size=1)
