"""Expanded: no bracket is left to multiply out.

2(x + 1), -(x + 1), (x + 1)^2 and (x + 1)/2 are not expanded; x/2, (1/2)x and e^x*e^y are. A sum
over a denominator with variables stays a fraction, its denominator may be factored, and what
stands inside functions, roots and exponents is left alone. Like terms need not be collected: that
is what simplified asks for.
"""

from questions.maths.evaluation import rational_value
from questions.maths.expression import (
    Expression,
    Negation,
    Power,
    Product,
    Quotient,
    Sum,
    symbols,
)
from questions.maths.forms.fault import Fault, fault

REMARK = "can be multiplied out"


def not_expanded(tree: Expression) -> Fault | None:
    """The first part that can be multiplied out."""
    match tree:
        case Sum(terms=terms):
            return _first(terms)
        case Negation(operand=operand):
            return fault(tree, REMARK) if _is_sum(operand) else not_expanded(operand)
        case Product(factors=factors):
            return fault(tree, REMARK) if any(map(_is_sum, factors)) else _first(factors)
        case Quotient(numerator=over, denominator=under):
            splits = _is_sum(over) and not symbols(under)
            return fault(tree, REMARK) if splits else not_expanded(over)
        case Power(base=base):
            return fault(tree, REMARK) if _is_sum(tree) else not_expanded(base)
    return None


def _first(parts: tuple[Expression, ...]) -> Fault | None:
    return next((found for part in parts if (found := not_expanded(part))), None)


def _is_sum(tree: Expression) -> bool:
    """A sum with a variable in it, or what becomes one: its negative, a whole power, a fraction."""
    match tree:
        case Sum():
            return bool(symbols(tree))
        case Negation(operand=operand):
            return _is_sum(operand)
        case Quotient(numerator=over):
            return _is_sum(over)
        case Power(base=base, exponent=exponent):
            power = rational_value(exponent)
            whole = power is not None and power.denominator == 1 and power > 1
            return whole and _is_sum(base)
    return False
