"""Functions of several variables, shared by the families about partials and gradients."""

import random
from dataclasses import dataclass
from typing import Final

from questions import maths
from questions.problems.domain import stated
from questions.problems.drawing import PLAIN, SMOOTH, Draw, Shape
from questions.problems.naming import latex_of

PAIRS: Final = (("x", "y"), ("x", "y"), ("x", "y"), ("s", "t"), ("p", "q"), ("r", "s"))
WEIGHTS: Final = (("w", "b"), ("w", "b"), ("w_1", "w_2"), ("x", "y"))
TRIPLES: Final = (("x", "y", "z"), ("w_1", "w_2", "b"), ("r", "s", "t"))
THREE_CHANCE: Final = 0.3
LOSS_CHANCE: Final = 0.3
TAIL_CHANCE: Final = 0.6
SQUASHING: Final = ("sigmoid({u})", "tanh({u})")

MIXED: Final[tuple[Shape, ...]] = (
    lambda d: f"{d.a()}*{d.v}^{d.n(2, 4)}*{d.w}",
    lambda d: f"{d.a()}*{d.v}^{d.n(2, 3)}*{d.w}^{d.n(2, 3)}",
    lambda d: f"{d.a()}*{d.v}*{d.w}^{d.n(2, 4)}",
    lambda d: f"{d.a()}*{d.v}*{d.w}",
)
SEPARATE: Final[tuple[Shape, ...]] = (
    lambda d: d.power(),
    lambda d: d.power(d.w),
    lambda d: f"{d.a()}*{d.v}",
    lambda d: f"{d.a()}*{d.w}",
    lambda d: d.a(),
)
TAILS: Final = (*SEPARATE[:4], MIXED[3])


def _polynomial(d: Draw) -> str:
    mixed, separate = d.some(MIXED, 1, 2), d.some(SEPARATE, 1, 3)
    return f"{mixed} + {separate}"


OTHER: Final = (*PLAIN, "sqrt({u})")
OF_OTHER: Final[tuple[Shape, ...]] = (
    lambda d: f"{d.power()}*{d.of(d.w, OTHER)}",
    lambda d: f"{d.a()}*{d.v}*{d.of(d.w, OTHER)}",
    lambda d: f"{d.a()}*{'*'.join(d.two_of(d.v, d.w))}",
    lambda d: f"{d.a()}*{d.v}^{d.n(1, 3)}/{d.w}^{d.n(1, 2)}",
    lambda d: f"({d.shifted()})*{d.of(d.w)}",
    lambda d: f"{d.a()}*{d.of(d.v)}/{d.w}",
)
ALONE: Final[tuple[Shape, ...]] = (*TAILS, lambda d: f"{d.a()}*{d.of(d.one_of(d.v, d.w))}")
INNER: Final[tuple[Shape, ...]] = (
    lambda d: f"{d.v}*{d.w}",
    lambda d: f"{d.k()}*{d.v} + {d.a()}*{d.w}",
    lambda d: f"{d.v}^2 + {d.a()}*{d.w}",
    lambda d: f"{d.v}^2*{d.w}",
    lambda d: f"{d.k()}*{d.v}*{d.w}",
    lambda d: f"{d.v}*{d.w} + {d.a()}*{d.w}",
)


def _squares(d: Draw) -> str:
    """A sum that is positive but at the origin."""
    return f"{d.one_of('', d.k() + '*')}{d.v}^2 + {d.k()}*{d.w}^{d.one_of('2', '4')}"


