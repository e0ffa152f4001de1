"""Exact numbers to decimal notation."""

from questions.maths.expression import Number


def decimal(number: Number) -> str | None:
    """The number as it was written, or its exact decimals; None if they do not end.

    A comma becomes a point, and the E of a power of ten is a capital.
    """
    if number.text:
        return number.text.replace(",", ".").replace("e", "E")
    value = number.value
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return None
    places = max(twos, fives)
    if places == 0:
        return str(value.numerator)
    digits = str(value.numerator * 10**places // value.denominator).zfill(places + 1)
    return f"{digits[:-places]}.{digits[-places:]}"
