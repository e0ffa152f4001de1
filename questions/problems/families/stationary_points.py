"""Where the derivative is zero: two stationary points, to be found from the function."""

import random
from fractions import Fraction
from typing import Final

from questions import maths
from questions.maths.expression import Expression
from questions.problems.formulas import by_sympy, derivative, formula, latex, rational_at, vector
from questions.problems.zeros import half_zeros

from .composed import Composed, ComposedFamily
from .factors import factored, listed
from .lines import line
from .turns import RATES, line_and_reciprocal, of_exponential, over_linear, two_turn_quotient

HINTS: Final = (
    "A point is stationary where the derivative is zero, whatever the value of the function is.",
    "Differentiate, and set the derivative equal to 0.",
    "Factor the derivative: a product is zero where one of its factors is.",
)


def _function(chance: random.Random, level: int) -> tuple[str, tuple[int, ...]]:
    """The text of a function with exactly two stationary points, and these."""
    if level == 3:
        return line_and_reciprocal(chance)
    if level == 4:
        return chance.choice((two_turn_quotient, over_linear))(chance)
    if level == 5:
        return of_exponential(chance, RATES, turns=2)
    first, second = sorted(chance.sample(range(-6, 7), 2))
    total, product = first + second, first * second
    scale = chance.choice((1, -1) if level == 1 else (2, 3, -2, -3))
    rest = chance.randint(-9, 9)
    cubic = (Fraction(scale * one, over) for one, over in ((1, 3), (-total, 2), (product, 1)))
    if level == 1:
        cubic = (6 * one for one in cubic)
    a, b, c = cubic
    return f"({a})*x^3 + ({b})*x^2 + ({c})*x + ({rest})", (first, second)


def _compose(chance: random.Random, level: int) -> Composed | None:
    text, (first, second) = _function(chance, level)
    tree = formula(text, "x")
    slope = derivative(tree, "x")
    parts = factored(tree, slope, (first, second))
    if parts is None:
        return None
    name = chance.choice("fgh")
    return Composed(
        prompt=(
            f"Find both stationary points of $${name}(x) = {latex(tree)}.$$\n\n"
            "Give their $x$-coordinates, the smaller one first."
        ),
        hints=HINTS,
        steps=(
            line("Derivative", rf"{name}'(x) = {latex(slope)}"),
            line(
                "Set it equal to 0",
                rf"{name}'(x) = {latex(parts)} = 0",
                f"This holds for {listed((first, second))}, and nowhere else.",
            ),
        ),
        is_confirmed=lambda: _zeros(tree) == [first, second],
        key=vector(first, second),
        mistakes=_mistakes(tree, slope, first, second),
        labels=("x_1", "x_2"),
        layout="components",
    )


def _zeros(tree: Expression) -> list[object]:
    """The zeros of sympy's derivative; exponential factors, which are never zero, left out."""
    import sympy

    numerator = sympy.factor(sympy.numer(sympy.together(by_sympy(tree, "x"))))
    factors = [one for one in sympy.Mul.make_args(numerator) if not one.has(sympy.exp)]
    return sorted(sympy.real_roots(sympy.Mul(*factors), sympy.Symbol("x", real=True)))


def _mistakes(
    tree: Expression, slope: Expression, first: int, second: int
) -> tuple[tuple[str, Expression], ...]:
    """Zeros of something else than the derivative, among them of wrong derivatives."""
    wrong = [
        ("stationary-where-f-is-zero", tree),
        ("differentiated-once-too-often", derivative(slope, "x")),
        *maths.predict_mistakes(maths.Task("derivative", tree, ("x",), ("x",))),
    ]
    zeros = [(rule, half_zeros(one, "x")) for rule, one in wrong]
    found = [(rule, vector(*both)) for rule, both in zeros if len(both) == 2]
    at = [rational_at(tree, {"x": one}) for one in (first, second)]
    if None not in at:
        found.append(("value-for-place", vector(*(one for one in at if one is not None))))
    turned = ((-first, -second), (-first, second), (first, -second))
    apart = (one for one in turned if one[0] != one[1])
    return (*found, *(("root-sign-turned", vector(*sorted(one))) for one in apart))


STATIONARY_POINTS: Final = ComposedFamily(
    name="stationary_points",
    title="Stationary points",
    kind="vector",
    levels={
        1: "a cubic with whole coefficients",
        2: "a cubic with fractions",
        3: "a line and a reciprocal",
        4: "a quotient",
        5: "a quadratic times an exponential",
    },
    difficulties={1: -0.9, 2: -0.4, 3: 0.2, 4: 0.7, 5: 1.2},
    skills=("stationary-points", "derivative-reading"),
    compose=_compose,
)
