"""Statements about a function of two variables: partial derivatives, gradient, Hessian."""

import random
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import product
from typing import Final

from questions import maths
from questions.maths.evaluation import rational_value
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
)

from .composed import Composed, ComposedFamily, Wrong
from .lines import line
from .statements import Stated, Statement, composed, equation, wrong

NAMES: Final = ("x", "y")
Point = dict[str, int]
POINTS: Final = tuple(product((-2, -1, 1, 2), repeat=2))
HINTS: Final = (
    "Judge every statement by itself; several may hold.",
    "Work out both partial derivatives: the other variable is a constant.",
    "Put the point in. The gradient points to where the function increases fastest.",
)
LARGEST: Final = 400
"""Of a partial derivative at the point: larger ones are work without a point."""


def _linear(draw: Draw) -> str:
    """A power of a linear function, the higher the plainer."""
    exponent = draw.one_of("2", "3", "4")
    if exponent == "2":
        return f"({draw.k()}*x + {draw.a()}*y)^2"
    return f"({draw.one_of('', '2*')}x + {draw.one_of('1', '2', '(-1)', '(-2)')}*y)^{exponent}"


SHAPES: Final[dict[int, Shape]] = {
    1: lambda d: f"{d.a()}*x^2 + {d.a()}*x*y + {d.a()}*y^2 + {d.a()}*{d.one_of('x', 'y')}",
    2: lambda d: (
        f"{d.a()}*x^{d.n(2, 3)}*y + {d.a()}*x*y^{d.n(2, 3)} + {d.a()}*{d.one_of('x', 'y')}"
    ),
    3: lambda d: f"{_linear(d)} + {d.a()}*{d.one_of('x', 'y', 'x*y')}",
    4: lambda d: f"{d.a()}*x^{d.n(1, 3)}/y^{d.n(1, 2)} + {d.a()}*{d.one_of('x*y', 'y^2', 'x^2')}",
    5: lambda d: f"({d.k()}*x*y + {d.a()}*{d.one_of('x', 'y')} + {d.a()})^{d.n(2, 3)}",
}


@dataclass(frozen=True)
class _Surface:
    """A function with its name and its derivatives."""

    name: str
    function: Expression

    @cached_property
    def slopes(self) -> tuple[Expression, ...]:
        return tuple(derivative(self.function, one) for one in NAMES)

    @cached_property
    def mixed(self) -> Expression:
        return derivative(self.function, *NAMES)

    def gradient(self, at: Point) -> list[Fraction]:
        """Two rational numbers, as neither coordinate is 0."""
        found = (rational_at(one, at) for one in self.slopes)
        return [one for one in found if one is not None]

    def is_asked_at(self, at: Point) -> bool:
        """Whether both rates at the point are numbers to work with by hand, and differ in size."""
        p, q = self.gradient(at)
        sizes = [max(abs(one.numerator), one.denominator) for one in (p, q)]
        return p != 0 != q and abs(p) != abs(q) and max(sizes) <= LARGEST

    def reason(self, place: int, at: Point) -> str:
        """A partial derivative as a formula and its value, with which a reason begins."""
        tree, here = self.slopes[place], point(*at.values())
        said = f"{_partial(self.name, NAMES[place])} = {latex(tree)}"
        return (
            f"The partial derivative is ${said}$; at ${here}$ that is ${latex(value_at(tree, at))}$"
        )


def _compose(chance: random.Random, level: int) -> Composed | None:
    surface = _Surface(chance.choice("fgh"), formula(SHAPES[level](Draw(chance, NAMES)), *NAMES))
    points = [at for one in POINTS if surface.is_asked_at(at := dict(zip(NAMES, one, strict=True)))]
    if len(points) < len(KINDS):
        return None
    places = chance.sample(points, len(KINDS))
    name, both = surface.name, zip(NAMES, surface.slopes, strict=True)
    stated = Stated(
        prompt=f"Let $${name}(x, y) = {latex(surface.function)}.$$",
        statements=[kind(surface, at, chance) for kind, at in zip(KINDS, places, strict=True)],
        hints=HINTS,
        steps=(
            *(
                line("Partial derivative", f"{_partial(name, one)} = {latex(tree)}")
                for one, tree in both
            ),
            line("Mixed derivative", rf"{_mixed(name)} = {latex(surface.mixed)}"),
        ),
    )
    return composed(chance, stated)


def _partial(name: str, variable: str) -> str:
    return rf"\frac{{\partial {name}}}{{\partial {variable}}}"


