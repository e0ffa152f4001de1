"""Problems of templates, and keys that people wrote, worked out in a process with a deadline.

Their formulas may take for ever, and a web process that waits for one serves nobody.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Final, ParamSpec, TypeVar

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


def told(content: Mapping[str, Any], seed: int) -> list[str]:
    """The sentences of `faults`, or that they take too long to be found."""
    try:
        return [sentence for _, sentence in faults(content, seed)]
    except TooSlowError as error:
        return [error.message]


def is_confirmed(problem: Problem) -> bool:
    """Whether the key of a problem with a task is found in an independent second way.

    A family draws nothing that takes long.
    """
    if problem.family is not None and problem.task is not None:
        return problems.is_confirmed(problem.task, problem.key_expression())
    return _submit(problems.is_confirmed_row, problem.to_row())


def _submit(
    job: Callable[Parameters, Result], *args: Parameters.args, **kwargs: Parameters.kwargs
) -> Result:
    try:
        return _pool().submit(job, *args, **kwargs)
    except maths.JudgeBusy:
        raise TooSlowError(BUSY) from None
    except maths.JudgeTimeout:
        raise TooSlowError(TOO_SLOW) from None


@cache
def _pool() -> maths.JudgePool:
    """One worker a web process, started by the first who needs it."""
    jobs: list[Callable[..., object]] = [
        problems.build_row,
        problems.fault_rows,
        problems.is_confirmed_row,
    ]
    return maths.JudgePool(jobs, size=1, deadline=SECONDS, modules=LOADED)
