"""In which direction a function rises or falls fastest, as a vector of length 1."""

import random
from collections.abc import Callable
from fractions import Fraction
from math import isqrt
from typing import Final

from questions.maths.expression import Expression
from questions.problems.formulas import (
    by_sympy,
    derivative,
    formula,
    latex,
    point,
    rational_at,
    sympy_at,
    vector,
)
from questions.problems.parts import Line

from .composed import Composed, ComposedFamily
from .lines import line

HINTS: Final = (
    "The gradient points to where the function rises fastest, its opposite to where it falls.",
    "Work out the gradient at the point, then divide it by its length.",
    r"The length of $(a, b)$ is $\sqrt{a^2 + b^2}$.",
)
TRIPLES: Final = ((3, 4), (5, 12), (8, 15), (7, 24), (6, 8), (9, 12), (20, 21), (12, 35), (9, 40))
VERBS: Final = {1: "increase", -1: "decrease"}


def _gradient(chance: random.Random) -> tuple[int, int]:
    """Whole entries and a whole length."""
    a, b = chance.sample(chance.choice(TRIPLES), 2)
    return a * chance.choice((-1, 1)), b * chance.choice((-1, 1))


def _function(chance: random.Random, level: int) -> tuple[str, dict[str, int], tuple[int, int]]:
    """The text of a function, a point, and the gradient there."""
    a, b = _gradient(chance)
    p, q = chance.choice([one for one in range(-4, 5) if one]), chance.randint(-4, 4)
    c, d = chance.choice((1, 2, 3, -1, -2)), chance.choice((1, 2, -1, -3))
    text = {
        2: f"({c})*x^2 + ({d})*y^2 + ({a - 2 * c * p})*x + ({b - 2 * d * q})*y",
        3: f"({c})*x*y + ({a - c * q})*x + ({b - c * p})*y + ({chance.randint(1, 9)})",
        4: f"({c})*x^2*y + ({a - 2 * c * p * q})*x + ({b - c * p * p})*y",
        5: f"e^(({a})*x + ({b})*y + ({-a * p - b * q})) + ({chance.randint(1, 9)})",
    }[level]
    return text, {"x": p, "y": q}, (a, b)


def _compose(chance: random.Random, level: int) -> Composed | None:
    if level == 1:
        gradient = _gradient(chance)
        place = point(chance.randint(-5, 5), chance.randint(-5, 5))
        stated = rf"At ${place}$ a smooth function $f$ has $\nabla f = {point(*gradient)}$."
        return _asked(chance, stated, gradient, (), lambda: True)
    text, at, gradient = _function(chance, level)
    tree, place = formula(text, "x", "y"), point(*at.values())
    slopes = [derivative(tree, one) for one in "xy"]
    steps = (
        line("Gradient", rf"\nabla f = \left({latex(slopes[0])},\ {latex(slopes[1])}\right)"),
        line("At the point", rf"\nabla f{place} = {point(*gradient)}"),
    )
    own = [rational_at(one, at) for one in slopes]
    if any(one is not None and one != wanted for one, wanted in zip(own, gradient, strict=True)):
        return None
    return _asked(
        chance,
        f"Let $$f(x, y) = {latex(tree)}$$ and start at ${place}$.",
        gradient,
        steps,
        lambda: [sympy_at(by_sympy(tree, one), at) for one in "xy"] == list(gradient),
    )


def _asked(
    chance: random.Random,
    stated: str,
    gradient: tuple[int, int],
    steps: tuple[Line, ...],
    is_confirmed: Callable[[], bool],
) -> Composed:
    sign = chance.choice((1, 1, -1))
    (a, b), length = gradient, isqrt(gradient[0] ** 2 + gradient[1] ** 2)
    unit = [Fraction(sign * one, length) for one in gradient]
    toward = r"\nabla f" if sign > 0 else r"-\nabla f"
    return Composed(
        prompt=(
            f"{stated}\n\nIn which direction, as a vector of length 1, does $f$ "
            f"{VERBS[sign]} fastest?"
        ),
        hints=HINTS,
        steps=(
            *steps,
            line("Its length", rf"\sqrt{{{a * a} + {b * b}}} = {length}"),
            line("Direction of length 1", rf"\frac{{{toward}}}{{{length}}} = {point(*unit)}"),
        ),
        is_confirmed=lambda: a * a + b * b == length * length and is_confirmed(),
        key=vector(*unit),
        mistakes=_mistakes(gradient, sign, length, unit),
        labels=("d_1", "d_2"),
        layout="components",
    )


def _mistakes(
    gradient: tuple[int, int], sign: int, length: int, unit: list[Fraction]
) -> tuple[tuple[str, Expression], ...]:
    a, b = (sign * one for one in gradient)
    turned = "descent-for-ascent" if sign > 0 else "ascent-for-descent"
    return (
        ("direction-not-normalised", vector(a, b)),
        (turned, vector(*(-one for one in unit))),
        ("components-swapped", vector(*reversed(unit))),
        ("along-level-set", vector(-unit[1], unit[0])),
        ("length-by-sum", vector(*(Fraction(one, abs(a) + abs(b)) for one in (a, b)))),
        ("length-not-rooted", vector(*(one / length for one in unit))),
    )


STEEPEST_DIRECTION: Final = ComposedFamily(
    name="steepest_direction",
    title="Direction of steepest ascent or descent",
    kind="vector",
    levels={
        1: "the gradient is told",
        2: "a quadratic without a mixed term",
        3: "a mixed term",
        4: "a term of third degree",
        5: "an exponential",
    },
    difficulties={1: -0.6, 2: -0.1, 3: 0.3, 4: 0.7, 5: 1.1},
    skills=("gradient-geometry", "gradient"),
    compose=_compose,
)
