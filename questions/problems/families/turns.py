"""Functions of x as text, with the whole numbers at which their derivative changes its sign."""

import random
from fractions import Fraction
from math import lcm
from typing import Final

Turning = tuple[str, tuple[int, ...]]
"""The text of a function, and all places where its derivative is 0: it changes its sign there."""

WHOLE: Final = (Fraction(1), Fraction(-1), Fraction(2), Fraction(-2))
RATES: Final = (*WHOLE, Fraction(1, 2), Fraction(-1, 2))
"""Of exponentials."""
FACTORS: Final = (1, 2, 3, 4, -1, -2, -3, -4)
PLACES: Final = (-5, -4, -3, -2, -1, 1, 2, 3, 4, 5)
"""Of stationary points that are not 0, where the sign of x would tell as much."""
MOVED: Final = 1 / 2
"""How often a constant is added, which the derivative does not show."""


def turning(chance: random.Random, level: int, rates: tuple[Fraction, ...] = WHOLE) -> Turning:
    """A quadratic, a cubic, a linear function times an exponential, a quotient, or a quadratic
    times an exponential.
    """
    if level > 2:
        if level == 4:
            return chance.choice((two_turn_quotient, two_turn_quotient, reciprocal))(chance)
        return of_exponential(chance, rates, turns=1 if level == 3 else 2)
    low, high = sorted(chance.sample(range(-6, 7), 2))
    scale, rest = chance.choice((1, 2, -1, -2)), chance.randint(-9, 9)
    if level == 1:
        return f"({scale})*x^2 + ({-2 * scale * low})*x + ({rest})", (low,)
    a, b, c = 2 * scale, -3 * scale * (low + high), 6 * scale * low * high
    return f"({a})*x^3 + ({b})*x^2 + ({c})*x + ({rest})", (low, high)


def of_exponential(chance: random.Random, rates: tuple[Fraction, ...], *, turns: int) -> Turning:
    """A polynomial of degree `turns`, 1 or 2, with whole coefficients, times e^(kx).

    The derivative of p e^(kx) is (p' + k p) e^(kx); p is chosen so that p' + k p has the zeros.
    """
    places = tuple(sorted(chance.sample(PLACES, turns)))
    rate = chance.choice(rates)
    if turns == 1:
        coefficients = [Fraction(1), -places[0] - 1 / rate]
    else:
        linear = -sum(places) - 2 / rate
        coefficients = [Fraction(1), linear, places[0] * places[1] - linear / rate]
    least = lcm(*(one.denominator for one in coefficients))
    factor = chance.choice(FACTORS if least == 1 else (1, -1))
    inside = " + ".join(
        f"({least * one})*{power}"
        for one, power in zip(coefficients, ("x^2", "x", "1")[-turns - 1 :], strict=True)
    )
    return f"({factor})*({inside})*e^({rate}*x){_moved(chance)}", places


def two_turn_quotient(chance: random.Random) -> Turning:
    """A linear function over a quadratic without zeros, with a constant or as one quotient.

    (x - m)/((x - p)^2 + q) turns at m - r and m + r where r^2 = (m - p)^2 + q.
    """
    axis, aside = chance.choice((0, 0, 1, 2, 3, -1, -2, -3)), chance.randint(-3, 3)
    radius = chance.randint(abs(aside) + 1, 6)
    middle = axis + aside
    above = chance.choice(FACTORS), middle
    text = _over(chance, above, (-2 * axis, axis**2 + radius**2 - aside**2))
    return text, (middle - radius, middle + radius)


def reciprocal(chance: random.Random) -> Turning:
    """A number over a quadratic without zeros, which turns at its axis."""
    axis = chance.choice(PLACES)
    above = chance.choice((-1, 1)) * chance.randint(1, 12), None
    return _over(chance, above, (-2 * axis, axis**2 + chance.randint(1, 9))), (axis,)


def _over(chance: random.Random, above: tuple[int, int | None], below: tuple[int, int]) -> str:
    """A number, or a multiple of x - m, over x^2 + bx + c; perhaps with a constant beside it or
    brought above the line.
    """
    (factor, zero), (b, c) = above, below
    denominator = f"(x^2 + ({b})*x + ({c}))"
    if chance.random() < MOVED:
        k = chance.choice((1, 1, 2, -1))
        linear, rest = (0, factor) if zero is None else (factor, -factor * zero)
        sign, size = _signed(k)
        p, q = (size * one // k for one in (linear + k * b, rest + k * c))
        return f"{sign}({size}*x^2 + ({p})*x + ({q}))/{denominator}"
    sign, size = _signed(factor)
    numerator = f"{size}" if zero is None else f"{size}*(x - ({zero}))"
    return f"{sign}{numerator}/{denominator}{_moved(chance)}"


def _signed(number: int) -> tuple[str, int]:
    """Its sign, which is to stand in front of the whole, and its size."""
    return ("-" if number < 0 else ""), abs(number)


def _moved(chance: random.Random) -> str:
    rest = chance.choice((-1, 1)) * chance.randint(1, 9)
    return f" + ({rest})" if chance.random() < MOVED else ""
