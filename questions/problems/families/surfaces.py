"""Functions of several variables, shared by the families about partials and gradients."""

import random
from collections.abc import Callable
from typing import Final

from questions import maths
from questions.problems.drawing import SMOOTH, Draw

Shape = Callable[[Draw], str]

PAIRS: Final = (("x", "y"), ("x", "y"), ("u", "v"), ("s", "t"))
WEIGHTS: Final = (("w", "b"),)

POLYNOMIALS: Final[tuple[Shape, ...]] = (
    lambda d: f"{d.a()}*{d.v}^{d.n(2, 4)}*{d.w} + {d.power(d.w)}",
    lambda d: f"{d.power()} + {d.a()}*{d.v}*{d.w} + {d.power(d.w)}",
    lambda d: f"{d.a()}*{d.v}^{d.n(2, 3)}*{d.w}^{d.n(2, 3)} + {d.a()}*{d.v} + {d.a()}*{d.w}",
    lambda d: f"{d.power()} + {d.a()}*{d.w}^{d.n()} + {d.a()}*{d.v}*{d.w}^2 + {d.a()}",
)
SUMS: Final[tuple[Shape, ...]] = (
    lambda d: f"{d.power()}*{d.w} + {d.a()}*{d.of(d.w)}",
    lambda d: f"{d.a()}*{d.v}*{d.of(d.w)} + {d.power()}",
    lambda d: f"{d.a()}*{d.v}^{d.n(2, 3)}*{d.of(d.w, SMOOTH)} + {d.a()}*{d.w}",
    lambda d: f"{d.a()}*{d.of(d.v)}*{d.w}^{d.n(2, 3)} + {d.a()}*{d.v}*{d.w}",
)
CHAINS: Final[tuple[Shape, ...]] = (
    lambda d: f"{d.a()}*{d.of(f'{d.v}*{d.w}', SMOOTH)} + {d.power()}",
    lambda d: f"{d.a()}*{d.of(f'{d.k()}*{d.v} + {d.k()}*{d.w}', SMOOTH)} + {d.a()}*{d.v}*{d.w}",
    lambda d: f"({d.k()}*{d.v} + {d.a()}*{d.w})^{d.n(3, 5)} + {d.a()}*{d.v}",
    lambda d: f"{d.a()}*ln({d.v}^2 + {d.k()}*{d.w}^2) + {d.a()}*{d.w}",
    lambda d: f"{d.a()}*e^({d.v}^2 + {d.k()}*{d.w})",
)
PRODUCTS: Final[tuple[Shape, ...]] = (
    lambda d: f"{d.a()}*{d.v}^{d.n(1, 3)}*{d.of(f'{d.v}*{d.w}', SMOOTH)}",
    lambda d: f"{d.a()}*{d.v}*e^({d.a()}*{d.w}) + {d.a()}*{d.w}*{d.of(f'{d.k()}*{d.v}', SMOOTH)}",
    lambda d: f"{d.k()}*{d.v}*{d.w}/({d.v} + {d.k()}*{d.w})",
    lambda d: f"{d.a()}*{d.v}/({d.v}^2 + {d.k()}*{d.w}^2)",
    lambda d: f"{d.a()}*sqrt({d.k()}*{d.v}^2 + {d.k()}*{d.w}^2) + {d.a()}*{d.v}*{d.w}",
)
LOSSES: Final[tuple[Shape, ...]] = (
    lambda d: f"({d.k()}*{d.v} + {d.w} - {d.k()})^2 + ({d.k()}*{d.v} + {d.w} + {d.k()})^2",
    lambda d: f"ln(1 + e^({d.a()}*{d.v} + {d.a()}*{d.w})) + {d.k()}*{d.v}^2",
    lambda d: f"(sigmoid({d.k()}*{d.v} + {d.w}) - {d.one_of('0', '1')})^2 + {d.k()}*{d.w}",
    lambda d: f"({d.a()}*{d.v}*{d.w} - {d.k()})^2 + {d.k()}*{d.v}^2",
    lambda d: f"{d.a()}*ln({d.k()}*e^{d.v} + e^({d.k()}*{d.w})) + {d.a()}*{d.v}",
)
SHAPES: Final = {1: POLYNOMIALS, 2: SUMS, 3: CHAINS, 4: PRODUCTS, 5: LOSSES}
LEVELS: Final = {
    1: "polynomials in two variables",
    2: "products with a function of the other variable",
    3: "a chain whose inner function holds both variables",
    4: "products and quotients of both variables",
    5: "losses of a model with a weight and a bias",
}


def surface(
    chance: random.Random, level: int
) -> tuple[str, tuple[str, str], maths.Expression, str]:
    """A name, two variables, a function of them, and the LaTeX of its definition."""
    pair = chance.choice(WEIGHTS if level == 5 else PAIRS)
    name = "L" if level == 5 else chance.choice(("f", "f", "g"))
    text = chance.choice(SHAPES[level])(Draw(chance, pair))
    function = maths.tidy(maths.read(text, maths.Notation(variables=pair)).expression)
    return name, pair, function, f"{name}({pair[0]}, {pair[1]}) = {maths.write_latex(function)}"
