"""Numbers as written to exact values."""

from fractions import Fraction
from functools import lru_cache
from math import gcd

from questions.maths.expression import Number, Span


def numeral(text: str, span: Span | None = None) -> Number:
    """The number whose decimal notation is `text`: digits, a point, a power of ten.

    The scanner has held digits and exponent to the limits.
    """
    if text.isdigit():
        return Number(_whole(text), text, span=span)
    mantissa, _, exponent = text.lower().partition("e")
    whole, _, decimals = mantissa.partition(".")
    value = Fraction(int((whole + decimals) or "0"))
    scale = int(exponent or "0") - len(decimals)
    return Number(value * Fraction(10) ** scale, text, span=span)


@lru_cache(1_000)
def _whole(text: str) -> Fraction:
    return Fraction(int(text))


def is_proper_fraction(above: Number, below: Number) -> bool:
    """Whether the two are whole numbers without a common divisor, and the lower one is not 1."""
    values = (above.value, below.value)
    whole = all(value.denominator == 1 for value in values)
    return whole and below.value > 1 and gcd(*(value.numerator for value in values)) == 1
