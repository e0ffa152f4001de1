"""Forms that forbid one sort of node wherever it stands."""

from typing import Final

from flint import arb

from questions.maths.evaluation import Absence, Program, ball
from questions.maths.expression import Call, Expression, Power, symbols, walk
from questions.maths.forms.fault import Fault, fault

BITS: Final = 128
OPERATORS: Final = frozenset({"diff", "derivative", "Derivative", "D", "grad", "gradient", "nabla"})
"""Calls that only name a derivative. Our reader refuses them; other sources of trees may not."""


def negative_power(tree: Expression) -> Fault | None:
    """A power whose exponent is a negative number, inside functions too. e^(-x) is none: the sign
    of its exponent depends on x.
    """
    for node in walk(tree):
        if isinstance(node, Power) and is_negative(node.exponent):
            return fault(node, "has a negative power")
    return None


def is_negative(exponent: Expression) -> bool:
    """Proved to be a number below 0."""
    if symbols(exponent):
        return False
    (value,) = Program((exponent,)).at({}, BITS)
    return not isinstance(value, Absence) and bool(ball(value) < arb(0))


def unevaluated_derivative(tree: Expression) -> Fault | None:
    """A derivative that is named instead of worked out."""
    for node in walk(tree):
        if isinstance(node, Call) and node.name in OPERATORS:
            return fault(node, "is a derivative that is not worked out")
    return None
