"""Problems of templates, and keys that people wrote, worked out in a process with a deadline.

Their formulas may take for ever, and a web process that waits for one serves nobody.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any, Final, ParamSpec, TypeVar, cast

from questions import maths, problems
from questions.problems import Problem, ProblemError

SECONDS = 5.0
TOO_SLOW: Final = f"This takes more than {SECONDS:g} seconds to work out; make it simpler."
BUSY: Final = "Other questions are being worked out at the moment: try again in a few seconds."
LOADED: Final = ("sympy",)
"""What confirming a key needs, loaded before the first job so that it takes none of its time."""

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


class TooSlowError(ProblemError):
    """Nothing came of it in time; no other seed is worth a try."""


class BusyError(TooSlowError):
    """Others were first: in a moment it may be worked out."""


def build(content: object, seed: int) -> Problem:
    """As `problems.build`. Raises ProblemError, and TooSlowError for what takes too long.

    Content without formulas to be worked out needs no process.
    """
    if not problems.is_template(content):
        return problems.build(content, seed)
    found = _submit(problems.build_row, content, seed)
    if "problem" not in found:
        raise ProblemError(found["message"], found["field"])
    return Problem.from_row(found["problem"])


def kind_of(content: object) -> str:
    """As `problems.kind_of`, which builds a template's first problem. Raises as `build` does."""
    return build(content, 1).kind if problems.is_template(content) else problems.kind_of(content)


def faults(content: Mapping[str, Any], seed: int) -> list[tuple[str, str]]:
    """What the author's own tests find in the problem of a seed: fields and sentences."""
    if not problems.is_template(content):
        return []
    return _submit(problems.fault_rows, content, seed)


def suspicion(content: Mapping[str, Any], seed: int) -> str:
    """Why the key of a seed may be wrong, where a person typed it, or marked an option, and the
    text asks for a derivative: a sentence with both values at a point, or with the option that is
    the derivative. Empty where nothing speaks against it. Raises TooSlowError.
    """
    is_marked = bool(content.get("key")) or content.get("kind") == "choice"
    is_typed = content.get("source") in problems.WRITTEN and is_marked
    return _submit(problems.suspicion_row, content, seed) if is_typed else ""


def doubt(problem: Problem) -> str:
    """Why the key of a problem with a task is not its answer; empty where it is, and where a second
    way finds the same. Raises TooSlowError, and MathsError for a family's.

    A family draws nothing that takes long.
    """
    if problem.family is not None and problem.task is not None:
        is_confirmed = problems.is_confirmed(problem.task, problem.key_expression())
        return "" if is_confirmed else problems.UNCONFIRMED
    return _submit(problems.doubt_row, problem.to_row())


def follows(problem: Problem) -> dict[str, Any]:
    """The `mistakes` and `steps` that content keeps of a problem with a task; a `doubt` where its
    key is not the task's answer, a `fault` where the task has none. Raises TooSlowError.
    """
    return _submit(problems.follows_row, problem.to_row())


def answer(task: Mapping[str, Any]) -> str:
    """A sentence with what a task gives, or that it gives nothing. Raises TooSlowError."""
    return _submit(problems.answer_row, task)


def asks() -> list[tuple[str, str]]:
    """The tasks that an author can give, by the names in content and in words."""
    return [(name, ask.name.partition(" ")[2]) for name, ask in maths.ASKS.items()]


@contextmanager
def remembered() -> Iterator[None]:
    """Within it nothing is worked out twice, not even what takes too long: what is worked out
    before a transaction is known in it, so that nobody waits at its lock for a formula.
    """
    if _known.get() is not None:
        yield
        return
    token = _known.set({})
    try:
        yield
    finally:
        _known.reset(token)


_known: ContextVar[dict[str, Any] | None] = ContextVar("what was worked out", default=None)


def _submit(
    job: Callable[Parameters, Result], *args: Parameters.args, **kwargs: Parameters.kwargs
) -> Result:
    known = _known.get()
    if known is None:
        return _worked_out(job, *args, **kwargs)
    key = json.dumps([job.__name__, args, kwargs], sort_keys=True)
    if key not in known:
        try:
            known[key] = _worked_out(job, *args, **kwargs)
        except BusyError:
            raise
        except TooSlowError as error:
            known[key] = error
    if isinstance(known[key], TooSlowError):
        raise TooSlowError(known[key].message)
    return cast("Result", known[key])


def _worked_out(
    job: Callable[Parameters, Result], *args: Parameters.args, **kwargs: Parameters.kwargs
) -> Result:
    try:
        return _pool().submit(job, *args, **kwargs)
    except maths.JudgeBusy:
        raise BusyError(BUSY) from None
    except maths.JudgeTimeout:
        raise TooSlowError(TOO_SLOW) from None


@cache
def _pool() -> maths.JudgePool:
    """One worker a web process, started by the first who needs it."""
    jobs: list[Callable[..., object]] = [
        problems.build_row,
        problems.fault_rows,
        problems.suspicion_row,
        problems.doubt_row,
        problems.follows_row,
        problems.answer_row,
    ]
    return maths.JudgePool(jobs, size=1, deadline=SECONDS, modules=LOADED)
