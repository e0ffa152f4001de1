"""Exact numbers to decimal notation."""

from typing import Final

from questions.maths.expression import Number

CHUNK_DIGITS: Final = 4_000
CHUNK: Final = 10**CHUNK_DIGITS


def decimal(number: Number) -> str | None:
    """The number as it was written, or its exact decimals; None if they do not end.

    A comma becomes a point, and the E of a power of ten is a capital.
    """
    if number.text:
        return _tidied(number.text)
    value = number.value
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return None
    places = max(twos, fives)
    digits = _digits(value.numerator * 10**places // value.denominator)
    if places == 0:
        return digits
    digits = digits.zfill(places + 1)
    return f"{digits[:-places]}.{digits[-places:]}"


def _tidied(text: str) -> str:
    mantissa, _, exponent = text.replace(",", ".").lower().partition("e")
    mantissa = f"0{mantissa}" if mantissa.startswith(".") else mantissa.removesuffix(".")
    return f"{mantissa}E{exponent}" if exponent else mantissa


def _digits(value: int) -> str:
    """The decimal digits of any whole number; `str` stops at 4,300."""
    if value < CHUNK:
        return str(value)
    high, low = divmod(value, CHUNK)
    return _digits(high) + str(low).zfill(CHUNK_DIGITS)
