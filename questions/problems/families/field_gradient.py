"""Fields: the electric field is the gradient of the potential, turned round."""

import random
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from questions import maths
from questions.maths.expression import Expression
from questions.problems.drawing import Draw
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

from .composed import Composed, ComposedFamily
from .lines import line

HINTS: Final = (
    "A field that is the gradient of a potential, turned round, points to where it falls.",
    "Work out both partial derivatives at the point first.",
    "Then turn the sign of both.",
)
LARGEST: Final = 500
CHARGE_CHANCE: Final = 0.25
TRIANGLES: Final = ((3, 4), (6, 8), (5, 12))
"""Legs of right triangles whose sides are all whole."""


def _potential(chance: random.Random, level: int) -> tuple[str, dict[str, int]]:
    """The text of a potential, and a point."""
    d = Draw(chance, ("x", "y"))
    if level == 4:
        return _reciprocal(d)
    text = {
        1: f"{d.a()}*x + {d.a()}*y + {d.a()}*x*y",
        2: f"{d.a()}*x^2 + {d.a()}*y^2 + {d.a()}*x",
        3: f"{d.a()}*x^2*y + {d.a()}*y^{d.n(2, 3)}",
        5: f"{d.a()}/(x^2 + {d.k()}*y^2) + {d.a()}*x*y",
    }[level]
    return text, _point(chance)


def _reciprocal(d: Draw) -> tuple[str, dict[str, int]]:
    """The potential of a charge, at a whole distance, or another reciprocal."""
    if d.chance.random() < CHARGE_CHANCE:
        legs = d.chance.sample(d.chance.choice(TRIANGLES), 2)
        x, y = (d.chance.choice((-1, 1)) * one for one in legs)
        text = f"{5 * d.chance.randint(1, 20)}*{d.one_of('1', '(-1)')}/sqrt(x^2 + y^2)"
        return f"{text}{d.one_of('', f' + {d.a()}*x', f' + {d.a()}*y')}", {"x": x, "y": y}
    text = d.one_of(
        f"{d.a()}/(x^2 + y^2) + {d.a()}*{d.one_of('x', 'y')}",
        f"{d.a()}/(x^2 + y^2 + {d.k()})",
        f"{d.a()}/({d.one_of(f'{d.k()}*x^2 + y^2', f'x^2 + {d.k()}*y^2')})",
        f"{d.a()}/({d.k()}*x {d.one_of('+', '-')} {d.k()}*y)",
        f"{d.a()}/({d.one_of(f'{d.k()}*x + y', f'x + {d.k()}*y')})^2",
        f"{d.a()}/x + {d.a()}*y",
        f"{d.a()}*x + {d.a()}/y",
        f"{d.a()}/x + {d.a()}/y",
        f"{d.a()}/(x*y) + {d.a()}*{d.one_of('x', 'y')}",
    )
    return text, _point(d.chance)


def _point(chance: random.Random) -> dict[str, int]:
    return {name: chance.choice((1, 1, 2, 2, 3, -1, -2)) for name in "xy"}


def _compose(chance: random.Random, level: int) -> Composed | None:
    text, at = _potential(chance, level)
    tree = formula(text, "x", "y")
    slopes = [derivative(tree, name) for name in "xy"]
    values = [rational_at(one, at) for one in slopes]
    if any(not one or max(abs(one.numerator), one.denominator) > LARGEST for one in values):
        return None
    a, b = (one for one in values if one is not None)
    place = point(*at.values())
    gradient = maths.Task("gradient", tree, ("x", "y"), ("x", "y"), name="V")
    return Composed(
        prompt=(
            f"The electric potential in a plane is $$V(x, y) = {latex(tree)}$$ volts, with $x$ and "
            f"$y$ in metres. The field is $E = -\\nabla V$. What is $E$ at ${place}$, in volts "
            "per metre?"
        ),
        hints=HINTS,
        steps=(
            line("Gradient", rf"\nabla V = \left({latex(slopes[0])},\ {latex(slopes[1])}\right)"),
            line("At the point", rf"\nabla V{place} = {point(a, b)}"),
            line("The field", f"E{place} = {point(-a, -b)}", "It points to where $V$ falls."),
        ),
        is_confirmed=lambda: [sympy_at(by_sympy(tree, name), at) for name in "xy"] == [a, b],
        key=vector(-a, -b),
        mistakes=_mistakes(gradient, at, a, b),
        labels=("E_x", "E_y"),
        layout="components",
    )


def _mistakes(
    task: maths.Task, at: dict[str, int], a: Fraction, b: Fraction
) -> tuple[tuple[str, Expression], ...]:
    """The gradient itself, one component of it turned round, and fields of wrong gradients."""
    return (
        ("field-minus-forgotten", vector(a, b)),
        ("minus-not-distributed", vector(-a, b)),
        ("sign-slip", vector(a, -b)),
        *_of_wrong_gradients(task, at),
    )


def _of_wrong_gradients(task: maths.Task, at: dict[str, int]) -> Iterator[tuple[str, Expression]]:
    for rule, wrong in maths.predict_mistakes(task):
        if maths.shape(wrong) != (2,):
            continue
        values = [rational_at(one, dict(at)) for one in maths.components(wrong)]
        if None not in values:
            yield rule, vector(*(-one for one in values if one is not None))


FIELD_GRADIENT: Final = ComposedFamily(
    name="field_gradient",
    title="Field of a potential",
    kind="vector",
    levels={
        1: "linear, with a mixed term",
        2: "quadratic",
        3: "third degree",
        4: "a reciprocal",
        5: "a reciprocal with a mixed term",
    },
    difficulties={1: -0.3, 2: 0.0, 3: 0.4, 4: 0.9, 5: 1.2},
    skills=("fields", "gradient"),
    compose=_compose,
)
