"""Writing a term as a textbook does: sign out, number first, negative powers below the line."""

from fractions import Fraction
from functools import lru_cache
from typing import Final

from questions.maths.differentiation.tidying.terms import HALF, ONE, ZERO, Powers, Term, rational
from questions.maths.expression import (
    Call,
    Constant,
    E,
    Expression,
    Negation,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    number,
    symbols,
)

REMEMBERED: Final = 4096


@lru_cache(maxsize=REMEMBERED)
def written(term: Term) -> Expression:
    """The tree of a term. Factors go numbers, constants, powers of symbols, sums, functions."""
    if not term.coefficient:
        return ZERO
    above, below = _split(term.powers)
    coefficient = abs(term.coefficient)
    tree = _product(coefficient.numerator, above)
    if below or coefficient.denominator != 1:
        tree = Quotient(tree, _product(coefficient.denominator, below))
    return Negation(tree) if term.coefficient < 0 else tree


def _split(powers: Powers) -> tuple[Powers, Powers]:
    above: list[tuple[Expression, Expression]] = []
    below: list[tuple[Expression, Expression]] = []
    for base, exponent in powers:
        value = rational(exponent)
        if value is not None and value < 0:
            below.append((base, number(-value)))
        else:
            above.append((base, exponent))
    return tuple(above), tuple(below)


def _product(coefficient: int, powers: Powers) -> Expression:
    factors = [_power(base, exponent) for base, exponent in _in_order(powers)]
    if coefficient != 1 or not factors:
        factors.insert(0, number(Fraction(coefficient)))
    return factors[0] if len(factors) == 1 else Product(tuple(factors))


def _in_order(powers: Powers) -> Powers:
    if len(powers) < 2:
        return powers
    bases = frozenset(base for base, _ in powers)
    return tuple(sorted(powers, key=lambda one: (is_complement(one[0], bases), _rank(one))))


def is_complement(base: Expression, others: frozenset[Expression]) -> bool:
    """Whether it is 1 - s beside the function s, as in s(1 - s)."""
    negated = (one.operand for one in base.children if isinstance(one, Negation))
    return isinstance(base, Sum) and any(isinstance(s, Call) and s in others for s in negated)


def _power(base: Expression, exponent: Expression) -> Expression:
    if exponent == ONE:
        return base
    if exponent == HALF:
        return Call("sqrt", (base,))
    return Power(base, exponent)


def _rank(power: tuple[Expression, Expression]) -> tuple[int, str]:
    base, exponent = power
    value = rational(exponent)
    whole = value is not None and value.denominator == 1
    if isinstance(base, Number | Constant) and not symbols(exponent):
        return 0, ""
    if isinstance(base, Symbol):
        return (1, base.name) if whole else (2, "")
    if isinstance(base, Sum) and whole:
        return 3, ""
    if isinstance(base, Number) or base == E:
        return 4, ""
    return (6 if whole else 5), ""