def _mixed(name: str) -> str:
    return rf"\frac{{\partial^2 {name}}}{{\partial x\,\partial y}}"


def _slope_by_x(surface: _Surface, at: Point, _: random.Random) -> Statement:
    return _slope(surface, at, 0)


def _slope_by_y(surface: _Surface, at: Point, _: random.Random) -> Statement:
    return _slope(surface, at, 1)


def _slope(surface: _Surface, at: Point, place: int) -> Statement:
    """A partial derivative at a point."""
    by = NAMES[place]
    return equation(
        f"{_partial(surface.name, by)}{point(*at.values())}",
        value_at(surface.slopes[place], at),
        _mistakes(surface.function, at, by),
        lambda: sympy_at(by_sympy(surface.function, by), at),
        f"{surface.reason(place, at)}.",
    )


def _entry(surface: _Surface, at: Point, _: random.Random) -> Statement:
    """The mixed entry of the Hessian at a point."""
    here, value = point(*at.values()), value_at(surface.mixed, at)
    name = _mixed(surface.name)
    return equation(
        f"{name}{here}",
        value,
        _mistakes(surface.function, at, *NAMES),
        lambda: sympy_at(by_sympy(surface.function, *NAMES), at),
        f"The mixed derivative is ${name} = {latex(surface.mixed)}$; at ${here}$ that is "
        f"${latex(value)}$.",
    )


def _mistakes(function: Expression, at: Point, *by: str) -> list[tuple[str, Expression]]:
    task = maths.Task("partial", function, NAMES, by)
    found = ((rule, value_at(answer, at)) for rule, answer in maths.predict_mistakes(task))
    return [(rule, value) for rule, value in found if _is_short(value)]


def _is_short(value: Expression) -> bool:
    exact = rational_value(value)
    return exact is not None and max(abs(exact.numerator), exact.denominator) <= LARGEST


def _steepest(surface: _Surface, at: Point, _: random.Random) -> Statement:
    p, q = surface.gradient(at)
    here = point(*at.values())
    where = f"At ${here}$ the function ${surface.name}$ increases fastest in the direction of"
    gradient = rf"\nabla {surface.name}{here} = {point(p, q)}"
    formulas = r",\ ".join(map(latex, surface.slopes))
    return Statement(
        f"{where} ${point(p, q)}$.",
        rf"The gradient is $\left({formulas}\right)$; at ${here}$ that is ${point(p, q)}$, and the "
        "function increases fastest along it.",
        (
            wrong(f"{where} ${point(-p, -q)}$.", "descent-for-ascent"),
            wrong(f"{where} ${point(q, p)}$.", "components-swapped"),
        ),
        line("Gradient at the point", gradient),
        lambda: _sympy_gradient(surface.function, at) == [p, q],
    )


def _along(surface: _Surface, at: Point, chance: random.Random) -> Statement:
    """Whether it increases with one variable alone."""
    place = chance.choice((0, 1))
    rate = surface.gradient(at)[place]
    goes, here, name = rate > 0, point(*at.values()), surface.name
    where = f"At ${here}$, where ${NAMES[1 - place]}$ is held constant, ${name}$"
    words, compared = {True: "increases", False: "decreases"}, ">" if goes else "<"
    sign = "positive" if goes else "negative"
    value = rational_at(surface.function, at)
    is_other = value is not None and value != 0 and (value > 0) != goes
    rule = "sign-of-f-for-sign-of-derivative" if is_other else "sign-dropped"
    turned = f"{where} {words[not goes]} with ${NAMES[place]}$."
    aside = f"The sign of ${name}$ itself does not say whether it increases."
    return Statement(
        f"{where} {words[goes]} with ${NAMES[place]}$.",
        f"{surface.reason(place, at)}, which is {sign}.",
        (Wrong(turned, aside, rule) if is_other else wrong(turned, rule),),
        line("Its sign", f"{_partial(name, NAMES[place])}{here} = {latex(rate)} {compared} 0"),
        lambda: (_sympy_gradient(surface.function, at)[place] > 0) == goes,
    )


def _sympy_gradient(function: Expression, at: Point) -> list[Fraction]:
    return [Fraction(str(sympy_at(by_sympy(function, one), at))) for one in NAMES]


KINDS: Final = (_slope_by_x, _slope_by_y, _entry, _steepest, _along)
"""What can be stated, each at a point of its own."""


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
