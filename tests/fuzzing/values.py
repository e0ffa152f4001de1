"""Real arithmetic at a point with mpmath: exact fractions as far as they go, then mid and error.

Every value carries a bound of its absolute error, so that a cancellation is noticed and a
difference is only claimed where the errors cannot explain it.
"""

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any, NamedTuple

import mpmath  # type: ignore[import-untyped]

MOST_BITS = 300
SAFETY = 20
LARGEST_EXPONENT = 40
LARGEST_ANGLE = 200


class UndefinedError(Exception):
    """The expression has no real value here."""


class UnclearError(Exception):
    """This precision, or this oracle, cannot tell."""


class Approximate(NamedTuple):
    """A number `mid` whose distance from the true one is at most 2**error."""

    mid: Any
    error: float


Value = Fraction | Approximate


def magnitude(mid: Any) -> float:
    """An exponent e with |mid| < 2**e, minus infinity at 0."""
    _, mantissa, exponent, bits = mid._mpf_
    return float(exponent + bits) if mantissa else -math.inf


def rounded(mid: Any, error: float = -math.inf) -> Approximate:
    """The value with the working precision's own rounding added to its error."""
    return Approximate(mid, max(error, magnitude(mid) - mpmath.mp.prec + 2) + 1)


def approximate(value: Value) -> Approximate:
    if isinstance(value, Approximate):
        return value
    return rounded(mpmath.mpf(value.numerator) / value.denominator)


def _short(value: Fraction) -> Value:
    bits = value.numerator.bit_length() + value.denominator.bit_length()
    return value if bits <= MOST_BITS else approximate(value)


def side(value: Value) -> int:
    """-1, 0 or 1; 0 only for an exact zero.

    Raises UnclearError where the error hides the sign.
    """
    if isinstance(value, Fraction):
        return (value > 0) - (value < 0)
    if magnitude(value.mid) < value.error + SAFETY:
        raise UnclearError
    return 1 if value.mid > 0 else -1


def total(values: list[Value]) -> Value:
    exact = [value for value in values if isinstance(value, Fraction)]
    if len(exact) == len(values):
        return _short(sum(exact, Fraction(0)))
    parts = [approximate(value) for value in values]
    widest = max(magnitude(part.mid) for part in parts) + len(parts) - mpmath.mp.prec
    error = max(widest, *(part.error for part in parts)) + math.log2(len(parts)) + 1
    return rounded(mpmath.fsum(part.mid for part in parts), error)


def negative(value: Value) -> Value:
    return -value if isinstance(value, Fraction) else Approximate(-value.mid, value.error)


def product(a: Value, b: Value) -> Value:
    if isinstance(a, Fraction) and isinstance(b, Fraction):
        return _short(a * b)
    if a == 0 or b == 0:
        return Fraction(0)
    a, b = approximate(a), approximate(b)
    error = max(magnitude(a.mid) + b.error, magnitude(b.mid) + a.error, a.error + b.error)
    return rounded(a.mid * b.mid, error + 2)


def quotient(a: Value, b: Value) -> Value:
    if side(b) == 0:
        raise UndefinedError
    if isinstance(a, Fraction) and isinstance(b, Fraction):
        return _short(a / b)
    if a == 0:
        return Fraction(0)
    a, b = approximate(a), approximate(b)
    below = magnitude(b.mid) - 1
    result = a.mid / b.mid
    return rounded(result, max(a.error - below, magnitude(result) + b.error - below) + 2)


def power(base: Value, exponent: Fraction) -> Value:
    """A written rational exponent; odd denominators take the real root of a negative base."""
    if isinstance(base, Approximate) and exponent.denominator == 1 and exponent > 0:
        reach = max(magnitude(base.mid), base.error)
        error = (exponent - 1) * reach + base.error + math.log2(exponent) + 1
        return rounded(base.mid ** int(exponent), float(error))
    sign = side(base)
    if sign == 0:
        if exponent == 0:
            raise UnclearError
        if exponent < 0:
            raise UndefinedError
        return Fraction(0)
    if sign < 0 and exponent.denominator % 2 == 0:
        raise UndefinedError
    odd = sign < 0 and exponent.numerator % 2 == 1
    size = base if sign > 0 else negative(base)
    result = _positive_power(size, exponent)
    return negative(result) if odd else result


def _positive_power(base: Value, exponent: Fraction) -> Value:
    if isinstance(base, Fraction):
        root = _exact_root(base, exponent.denominator)
        bits = root.numerator.bit_length() + root.denominator.bit_length() if root else 0
        if root is not None and bits * abs(exponent.numerator) <= 4 * MOST_BITS:
            return _short(root**exponent.numerator)
    near = approximate(base)
    raised = mpmath.mpf(exponent.numerator) / exponent.denominator
    result = mpmath.power(near.mid, raised)
    slope = math.log2(abs(exponent)) if exponent else 0
    error = near.error - magnitude(near.mid) + 1 + magnitude(result) + slope + 1
    return rounded(result, max(error, magnitude(result) - mpmath.mp.prec + slope + 4))


def _exact_root(base: Fraction, degree: int) -> Fraction | None:
    if degree == 1:
        return base
    parts = []
    for part in (base.numerator, base.denominator):
        guess = round(part ** (1 / degree)) if part < 2**52 else 0
        if guess**degree != part:
            return None
        parts.append(guess)
    return Fraction(*parts)


def general_power(base: Value, exponent: Value) -> Value:
    """An exponent that is an expression: a positive base, else what the exponent can settle."""
    sign = side(base)
    if sign > 0:
        return exponential(product(exponent, logarithm(base)))
    if sign == 0 and side(exponent) != 0:
        if side(exponent) < 0:
            raise UndefinedError
        return Fraction(0)
    raise UnclearError


def exponential(u: Value) -> Value:
    if u == 0:
        return Fraction(1)
    near = approximate(u)
    if magnitude(near.mid) > LARGEST_EXPONENT or near.error > -4:
        raise UnclearError
    result = mpmath.exp(near.mid)
    return rounded(result, magnitude(result) + near.error + 1)


def logarithm(u: Value) -> Value:
    if side(u) <= 0:
        raise UndefinedError
    if u == 1:
        return Fraction(0)
    near = approximate(u)
    return rounded(mpmath.log(near.mid), near.error - magnitude(near.mid) + 2)


def wave(function: Callable[[Any], Any], at_zero: int) -> Callable[[Value], Value]:
    """Sine or cosine."""

    def value(u: Value) -> Value:
        if u == 0:
            return Fraction(at_zero)
        near = approximate(u)
        if magnitude(near.mid) > LARGEST_ANGLE or near.error > -4:
            raise UnclearError
        return rounded(function(near.mid), near.error)

    return value


sine, cosine = wave(mpmath.sin, 0), wave(mpmath.cos, 1)
