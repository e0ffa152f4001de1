"""The calculator, for a person who may be anybody: read here, worked out in a process of its own.

It has a judge pool to itself, so that no visitor keeps an answer waiting for its verdict, and lets
few requests wait for that, so that no crowd of visitors takes all of a server's threads. Nothing is
stored.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from threading import BoundedSemaphore
from typing import TypeVar

from questions import calculator, maths
from questions.calculator import Demonstration, Descent, Explored, Pairs, PlaneCurve, Typed

Result = TypeVar("Result")

MOST_AT_ONCE = 3
"""One that is worked on and two that wait, in a web process."""
_places = BoundedSemaphore(MOST_AT_ONCE)

BUSY = "The calculator is busy. Try again in a moment."
TOO_SLOW = "This could not be worked out in time. Try a simpler function, or try again."


@dataclass(frozen=True)
class Outcome:
    """What was found of a function, or of a curve; `faults` are by field what stands in the way,
    `refusal` says that it is time or room.
    """

    explored: Explored | None = None
    curve: PlaneCurve | None = None
    faults: Mapping[str, maths.MathsError] = field(default_factory=dict)
    refusal: str = ""


def work_out(*, f: str, at: str = "", by: str = "", rate: float | None = None) -> Outcome:
    """What the calculator finds out about a function, or a curve, at a point, all as it was
    typed.
    """
    faults: dict[str, maths.MathsError] = {}
    names = _noted(faults, "by", lambda: calculator.read_names(by)) or ()
    task = _noted(faults, "f", lambda: calculator.read_relation(f, names))
    if task is not None or "f" in faults:
        return _followed(task, at, faults)
    typed, point, faults = _read(f, at, by)
    if typed is None or faults:
        return Outcome(faults=faults)
    return _decided(lambda: Outcome(_submit(calculator.explore, typed, point, rate)))


def _followed(task: maths.Task | None, at: str, faults: dict[str, maths.MathsError]) -> Outcome:
    """What is found out about a curve, where nothing is wrong with what was typed."""
    point: Pairs | None = ()
    if task is not None and at.strip():
        names = calculator.names_of(task)
        point = _noted(faults, "at", lambda: calculator.read_point(at, names))
    if task is None or faults:
        return Outcome(faults=faults)
    return _decided(lambda: Outcome(curve=_submit(calculator.follow, task, point or ())))


def _decided(work: Callable[[], Outcome]) -> Outcome:
    try:
        return work()
    except maths.JudgeTimeout as error:
        return Outcome(refusal=error.message)
    except maths.MathsError as error:
        return Outcome(faults={"f": error})


def slide(*, f: str, at: str = "", by: str = "", rate: float | None = None) -> Descent | None:
    """The descent alone, from a point, at a rate; None where there is none, or no time for it."""
    typed, point, faults = _read(f, at, by)
    if typed is None or faults:
        return None
    try:
        return _submit(calculator.slide, typed, point, rate)
    except maths.MathsError:
        return None


def demonstrate(function: str, at: str, window: str, rate: float | None) -> Demonstration:
    """A lesson's example, in time. Raises MathsError."""
    return _pool().submit(calculator.demonstrate, function, at, window, rate)


def _read(f: str, at: str, by: str) -> tuple[Typed | None, Pairs, dict[str, maths.MathsError]]:
    """The function and the point, and by field what is wrong in it."""
    faults: dict[str, maths.MathsError] = {}
    names = _noted(faults, "by", lambda: calculator.read_names(by)) or ()
    typed = _noted(faults, "f", lambda: calculator.read_function(f, names))
    if typed is None or not at.strip():
        return typed, (), faults
    point = _noted(faults, "at", lambda: calculator.read_point(at, typed.names))
    return typed, point or (), faults


def _submit(job: Callable[..., Result], *arguments: object) -> Result:
    """What the job returns in its process. Raises JudgeTimeout with a sentence for the person."""
    if not _places.acquire(blocking=False):
        raise maths.JudgeTimeout(BUSY)
    try:
        return _pool().submit(job, *arguments)
    except maths.JudgeTimeout:
        raise maths.JudgeTimeout(TOO_SLOW) from None
    finally:
        _places.release()


def _noted(
    faults: dict[str, maths.MathsError], name: str, reader: Callable[[], Result]
) -> Result | None:
    try:
        return reader()
    except maths.MathsError as error:
        faults[name] = error
        return None


@cache
def _pool() -> maths.JudgePool:
    """One worker a web process, started by the first who asks."""
    jobs: list[Callable[..., object]] = [
        calculator.explore,
        calculator.slide,
        calculator.follow,
        calculator.demonstrate,
    ]
    return maths.JudgePool(jobs, size=1)
