"""Checking a worked solution: nothing is shown that was not confirmed."""

from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from questions.maths.comparison import compare
from questions.maths.differentiation.differences import agrees
from questions.maths.differentiation.steps import Derivation
from questions.maths.differentiation.wording import Line
from questions.maths.errors import MathsError
from questions.maths.expression import Expression, symbols

HOLDS: Final = frozenset({"equal", "agrees", "narrower"})


class StepError(MathsError):
    """A step of a derivation does not hold, or could not be confirmed: an error of ours."""

    code = "step"


def check(lines: Iterable[Line], derivations: Iterable[Derivation]) -> None:
    """Raise StepError unless every step holds.

    In every line all sides are equal by `compare`; what is said to be a derivative has the values
    of central differences, and so has the result of every derivation.
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
            names = tuple(sorted(symbols(one) | symbols(other)))
            if one != other and compare(one, other, variables=names).kind not in HOLDS:
                raise StepError("A step of this derivation does not hold, so none is shown.")


def _check_slope(function: Expression, variable: str, result: Expression) -> None:
    if agrees(function, variable, result) is False:
        raise StepError("A step of this derivation does not hold, so none is shown.")
