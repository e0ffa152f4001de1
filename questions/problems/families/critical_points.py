"""Where the gradient of a function of two variables is zero."""

import random
from typing import Final

from questions import maths
from questions.maths.expression import Expression
from questions.problems.formulas import by_sympy, derivative, formula, latex, sympy_at, vector

from .composed import Composed, ComposedFamily
from .lines import line
from .solving import solved

HINTS: Final = (
    "A point is critical where both partial derivatives are zero.",
    "Set $f_x = 0$ and $f_y = 0$: two equations for $x$ and $y$.",
)
HOW: Final = {
    1: "Each of the two equations holds one variable alone.",
    2: "Solve one equation for one variable and put it into the other.",
    3: "Each of the two equations holds one variable alone, and $e^u = 1$ only for $u = 0$.",
    4: "A power of $e$ is never 0: set the other factor equal to 0, in both equations.",
    5: "A fraction is 0 where its numerator is.",
}
"""How the two equations are solved: the last hint, and the sentence of the last step."""


def _function(chance: random.Random, level: int) -> tuple[str, int, int]:
    """The text of a function with one critical point, and that point.

    That there is no other follows from the shape: the quadratics have a determinant that is not 0,
    and an exponential, a logarithm and e^u - u have no critical points of their own beside 0.
    """
    p, q = chance.randint(-5, 5), chance.randint(-5, 5)
    a, c = (chance.choice((1, 2, 3, -1, -2)) for _ in "ac")
    b = chance.choice((1, 3, 5, -1, -3)) if level in {2, 4} else 0
    rest = chance.randint(-9, 9)
    d, e = -2 * a * p - b * q, -2 * c * q - b * p
    quadratic = f"({a})*x^2 + ({b})*x*y + ({c})*y^2 + ({d})*x + ({e})*y"
    if level <= 2:
        return f"{quadratic} + ({rest})", p, q
    if level == 3:  # a function of one variable beside a square in the other
        k = chance.choice((1, 2, -1, -2))
        return f"e^({k}*x + ({-k * p})) - ({k})*x + ({a})*(y - ({q}))^2 + ({rest})", p, q
    if level == 4:
        return f"({rest or 4})*e^({quadratic})", p, q
    return f"ln(({abs(a)})*(x - ({p}))^2 + ({abs(c)})*(y - ({q}))^2 + {chance.randint(1, 9)})", p, q


def _compose(chance: random.Random, level: int) -> Composed | None:
    text, p, q = _function(chance, level)
    tree = formula(text, "x", "y")
    slopes = {one: derivative(tree, one) for one in "xy"}
    at = {"x": p, "y": q}
    return Composed(
        prompt=f"Find the critical point of $$f(x, y) = {latex(tree)}.$$",
        hints=(*HINTS, HOW[level]),
        steps=(
            line("Partial derivative by $x$", rf"f_x = {latex(slopes['x'])}"),
            line("Partial derivative by $y$", rf"f_y = {latex(slopes['y'])}"),
            line("Both are 0", rf"x = {p},\ y = {q}", HOW[level]),
        ),
        is_confirmed=lambda: [sympy_at(by_sympy(tree, one), at) for one in "xy"] == [0, 0],
        key=vector(p, q),
        mistakes=_mistakes(tree, p, q),
        labels=("x", "y"),
        layout="components",
    )


def _mistakes(tree: Expression, p: int, q: int) -> tuple[tuple[str, Expression], ...]:
    """Zeros of wrong gradients where these are linear, and slips in the last step."""
    task = maths.Task("gradient", tree, ("x", "y"), ("x", "y"))
    found = []
    for rule, wrong in maths.predict_mistakes(task):
        zero = solved(maths.components(wrong), ("x", "y")) if maths.shape(wrong) == (2,) else None
        if zero is not None:
            found.append((rule, vector(*zero)))
    turned = (("root-sign-turned", vector(*one)) for one in ((-p, -q), (-p, q), (p, -q)))
    return (*found, *turned, ("components-swapped", vector(q, p)))


CRITICAL_POINTS: Final = ComposedFamily(
    name="critical_points",
    title="Critical points",
    kind="vector",
    levels={
        1: "a quadratic without a mixed term",
        2: "a quadratic with a mixed term",
        3: "an exponential in one variable, a square in the other",
        4: "an exponential of a quadratic",
        5: "the logarithm of a sum of squares",
    },
    difficulties={1: -0.8, 2: -0.1, 3: 0.4, 4: 0.8, 5: 1.3},
    skills=("stationary-points", "partial-derivative"),
    compose=_compose,
)
