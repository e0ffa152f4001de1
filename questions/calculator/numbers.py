"""Numbers for people: values of trees at a point, their signs, and how they are written."""

from math import isfinite, nan
from typing import Final

from questions import maths
from questions.maths.differentiation.values import value_at
from questions.maths.expression import number
from questions.maths.numbers import order

Pairs = tuple[tuple[str, maths.Expression], ...]
"""Names with their values, in order."""

DIGITS: Final = 6


def value_of(tree: maths.Expression, point: Pairs) -> float:
    """The value of a scalar tree, nan where it has none or is too large; 0 where that is proved."""
    exact = value_at(tree, point)
    try:
        found = float(maths.floats(exact, {}))
    except maths.MathsError:
        return nan
    return 0.0 if abs(found) < 1e-9 and sign_of(exact) == 0 else found


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
