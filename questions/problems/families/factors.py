"""A derivative in factors, so that its zeros and its sign can be read off it."""

from collections.abc import Sequence
from fractions import Fraction

from questions import maths
from questions.maths.expression import E, Expression, Power, Quotient, symbols, walk
from questions.problems.formulas import formula, latex

PROBES = (17.0, 19.0)
"""Places beyond all zeros and poles of the families."""
CLOSE = 1e-6


def factored(function: Expression, slope: Expression, zeros: Sequence[int]) -> Expression | None:
    """The derivative as a number times a factor for each of its zeros, and what is nowhere 0.

    The function of x is a polynomial, one times an exponential, or one with one denominator, and
    the zeros are all that its derivative has, none of them twice. None where it is not so.
    """
    text = "*".join(f"(x - ({zero}))" for zero in zeros) + _beside(function)
    import numpy as np

    places = {"x": np.array(PROBES)}
    ratios = maths.floats(slope, places) / maths.floats(formula(text, "x"), places)
    number = Fraction(float(ratios[0])).limit_denominator(100)
    if not np.all(np.abs(ratios - float(number)) <= CLOSE * abs(ratios)):
        return None
    return formula(f"({number})*{text}", "x")


def _beside(function: Expression) -> str:
    """What stands beside the zeros in the derivative: the exponential, or the denominator twice."""
    for part in walk(function):
        if isinstance(part, Power) and part.base == E:
            return f"*({maths.write_text(part)})"
        if isinstance(part, Quotient) and symbols(part.denominator):
            return f"/({maths.write_text(part.denominator)})^2"
    return ""


def listed(zeros: Sequence[int]) -> str:
    """The zeros in a sentence."""
    return " and ".join(f"$x = {latex(one)}$" for one in zeros)
