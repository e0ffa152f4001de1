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
"""Of a stationary point that is alone: at 0 the sign of x would tell as much."""
MOVED: Final = 1 / 2
"""How often a constant is added, which the derivative does not show."""


def turning(chance: random.Random, level: int, rates: tuple[Fraction, ...] = WHOLE) -> Turning:
    """A quadratic, a cubic, a linear function times an exponential, a quotient, or a quadratic
    times an exponential.
    """
    if level > 2:
        if level == 4:
            return chance.choice((two_turn_quotient, two_turn_quotient, one_turn_quotient))(chance)
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
    places = tuple(sorted(chance.sample(PLACES if turns == 1 else range(-5, 6), turns)))
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
    radius, factor = chance.randint(abs(aside) + 1, 6), chance.choice(FACTORS)
    middle, below = axis + aside, (-2 * axis, axis**2 + radius**2 - aside**2)
    turns = (middle - radius, middle + radius)
    if chance.random() < MOVED:
        return _one_quotient(chance, (factor, -factor * middle), below), turns
    return f"{_fraction(factor, f'(x - ({middle}))', below)}{_moved(chance)}", turns


def one_turn_quotient(chance: random.Random) -> Turning:
    """A number over a quadratic without zeros, with a constant or as one quotient."""
    factor, axis, below = _peak(chance)
    if chance.random() < MOVED:
        return _one_quotient(chance, (0, factor), below), (axis,)
    return f"{_fraction(factor, '1', below)}{_moved(chance)}", (axis,)


def reciprocal(chance: random.Random) -> Turning:
    """A number over a quadratic without zeros, with a constant at times."""
    factor, axis, below = _peak(chance)
    return f"{_fraction(factor, '1', below)}{_moved(chance)}", (axis,)


def _peak(chance: random.Random) -> tuple[int, int, tuple[int, int]]:
    """A number, the place where n/(x^2 + bx + c) turns, and b and c."""
    axis = chance.choice(PLACES)
    factor = chance.choice((-1, 1)) * chance.randint(1, 12)
    return factor, axis, (-2 * axis, axis**2 + chance.randint(1, 9))


def line_and_reciprocal(chance: random.Random) -> Turning:
    """kx + c + k r^2/(x - m), which turns at m - r and m + r."""
    factor, rest, middle, radius = _hyperbola(chance)
    text = f"({factor})*x + ({rest}) + ({factor * radius**2})/(x - ({middle}))"
    return text, (middle - radius, middle + radius)


def over_linear(chance: random.Random) -> Turning:
    """The same as one quotient: a quadratic over a linear function."""
    factor, rest, middle, radius = _hyperbola(chance)
    sign, size = _signed(factor)
    linear = rest - factor * middle
    constant = factor * radius**2 - rest * middle
    p, q = (size * one // factor for one in (linear, constant))
    text = f"{sign}({size}*x^2 + ({p})*x + ({q}))/(x - ({middle}))"
    return text, (middle - radius, middle + radius)


def _hyperbola(chance: random.Random) -> tuple[int, int, int, int]:
    factor = chance.choice((1, 1, 2, 3, -1, -2))
    return factor, factor * chance.randint(-5, 5), chance.randint(-4, 4), chance.randint(1, 6)


def exponential_less_line(chance: random.Random) -> Turning:
    """a e^(k(x - p)) - akx, with a constant at times: e^0 = 1 makes it turn at p."""
    factor, rate = chance.choice(FACTORS), chance.choice(WHOLE)
    place = chance.choice(PLACES)
    line = f"({-factor * rate})*x{_moved(chance)}"
    return f"({factor})*e^({rate}*x + ({-rate * place})) + {line}", (place,)


def bell(chance: random.Random) -> Turning:
    """A multiple of e^(k(x - p)^2), with a constant at times."""
    place, rate = chance.choice(PLACES), chance.choice(RATES)
    factor = chance.choice(FACTORS)
    return f"({factor})*e^(({rate})*(x - ({place}))^2){_moved(chance)}", (place,)


def two_reciprocals(chance: random.Random) -> Turning:
    """2k/x - kp/x^2, with a constant at times, which turns at p."""
    factor, place = chance.choice(FACTORS), chance.choice(PLACES)
    return f"({2 * factor})/x + ({-factor * place})/x^2{_moved(chance)}", (place,)


def _fraction(factor: int, above: str, below: tuple[int, int]) -> str:
    """A multiple of a text over x^2 + bx + c."""
    sign, size = _signed(factor)
    return f"{sign}{size}*{above}/{_quadratic(below)}"


def _one_quotient(chance: random.Random, above: tuple[int, int], below: tuple[int, int]) -> str:
    """(ax + b)/(x^2 + cx + d) and a constant, over one denominator."""
    k = chance.choice((1, 1, 2, -1))
    sign, size = _signed(k)
    p, q = ((one + k * other) * size // k for one, other in zip(above, below, strict=True))
    return f"{sign}({size}*x^2 + ({p})*x + ({q}))/{_quadratic(below)}"


def _quadratic(coefficients: tuple[int, int]) -> str:
    b, c = coefficients
    return f"(x^2 + ({b})*x + ({c}))"


def _signed(number: int) -> tuple[str, int]:
    """Its sign, which is to stand in front of the whole, and its size."""
    return ("-" if number < 0 else ""), abs(number)


def _moved(chance: random.Random) -> str:
    rest = chance.choice((-1, 1)) * chance.randint(1, 9)
    return f" + ({rest})" if chance.random() < MOVED else ""
