"""Powers on the real domain.

A rational exponent is decided by its value, however it is written: an even denominator needs a base
that is not negative, an odd one takes the real root, so (-8)^(1/3) = -2. Any other exponent is
e^(y ln x) and needs a positive base. 0^0 is undefined.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Final

from flint import arb, fmpq, fmpz

from questions.maths.evaluation.values import (
    MAX_EXACT_BITS,
    Ball,
    Exact,
    HugeError,
    Number,
    Operation,
    UndefinedError,
    UnknownError,
    ball,
    rational,
)
from questions.maths.expression import (
    Constant,
    Expression,
    Negation,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    symbols,
)
from questions.maths.expression import Number as Literal

MAX_EXPONENT_BITS: Final = 512
MAX_ROOT: Final = 64
MAX_STEPWISE: Final = 2**40


REMEMBERED: Final = 4096

LEAVES: Final = (Symbol, Constant)


def rational_value(tree: Expression) -> Fraction | None:
    """The value of a tree of rational numbers, or None: other leaves, 1/0, or too long."""
    return None if isinstance(tree, LEAVES) or symbols(tree) else _folded(tree)


@lru_cache(maxsize=REMEMBERED)
def _folded(tree: Expression) -> Fraction | None:
    """The same exponents are met again and again, in trees that are made anew."""
    try:
        return _fold(tree)
    except (UndefinedError, UnknownError):
        return None


def _fold(tree: Expression) -> Fraction:
    fold = _FOLDS.get(type(tree))
    if fold is None:
        raise UnknownError
    value = fold(tree)
    if value.numerator.bit_length() + value.denominator.bit_length() > MAX_EXPONENT_BITS * 2:
        raise UnknownError
    return value


def _fold_literal(tree: Expression) -> Fraction:
    if not isinstance(tree, Literal):
        raise UnknownError
    return tree.value


def _fold_negation(tree: Expression) -> Fraction:
    return -_fold(tree.children[0])


def _fold_sum(tree: Expression) -> Fraction:
    return sum((_fold(term) for term in tree.children), Fraction(0))


def _fold_product(tree: Expression) -> Fraction:
    value = Fraction(1)
    for factor in tree.children:
        value *= _fold(factor)
    return value


def _fold_quotient(tree: Expression) -> Fraction:
    over = _fold(tree.children[1])
    if over == 0:
        raise UndefinedError
    return _fold(tree.children[0]) / over


def _fold_power(tree: Expression) -> Fraction:
    base, exponent = (_fold(child) for child in tree.children)
    if exponent.denominator != 1 or (base == 0 and exponent <= 0):
        raise UnknownError
    bits = base.numerator.bit_length() + base.denominator.bit_length()
    if bits * abs(exponent.numerator) > MAX_EXPONENT_BITS:
        raise UnknownError
    return Fraction(base**exponent.numerator)


_FOLDS: Final[dict[type[Expression], Callable[[Expression], Fraction]]] = {
    Literal: _fold_literal,
    Negation: _fold_negation,
    Sum: _fold_sum,
    Product: _fold_product,
    Quotient: _fold_quotient,
    Power: _fold_power,
}


def power(exponent: Fraction | None) -> Operation:
    """The operation base^exponent; with None the exponent is the second argument."""
    if exponent is None:
        return _general_power
    if exponent.denominator == 1:
        return lambda arguments: integer_power(arguments[0], exponent.numerator)
    if exponent.denominator % 2 == 0:
        return lambda arguments: _even_root_power(arguments[0], exponent)
    return lambda arguments: _odd_root_power(arguments[0], exponent)


def integer_power(base: Number, exponent: int) -> Number:
    if exponent <= 0 and base == 0:
        raise UndefinedError
    if type(base) is fmpq:
        if base.height_bits() * abs(exponent) <= MAX_EXACT_BITS:
            return base**exponent
        base = arb(base)
    if exponent <= 0 and base.contains(0):
        raise UnknownError
    if abs(exponent) > MAX_STEPWISE:
        return _vast_power(base, exponent)
    return _power_around_zero(base, exponent) if base.contains(0) else base**exponent


def _power_around_zero(base: Ball, exponent: int) -> Ball:
    """FLINT gives no value for a ball whose middle is 0, so its greatest size is raised."""
    size = base.abs_upper() ** exponent
    return size.union(-size if exponent % 2 else arb(0))


def _vast_power(base: Ball, exponent: int) -> Ball:
    if base.contains(0):
        raise UnknownError
    size = (arb(fmpz(exponent)) * abs(base).log()).exp()
    return -size if exponent % 2 and base < 0 else size


def _even_root_power(base: Number, exponent: Fraction) -> Number:
    if base == 0:
        return _power_of_zero(exponent)
    if base < 0:
        raise UndefinedError
    if not base > 0:
        raise UnknownError
    return _positive_power(base, exponent)


def _odd_root_power(base: Number, exponent: Fraction) -> Number:
    if base == 0:
        return _power_of_zero(exponent)
    if base > 0:
        return _positive_power(base, exponent)
    if base < 0:
        size = _positive_power(-base, exponent)
        return -size if exponent.numerator % 2 else size
    if exponent < 0:
        raise UnknownError
    size = _positive_power(base.abs_upper(), exponent)
    return size.union(-size if exponent.numerator % 2 else arb(0))


def _power_of_zero(exponent: Fraction) -> Exact:
    if exponent < 0:
        raise UndefinedError
    return fmpq(0)


def _positive_power(base: Number, exponent: Fraction) -> Number:
    degree = exponent.denominator
    if type(base) is fmpq:
        exact = exact_root(base, degree)
        if exact is not None:
            return integer_power(exact, exponent.numerator)
    size = ball(base)
    if degree == 2 and exponent.numerator == 1:
        return size.sqrt()
    if degree > MAX_ROOT:
        return (arb(rational(exponent)) * size.log()).exp()
    return integer_power(size.root(degree), exponent.numerator)


def exact_root(value: Exact, degree: int) -> Exact | None:
    """The rational root of a positive rational number, if it has one."""
    if degree > MAX_ROOT or value.height_bits() > MAX_EXACT_BITS:
        return None
    over = value.p.root(degree)
    under = value.q.root(degree)
    if over**degree == value.p and under**degree == value.q:
        return fmpq(over, under)
    return None


def _general_power(arguments: Sequence[Number]) -> Number:
    base, exponent = arguments
    if base == 0:
        if exponent > 0:
            return fmpq(0)
        if exponent <= 0:
            raise UndefinedError
        raise UnknownError
    if base > 0:
        return exponential(ball(exponent) * ball(base).log())
    if base < 0 and not ball(exponent).contains_integer():
        raise UndefinedError
    raise UnknownError


def exponential(value: Ball) -> Ball:
    result = value.exp()
    if not result.is_finite() and value.is_finite():
        raise HugeError
    return result
