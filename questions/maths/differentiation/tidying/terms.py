"""A product as a rational coefficient and powers of bases: the form in which factors collect."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from questions.maths.expression import Expression, Negation, Number, Quotient, number

ZERO: Final = number(0)
ONE: Final = number(1)
MINUS_ONE: Final = number(-1)
HALF: Final = number(Fraction(1, 2))

SIGNED_OR_BROKEN: Final = (Negation, Quotient)
"""Numbers that are not written as one."""

Powers = tuple[tuple[Expression, Expression], ...]


@dataclass(frozen=True, slots=True)
class Term:
    """`coefficient` times every base to its exponent, in the order in which they appeared."""

    coefficient: Fraction
    powers: Powers = ()


def rational(tree: Expression) -> Fraction | None:
    """The value of a tree that writes one rational number, otherwise None."""
    if type(tree) is Number:
        return tree.value
    if not isinstance(tree, SIGNED_OR_BROKEN):
        return None
    try:
        return tree._rational  # type: ignore[no-any-return, union-attr]
    except AttributeError:
        found = _worked_out(tree)
        object.__setattr__(tree, "_rational", found)
        return found


def _worked_out(tree: Expression) -> Fraction | None:
    match tree:
        case Negation(operand=operand):
            negated = rational(operand)
            return None if negated is None else -negated
        case Quotient(numerator=Number(value=top), denominator=Number(value=bottom)) if bottom:
            return top / bottom
    return None


def integer(tree: Expression) -> int | None:
    """The value of a tree that writes one whole number, otherwise None."""
    value = rational(tree)
    return None if value is None or value.denominator != 1 else value.numerator


def exponent_in(powers: Iterable[tuple[Expression, Expression]], base: Expression) -> Fraction:
    """The rational exponent of a base; 0 where it is absent or not rational."""
    for one, exponent in powers:
        if one == base:
            return rational(exponent) or Fraction(0)
    return Fraction(0)
