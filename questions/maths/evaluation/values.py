"""The three answers to "what is this here?": a value, proved undefined, cannot tell.

A value is an exact rational (`fmpq`) as long as arithmetic allows and a real ball (`arb`) that
certainly contains the true value otherwise.
"""

from collections.abc import Callable, Sequence
from enum import Enum
from fractions import Fraction
from typing import Any, Final, TypeAlias

from flint import arb, fmpq

Ball: TypeAlias = Any
Exact: TypeAlias = Any
Number: TypeAlias = Any
"""An `fmpq` or an `arb`: python-flint carries no types."""


class Absence(Enum):
    """Why there is no value; of several reasons in one expression the greatest counts.

    No IntEnum: its members would equal the numbers 1, 2 and 3.
    """

    UNKNOWN = 1
    """The balls are too wide to tell."""
    HUGE = 2
    """A real number, but beyond every ball (`9^9^9^9`)."""
    UNDEFINED = 3
    """Proved to have no real value."""


Value: TypeAlias = Number | Absence
Operation: TypeAlias = Callable[[Sequence[Number]], Number]

MAX_EXACT_BITS: Final = 512


class UndefinedError(ArithmeticError):
    """An operation has no real value at these arguments."""


class UnknownError(ArithmeticError):
    """The balls do not tell whether an operation has a value at these arguments."""


class HugeError(ArithmeticError):
    """The value exists but does not fit a ball."""


def rational(value: Fraction | int) -> Exact:
    return fmpq(value.numerator, value.denominator)


def fraction(value: Exact) -> Fraction:
    return Fraction(int(value.p), int(value.q))


def is_exact(value: Number) -> bool:
    return type(value) is fmpq


def ball(value: Number) -> Ball:
    """The value as a ball at the working precision."""
    return arb(value) if type(value) is fmpq else value


def around(value: Fraction, radius: int) -> Ball:
    """The neighbourhood of a point with radius 2^-radius, at the working precision."""
    return arb(rational(value)) + arb(0, arb(2) ** -radius)


def disjoint(one: Number, other: Number) -> bool:
    """Proved: the two true values differ."""
    if type(one) is fmpq and type(other) is fmpq:
        return bool(one != other)
    return not ball(one).overlaps(ball(other))


MAX_SCALE: Final = 4096


def nearby(value: Number) -> Fraction | None:
    """The value, or a rational number at the middle of its ball; None beyond 2^4096 or so."""
    if type(value) is fmpq:
        return fraction(value)
    mantissa, exponent = value.mid().man_exp()
    if not -MAX_SCALE < exponent < MAX_SCALE:
        return None
    return Fraction(int(mantissa)) * Fraction(2) ** int(exponent)
