"""Statements about a function of two variables: partial derivatives, gradient, Hessian."""

import random
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from questions import maths
from questions.maths.expression import Expression
from questions.problems.drawing import Draw, Shape
from questions.problems.formulas import (
    by_sympy,
    derivative,
    formula,
    latex,
    point,
    rational_at,
    sympy_at,
    value_at,
    vector,
)

from .composed import Composed, ComposedFamily
from .lines import line
from .statements import Stated, Statement, composed, equation, wrong

Names = tuple[str, str]
NAMES: Final[Names] = ("x", "y")
HINTS: Final = (
    "Judge every statement by itself; several may hold.",
    "Work out both partial derivatives: the other variable is a constant.",
    "Put the point in. The gradient points to where the function increases fastest.",
)
LARGEST: Final = 400
"""Of a partial derivative at the point: larger ones are work without a point."""
SHAPES: Final[dict[int, Shape]] = {
    1: lambda d: f"{d.a()}*x^2 + {d.a()}*x*y + {d.a()}*y^2 + {d.a()}*{d.one_of('x', 'y')}",
    2: lambda d: (
        f"{d.a()}*x^{d.n(2, 3)}*y + {d.a()}*x*y^{d.n(2, 3)} + {d.a()}*{d.one_of('x', 'y')}"
    ),
    3: lambda d: f"({d.k()}*x + {d.a()}*y)^{d.n(2, 4)} + {d.a()}*{d.one_of('x', 'y', 'x*y')}",
    4: lambda d: f"{d.a()}*x^{d.n(1, 3)}/y^{d.n(1, 2)} + {d.a()}*{d.one_of('x*y', 'y^2', 'x^2')}",
    5: lambda d: f"({d.k()}*x*y + {d.a()}*{d.one_of('x', 'y')} + {d.a()})^{d.n(2, 3)}",
}


def _compose(chance: random.Random, level: int) -> Composed | None:
    function, name = formula(SHAPES[level](Draw(chance, NAMES)), *NAMES), chance.choice("fgh")
    at = {one: chance.choice((-2, -1, 1, 2)) for one in NAMES}
    rates = [rational_at(derivative(function, one), at) for one in NAMES]
    if None in rates or 0 in rates or abs(rates[0] or 0) == abs(rates[1] or 0):
        return None
    gradient = [Fraction(one or 0) for one in rates]
    if max(map(abs, gradient)) > LARGEST:
        return None
    here = point(*at.values())
    partials = [derivative(function, one) for one in NAMES]
    mixed = derivative(function, *NAMES)
    stated = Stated(
        prompt=f"Let $${name}(x, y) = {latex(function)}.$$",
        statements=[
            *_equations(function, name, at),
            _steepest(function, name, here, at, gradient),
            _along(function, name, here, at, gradient, chance.choice((0, 1))),
        ],
        hints=HINTS,
        steps=(
            *(
                line("Partial derivative", f"{_partial(name, one)} = {latex(tree)}")
                for one, tree in zip(NAMES, partials, strict=True)
            ),
            line("Gradient at the point", rf"\nabla {name}{here} = {latex(vector(*gradient))}"),
            line("Mixed derivative", rf"{_mixed(name)} = {latex(mixed)}"),
        ),
    )
    return composed(chance, stated)


def _partial(name: str, variable: str) -> str:
    return rf"\frac{{\partial {name}}}{{\partial {variable}}}"


def _mixed(name: str) -> str:
    return rf"\frac{{\partial^2 {name}}}{{\partial x\,\partial y}}"


def _equations(function: Expression, name: str, at: dict[str, int]) -> Iterator[Statement]:
    """A partial derivative as a formula, the other at the point, and an entry of the Hessian."""
    here = point(*at.values())
    first, other = NAMES
    yield equation(
        _partial(name, first),
        derivative(function, first),
        _mistakes(function, first),
        lambda: by_sympy(function, first),
        f"That is the derivative by ${first}$ with ${other}$ held constant.",
    )
    yield equation(
        f"{_partial(name, other)}{here}",
        value_at(derivative(function, other), at),
        [(rule, value_at(answer, at)) for rule, answer in _mistakes(function, other)],
        lambda: sympy_at(by_sympy(function, other), at),
        f"Differentiate by ${other}$, then put the point in.",
    )
    yield equation(
        f"{_mixed(name)}{here}",
        value_at(derivative(function, *NAMES), at),
        [(rule, value_at(answer, at)) for rule, answer in _mistakes(function, *NAMES)],
        lambda: sympy_at(by_sympy(function, *NAMES), at),
        "Differentiate by one variable and then by the other, and put the point in.",
    )


def _mistakes(function: Expression, *by: str) -> tuple[tuple[str, Expression], ...]:
    task = maths.Task("partial", function, NAMES, by)
    return maths.predict_mistakes(task)


def _steepest(
    function: Expression, name: str, here: str, at: dict[str, int], gradient: Sequence[Fraction]
) -> Statement:
    where = f"At ${here}$ the function ${name}$ increases fastest in the direction of"
    p, q = gradient
    return Statement(
        f"{where} ${point(p, q)}$.",
        "That is its gradient there.",
        (
            wrong(f"{where} ${point(-p, -q)}$.", "descent-for-ascent"),
            wrong(f"{where} ${point(q, p)}$.", "components-swapped"),
        ),
        lambda: _sympy_gradient(function, at) == [p, q],
    )


def _along(
    function: Expression,
    name: str,
    here: str,
    at: dict[str, int],
    gradient: Sequence[Fraction],
    place: int,
) -> Statement:
    """Whether it increases with one variable alone."""
    goes = gradient[place] > 0
    where = f"At ${here}$, where ${NAMES[1 - place]}$ is held constant, ${name}$"
    words = {True: "increases", False: "decreases"}
    value = rational_at(function, at)
    is_other = value is not None and value != 0 and (value > 0) != goes
    rule = "sign-of-f-for-sign-of-derivative" if is_other else "sign-dropped"
    sign = "positive" if goes else "negative"
    return Statement(
        f"{where} {words[goes]} with ${NAMES[place]}$.",
        f"The partial derivative by ${NAMES[place]}$ is {sign} there.",
        (wrong(f"{where} {words[not goes]} with ${NAMES[place]}$.", rule),),
        lambda: (_sympy_gradient(function, at)[place] > 0) == goes,
    )


def _sympy_gradient(function: Expression, at: dict[str, int]) -> list[Fraction]:
    return [Fraction(str(sympy_at(by_sympy(function, one), at))) for one in NAMES]


SURFACE_STATEMENTS: Final = ComposedFamily(
    name="surface_statements",
    title="What holds of a function of two variables",
    kind="several choices",
    levels={
        1: "a quadratic",
        2: "a polynomial of higher degree",
        3: "a power of a linear function",
        4: "a quotient",
        5: "a power of what holds both variables as a product",
    },
    difficulties={1: -0.4, 2: 0.1, 3: 0.5, 4: 0.9, 5: 1.3},
    skills=("gradient", "partial-derivative"),
    compose=_compose,
)