CHAINS: Final[tuple[Shape, ...]] = (
    lambda d: f"{d.a()}*{d.of(d.shape(INNER), SMOOTH)}",
    lambda d: f"{d.one_of('1', d.a())}*({d.k()}*{d.v} + {d.a()}*{d.w})^{d.n(3, 5)}",
    lambda d: f"({d.shape(INNER)} + {d.k()})^{d.n(2, 4)}",
    lambda d: f"{d.a()}*ln({_squares(d)})",
    lambda d: f"{d.a()}*sqrt({_squares(d)})",
    lambda d: f"{d.a()}*{d.of(d.v, SMOOTH)}^2*{d.w}",
)
PRODUCTS: Final[tuple[Shape, ...]] = (
    lambda d: f"{d.a()}*{d.v}^{d.n(1, 3)}*{d.of(d.shape(INNER), SMOOTH)}",
    lambda d: (
        f"{d.a()}*{d.v}*{d.of(f'{d.k()}*{d.w}', SMOOTH)}"
        f" + {d.a()}*{d.w}*{d.of(f'{d.k()}*{d.v}', SMOOTH)}"
    ),
    lambda d: f"{d.k()}*{d.v}*{d.w}/({d.v} + {d.k()}*{d.w})",
    lambda d: f"{d.a()}*{d.v}^{d.n(1, 2)}/({_squares(d)})",
    lambda d: f"({d.k()}*{d.v} + {d.a()}*{d.w})/({d.v} + {d.k()}*{d.w})",
    lambda d: f"{d.a()}*{d.v}*{d.w}*{d.of(f'{d.k()}*{d.v}', SMOOTH)}",
    lambda d: f"{d.a()}*{d.of(f'{d.k()}*{d.v}', SMOOTH)}*{d.of(f'{d.k()}*{d.w}', SMOOTH)}",
    lambda d: f"{d.a()}*{d.v}*ln({_squares(d)})",
    lambda d: f"{d.a()}*{d.of(f'{d.v}/{d.w}', SMOOTH)} + {d.a()}*{d.v}*{d.w}",
    lambda d: f"e^({d.k()}*{d.v})/({d.k()}*{d.w} + {d.one_of('e^' + d.v, d.v)})",
)
SQUARED: Final[tuple[Shape, ...]] = (
    lambda d: f"({d.k()}*{d.v} + {d.w} - {d.k()})^2",
    lambda d: f"({d.k()}*{d.v} + {d.w} - {d.k()})^2/2 + {d.k()}*{d.v}^2",
    lambda d: f"({d.k()}*{d.v}*{d.w} - {d.k()})^2",
    lambda d: f"({d.k()}*{d.v} - {d.w})^2 + {d.a()}*{d.v}*{d.w}",
)
LOSSES: Final[tuple[Shape, ...]] = (
    lambda d: f"({d.k()}*{d.v} + {d.w} - {d.k()})^2 + ({d.n(1, 3)}*{d.v} + {d.w} + {d.k()})^2",
    lambda d: f"ln(1 + e^({d.a()}*{d.v} + {d.a()}*{d.w})) + {d.k()}*{d.v}^2",
    lambda d: f"({d.of(f'{d.k()}*{d.v} + {d.w}', SQUASHING)} - {d.n(1, 3)})^2",
    lambda d: f"({d.a()}*{d.v}*{d.w} - {d.k()})^2 + {d.k()}*{d.v}^2",
    lambda d: f"ln({d.n(1, 4)}*e^{d.v} + e^({d.k()}*{d.w})) + {d.a()}*{d.v}",
    lambda d: f"({d.w}*{d.of(f'{d.k()}*{d.v}', SQUASHING)} - {d.k()})^2",
    lambda d: f"-ln({d.of(f'{d.k()}*{d.v} + {d.a()}*{d.w}', SQUASHING[:1])}) + {d.k()}*{d.v}^2",
    lambda d: f"{d.a()}*{d.w}*{d.of(f'{d.k()}*{d.v} + {d.a()}', SQUASHING)} + {d.k()}*{d.w}^2",
    lambda d: f"({d.v}^2 + {d.w}^2)/{d.k()} + ({d.k()}*{d.v} + {d.w} - {d.k()})^2",
    lambda d: f"{d.k()}*({d.v}*e^({d.k()}*{d.w}) - {d.k()})^2",
)
THREE: Final[tuple[Shape, ...]] = (
    lambda d: f"({d.k()}*{d.v} + {d.k()}*{d.w} + {d.last} - {d.k()})^2",
    lambda d: f"ln(e^{d.v} + e^({d.k()}*{d.w}) + e^{d.last}) - {d.k()}*{d.last}",
    lambda d: f"{d.a()}*{d.v}*{d.w}^2 + {d.a()}*{d.last}*{d.of(d.v, SMOOTH)}",
    lambda d: f"{d.a()}*{d.of(f'{d.v}*{d.w}', SMOOTH)} + {d.a()}*{d.w}*{d.last}^{d.n(2, 3)}",
    lambda d: f"sigmoid({d.k()}*{d.v} + {d.a()}*{d.w} + {d.last}) + {d.k()}*{d.v}^2",
    lambda d: f"{d.a()}*ln({d.v}^2 + {d.w}^2 + {d.k()}*{d.last}^2)",
    lambda d: f"({d.k()}*{d.v}*{d.w} - {d.last})^2 + {d.k()}*{d.last}^2",
)


def _of_other(d: Draw) -> str:
    return f"{d.shape(OF_OTHER)} + {d.shape(ALONE)}"


def _with_tail(d: Draw, shapes: tuple[Shape, ...]) -> str:
    main = d.shape(shapes)
    return f"{main} + {d.shape(TAILS)}" if d.chance.random() < TAIL_CHANCE else main


SURFACES: Final[dict[int, Shape]] = {
    1: _polynomial,
    2: _of_other,
    3: lambda d: _with_tail(d, CHAINS),
    4: lambda d: _with_tail(d, PRODUCTS),
}
LEVELS: Final = {
    1: "polynomials in two variables",
    2: "products with a function of the other variable",
    3: "a chain whose inner function holds both variables",
    4: "products and quotients of both variables, squared errors",
    5: "losses of a model with its weights, sometimes three of them",
}


@dataclass(frozen=True, slots=True)
class Surface:
    """A named function of several variables; `definition` and `arguments` are LaTeX."""

    name: str
    variables: tuple[str, ...]
    function: maths.Expression
    definition: str
    arguments: str


def surface(chance: random.Random, level: int) -> Surface:
    """A function of the level; from level 4 on also losses, at level 5 also of three variables."""
    name, pair = chance.choice(("f", "f", "g", "h")), chance.choice(PAIRS)
    if level == 5 and chance.random() < THREE_CHANCE:
        triple = chance.choice(TRIPLES)
        return named_surface(_loss_or_function(triple), triple, Draw(chance, triple).shape(THREE))
    if level == 5 or (level == 4 and chance.random() < LOSS_CHANCE):
        pair = chance.choice(WEIGHTS)
        losses = LOSSES if level == 5 else SQUARED
        return named_surface("L", pair, Draw(chance, pair).shape(losses))
    draw = Draw(chance, pair)
    draw = draw.swapped() if chance.random() < 0.5 else draw
    return named_surface(name, pair, SURFACES[level](draw))


def _loss_or_function(variables: tuple[str, ...]) -> str:
    return "L" if "b" in variables else "f"


def named_surface(name: str, variables: tuple[str, ...], text: str) -> Surface:
    function = maths.tidy(maths.read(text, maths.Notation(variables=variables)).expression)
    arguments = ", ".join(latex_of(one) for one in variables)
    definition = f"{name}({arguments}) = {maths.write_latex(function)}{stated(function)}"
    return Surface(name, variables, function, definition, arguments)
