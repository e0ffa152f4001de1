"""Two steps of gradient descent in one variable, each written down."""

import random
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from questions import maths
from questions.maths.expression import Expression, Vector
from questions.problems.formulas import (
    brackets,
    by_sympy,
    derivative,
    formula,
    latex,
    rational_at,
    sympy_at,
    vector,
    written,
)

from .composed import Composed, ComposedFamily
from .descending import setting
from .lines import line
from .losses import DIGITS, plus, term

HINTS: Final = (
    r"One step is $x - \eta f'(x)$: against the slope, scaled by the learning rate.",
    "Work out the slope at the start, make the step, and work out the slope again there.",
    "The second step uses the slope at the new place, not the old one.",
)
LARGEST: Final = 300


def _function(chance: random.Random, level: int) -> str:
    a, m, c = chance.randint(1, 4), chance.randint(-5, 5), chance.randint(-9, 9)
    k, t = chance.randint(2, 5), chance.choice(DIGITS)
    fourth = (
        f"x^4/{4 * chance.randint(1, 2)} + ({-m or 1})*x + ({c})",
        f"x^4/4 + ({-m or 1})*x^2{plus(c)}",
        f"(x{plus(m or 1)})^4/{chance.choice((2, 4, 8))}",
        f"x^4/4 + ({m or 1})*x^3/3",
    )
    return {
        1: f"{term(chance.randint(1, 8), chance.choice(('x', f'(x{plus(m or 1)})')))}^2",
        2: f"{a}*x^2 + ({-2 * a * m})*x + ({c})",
        3: f"({k}*x{plus(t)})^2{chance.choice(('', '', '/2'))}",
        4: chance.choice(fourth),
        5: f"({k}*x{plus(-t)})^2 + ({chance.randint(1, 3)}*x + {chance.randint(1, 5)})^2",
    }[level]


def _compose(chance: random.Random, level: int) -> Composed | None:
    text, rate, drawn = setting(chance, lambda: _function(chance, level), 5, steps=2)
    start = Fraction(drawn)
    tree = (written if level in {1, 3, 5} else formula)(text, "x")
    slope = derivative(formula(text, "x"), "x")
    first = _step(slope, start, rate)
    second = first is not None and _step(slope, first, rate)
    if not isinstance(first, Fraction) or not isinstance(second, Fraction):
        return None
    if len({start, first, second}) < 3 or _size(first, second) > LARGEST:
        return None
    return Composed(
        prompt=(
            f"Gradient descent minimises $$f(x) = {latex(tree)}$$ from $x_0 = {latex(start)}$ "
            rf"with learning rate $\eta = {latex(rate)}$. "
            "Where is it after one step, and after two?"
        ),
        hints=HINTS,
        steps=(
            line("Derivative", rf"f'(x) = {latex(slope)}"),
            line("First step", _worked(slope, start, first, rate, "x_1")),
            line("Second step", _worked(slope, first, second, rate, "x_2")),
        ),
        is_confirmed=lambda: _by_sympy(tree, start, rate) == [first, second],
        key=vector(first, second),
        mistakes=_mistakes(tree, slope, start, rate, first),
        labels=("x_1", "x_2"),
        layout="components",
    )


def _step(slope: Expression, at: Fraction, rate: Fraction) -> Fraction | None:
    found = rational_at(slope, {"x": at})
    return None if found is None else at - rate * found


def _size(*values: Fraction) -> int:
    return max(max(abs(one.numerator), one.denominator) for one in values)


def _worked(slope: Expression, at: Fraction, to: Fraction, rate: Fraction, name: str) -> str:
    found = rational_at(slope, {"x": at}) or Fraction(0)
    before = latex(at) if at else "0"
    return rf"{name} = {before} - {latex(rate)} \cdot {brackets(found)} = {latex(to)}"


def _by_sympy(tree: Expression, start: Fraction, rate: Fraction) -> list[object]:
    found: list[object] = []
    slope, at = by_sympy(tree, "x"), start
    for _ in range(2):
        value = sympy_at(slope, {"x": at})
        at -= rate * Fraction(int(value.p), int(value.q))
        found.append(at)
    return found


def _mistakes(
    tree: Expression, slope: Expression, start: Fraction, rate: Fraction, first: Fraction
) -> tuple[tuple[str, Vector], ...]:
    at_start = rational_at(slope, {"x": start}) or Fraction(0)
    value, again = rational_at(tree, {"x": start}), _step(slope, first, rate)
    ways = {
        "ascent-for-descent": (start + rate * at_start, -rate),
        "learning-rate-forgotten": (start - at_start, Fraction(1)),
    }
    found: list[tuple[str, Vector]] = []
    for rule, (one, used) in ways.items():
        two = _step(slope, one, used)
        if two is not None:
            found.append((rule, Vector(vector(one, two).children)))
    stale = Vector(vector(first, first - rate * at_start).children)
    found.append(("gradient-at-old-point", stale))
    alone = -rate * at_start
    there = _step(slope, alone, rate)
    if there is not None:
        found.append(("start-forgotten", Vector(vector(alone, there - alone).children)))
    if value is not None and again is not None:
        by_value = start - rate * value
        second = rational_at(tree, {"x": by_value})
        if second is not None:
            both = vector(by_value, by_value - rate * second)
            found.append(("step-by-value", Vector(both.children)))
    return (*found, *_by_wrong_slopes(tree, start, rate))


def _by_wrong_slopes(
    tree: Expression, start: Fraction, rate: Fraction
) -> Iterator[tuple[str, Vector]]:
    """Right steps with a derivative that a mal-rule spoilt."""
    task = maths.Task("derivative", tree, ("x",), ("x",))
    for rule, slope in maths.predict_mistakes(task):
        one = _step(slope, start, rate)
        two = None if one is None else _step(slope, one, rate)
        if one is not None and two is not None:
            yield rule, Vector(vector(one, two).children)


DESCENT_BY_HAND: Final = ComposedFamily(
    name="descent_by_hand",
    title="Gradient descent by hand",
    kind="vector",
    levels={
        1: "a multiple of a square",
        2: "a quadratic",
        3: "a squared error",
        4: "a fourth power",
        5: "a sum of squared errors",
    },
    difficulties={1: -0.5, 2: -0.1, 3: 0.3, 4: 0.6, 5: 1.0},
    skills=("gradient-descent", "learning-rate"),
    compose=_compose,
)
