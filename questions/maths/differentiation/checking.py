"""Checking a worked solution: nothing is shown that was not confirmed."""

from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from questions.maths.comparison import SAME, Undecided, compare
from questions.maths.differentiation.differences import agrees
from questions.maths.differentiation.steps import Derivation
from questions.maths.differentiation.wording import Line
from questions.maths.errors import LimitError, MathsError, UnsupportedError
from questions.maths.expression import Expression, symbols

HOLDS: Final = SAME | {"narrower"}


class StepError(MathsError):
    """A step of a derivation does not hold, or could not be confirmed: an error of ours."""

    code = "step"


def check(lines: Iterable[Line], derivations: Iterable[Derivation]) -> None:
    """Raise StepError unless every step holds, or another MathsError where that cannot be told.

    In every line all sides are equal by `compare`; what is said to be a derivative has the values
    of central differences, and so has the result of every derivation. Where no point was found at
    which the function has values, as of ln(-x^2), no more is known than that the result has some:
    a page says so beside it.
    """
    seen: set[tuple[Expression, str]] = set()
    for line in lines:
        _check_sides(line)
        if line.before is not None and line.after is not None:
            seen.add((line.before, line.variable))
            _check_slope(line.before, line.variable, line.after)
    for one in derivations:
        if (one.expression, one.variable) not in seen:
            _check_slope(one.expression, one.variable, one.result)


def _check_sides(line: Line) -> None:
    for found in (*line.facts, *((line.equation,) if line.equation else ())):
        for one, other in pairwise(found.trees):
            if one != other:
                _check_pair(one, other)


def _check_pair(one: Expression, other: Expression) -> None:
    finding = compare(one, other, variables=tuple(sorted(symbols(one) | symbols(other))))
    if finding.kind in HOLDS:
        return
    if not isinstance(finding, Undecided):
        raise StepError("A step of this derivation does not hold, so none is shown.")
    if finding.reason == "undefined":
        raise UnsupportedError("This function has no derivative at any point that was tried.")
    raise LimitError("A step of this derivation is too large to be checked, so none is shown.")


def _check_slope(function: Expression, variable: str, result: Expression) -> None:
    found = agrees(function, variable, result)
    if found is False:
        raise StepError("A step of this derivation does not hold, so none is shown.")
    if found is None:
        _check_pair(result, result)
