"""The formulas of the rules, as text that anybody can check against a textbook.

u and v are what a rule is applied to, du and dv their derivatives; c is a constant factor, n an
exponent, a a base. The chain rule alone is not here: it puts one step's result into another.
"""

from collections.abc import Mapping
from functools import cache
from typing import Final

from questions.maths.expression import Expression, substitute

FORMULAS: Final[dict[str, str]] = {
    "constant": "0",
    "variable": "1",
    "constant-multiple": "c*du",
    "product": "du*v+u*dv",
    "quotient": "(du*v-u*dv)/v^2",
    "reciprocal": "-dv/v^2",
    "power": "n*u^(n-1)",
    "general-power": "u^v*(dv*ln(u)+v*du/u)",
    "exponential": "a^u*ln(a)",
    "logarithm": "1/(u*ln(a))",
    "piecewise-constant": "0",
    "two-argument-arctangent": "(v*du-u*dv)/(u^2+v^2)",
    "sin": "cos(u)",
    "cos": "-sin(u)",
    "tan": "sec(u)^2",
    "cot": "-csc(u)^2",
    "sec": "sec(u)*tan(u)",
    "csc": "-csc(u)*cot(u)",
    "asin": "1/sqrt(1-u^2)",
    "acos": "-1/sqrt(1-u^2)",
    "atan": "1/(1+u^2)",
    "acot": "-1/(1+u^2)",
    "asec": "1/(abs(u)*sqrt(u^2-1))",
    "acsc": "-1/(abs(u)*sqrt(u^2-1))",
    "sinh": "cosh(u)",
    "cosh": "sinh(u)",
    "tanh": "sech(u)^2",
    "coth": "-csch(u)^2",
    "sech": "-sech(u)*tanh(u)",
    "csch": "-csch(u)*coth(u)",
    "asinh": "1/sqrt(u^2+1)",
    "acosh": "1/(sqrt(u-1)*sqrt(u+1))",
    "atanh": "1/(1-u^2)",
    "acoth": "1/(1-u^2)",
    "asech": "-1/(u*sqrt(1-u^2))",
    "acsch": "-1/(abs(u)*sqrt(1+u^2))",
    "abs": "u/abs(u)",
    "sigmoid": "sigmoid(u)*(1-sigmoid(u))",
    "softplus": "sigmoid(u)",
    "relu": "heaviside(u)",
    "erf": "2*e^(-u^2)/sqrt(pi)",
    "max": "heaviside(u-v)*du+heaviside(v-u)*dv",
    "min": "heaviside(v-u)*du+heaviside(u-v)*dv",
}

NAMES: Final = (
    *"uvwxtfdckpnmaF",
    *("du", "dv", "dt", "dk", "dp", "rest", "Fx", "Fdu", "fx", "fdu", "split", "moved", "do"),
)
"""Every name that a formula may speak of."""


@cache
def formula(text: str) -> Expression:
    """The tree of a formula."""
    from questions.maths.reading import Notation, read

    return read(text, Notation(variables=NAMES)).expression


def filled(text: str, values: Mapping[str, Expression]) -> Expression:
    """A formula with trees in place of its names."""
    return substitute(formula(text), dict(values))
