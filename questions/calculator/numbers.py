"""Numbers for people: values of trees at a point, their signs, and how they are written."""

from math import isfinite, nan
from typing import Final

from questions import maths
from questions.maths.differentiation import settling
from questions.maths.differentiation.values import value_at
from questions.maths.evaluation import Absence, ball
from questions.maths.expression import number
from questions.maths.numbers import order

Pairs = tuple[tuple[str, maths.Expression], ...]
"""Names with their values, in order."""

DIGITS: Final = 6


def value_of(tree: maths.Expression, point: Pairs) -> float:
    """The value of a scalar tree, rounded from a ball that is proved to hold it: nan where it has
    none, where that is not decided, and where it is too large.
    """
    found = settling.value(value_at(tree, point))
    return nan if isinstance(found, Absence) else float(ball(found))


def sign_of(exact: maths.Expression) -> int | None:
    """-1, 0 or 1, proved, of a tree without symbols; None where it is not decided."""
    return order(exact, number(0))


def decimal(value: float, around: str = "", digits: int = DIGITS) -> str:
    """LaTeX of the number, rounded, between two signs such as dollars where they are given."""
    if not isfinite(value):
        return r"\text{undefined}"
    mantissa, _, exponent = f"{value:.{digits}g}".partition("e")
    text = rf"{mantissa} \cdot 10^{{{int(exponent)}}}" if exponent else mantissa
    return f"{around}{'0' if text == '-0' else text}{around}"
