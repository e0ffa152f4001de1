"""Which vector stands at right angles to a level curve: the gradient, or a multiple of it."""

import random
from collections.abc import Sequence
from fractions import Fraction
from math import gcd
from typing import Final

from questions.problems.formulas import (
    by_sympy,
    derivative,
    formula,
    latex,
    point,
    rational_at,
    sympy_at,
)

from .composed import Composed, ComposedFamily, Wrong
from .lines import line

HINTS: Final = (
    "Along a level curve the function does not change. Across it, it changes fastest.",
    "The gradient stands at right angles to the level curve through the point.",
    "Any multiple of the gradient, other than 0, stands at right angles, too.",
)
NORMAL: Final = "It stands at right angles to the curve."
LARGEST: Final = 120
Entries = tuple[Fraction, Fraction]


def _function(chance: random.Random, level: int) -> str:
    a, b, c = (chance.choice((1, 2, 3, 4, 5, -1, -2, -3)) for _ in "abc")
    return {
        1: f"{chance.randint(1, 9)}*x^2 + {chance.randint(1, 9)}*y^2",
        2: f"({a})*x^2 + ({b})*y",
        3: f"({a})*x*y + ({b})*x^2 + ({c})*y",
        4: f"({a})*x^2*y + ({b})*y^2",
        5: f"({a})*x/y + ({b})*x*y",
    }[level]


def _compose(chance: random.Random, level: int) -> Composed | None:
    tree = formula(_function(chance, level), "x", "y")
    p, q = chance.choice((1, 2, 3, 4, -1, -2, -3)), chance.choice((1, 2, 3, -1, -2, -4))
    at = {"x": p, "y": q}
    entries = [rational_at(derivative(tree, one), at) for one in "xy"]
    if any(not one for one in entries):
        return None
    gradient = (entries[0] or Fraction(0), entries[1] or Fraction(0))
    shown = _whole(gradient, chance.choice((1, 1, -1, 2)))
    if max(abs(one) for one in shown) > LARGEST or abs(gradient[0]) == abs(gradient[1]):
        return None
    return Composed(
        prompt=(
            f"Which vector stands at right angles to the level curve of $$f(x, y) = {latex(tree)}$$"
            f" through the point ${point(p, q)}$?"
        ),
        hints=HINTS,
        steps=(
            line("Gradient at the point", rf"\nabla f{point(p, q)} = {point(*gradient)}", NORMAL),
            *(
                []
                if shown == gradient
                else [line("A multiple of it", point(*shown), "So does it.")]
            ),
        ),
        is_confirmed=lambda: _is_parallel([sympy_at(by_sympy(tree, one), at) for one in at], shown),
        right=(f"${point(*shown)}$",),
        wrong=_wrong(shown, (Fraction(p), Fraction(q))),
    )


def _whole(vector: Entries, sign: int) -> Entries:
    """A multiple with whole entries without a common divisor, times `sign`."""
    denominator = vector[0].denominator * vector[1].denominator
    a, b = (int(one * denominator) for one in vector)
    divisor = gcd(a, b)
    return Fraction(sign * a, divisor), Fraction(sign * b, divisor)


def _is_parallel(found: Sequence[object], shown: Entries) -> bool:
    a, b = found
    return bool(a * int(shown[1]) == b * int(shown[0]))  # type: ignore[operator]


def _wrong(shown: Entries, place: Entries) -> tuple[Wrong, ...]:
    a, b = shown
    candidates = (
        (
            (-b, a),
            "This runs along the curve: its product with the gradient is 0.",
            "along-level-set",
        ),
        ((b, a), "The components stand in each other's place.", "components-swapped"),
        ((a, -b), "One component has the wrong sign.", "term-sign-wrong"),
        (place, "This is the position of the point, not the gradient there.", "f-for-derivative"),
    )
    kept: list[Wrong] = []
    for (x, y), said, rule in candidates:
        is_parallel = x * b == y * a
        text = f"${point(x, y)}$"
        if not is_parallel and text not in {one.text for one in kept}:
            kept.append(Wrong(text, said, rule))
    return tuple(kept)


LEVEL_CURVE_NORMAL: Final = ComposedFamily(
    name="level_curve_normal",
    title="At right angles to a level curve",
    kind="choice",
    levels={
        1: "an ellipse",
        2: "a parabola",
        3: "a mixed term",
        4: "a term of third degree",
        5: "a quotient",
    },
    difficulties={1: -0.5, 2: -0.1, 3: 0.3, 4: 0.6, 5: 1.0},
    skills=("gradient-geometry", "gradient"),
    compose=_compose,
)
