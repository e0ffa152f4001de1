"""Derivatives of one variable, from polynomials to nested functions of machine learning."""

import random
from collections.abc import Callable
from typing import Final

from questions import maths
from questions.problems.drawing import SMOOTH, WIDER, Draw

from .family import Drawn, Family

Shape = Callable[[Draw], str]

VARIABLES: Final = {1: "x", 2: "xt", 3: "xt", 4: "xtu", 5: "xtz"}
NAMES: Final = ("f", "f", "f", "g", "h")

POLYNOMIALS: Final[tuple[Shape, ...]] = (
    lambda d: f"{d.power()} + {d.a()}*{d.v} + {d.a()}",
    lambda d: f"{d.a()}*{d.v}^{d.n(4, 6)} + {d.a()}*{d.v}^{d.n(2, 3)} + {d.a()}",
    lambda d: f"{d.a()}*{d.v}^{d.n(4, 7)} + {d.a()}*{d.v}^{d.n(2, 3)} + {d.a()}*{d.v}",
    lambda d: f"{d.a()}/{d.v}^{d.n(1, 4)} + {d.power()}",
    lambda d: f"{d.a()}*sqrt({d.v}) + {d.power()} + {d.a()}",
    lambda d: f"{d.power()}/{d.n(2, 9)} + {d.a()}*{d.v}",
)
SUMS: Final[tuple[Shape, ...]] = (
    lambda d: f"{d.a()}*{d.of(d.v)} + {d.power()}",
    lambda d: f"{d.power()} + {d.a()}*{d.of(d.v, WIDER)} + {d.a()}",
    lambda d: f"{d.a()}*sin({d.v}) + {d.a()}*cos({d.v}) + {d.a()}*{d.v}",
    lambda d: f"{d.a()}*e^{d.v} + {d.a()}*ln({d.v}) + {d.a()}",
    lambda d: f"{d.a()}*{d.k()}^{d.v} + {d.power()}",
    lambda d: f"{d.a()}*{d.of(d.v)} + {d.a()}*sqrt({d.v}) + {d.a()}/{d.v}",
)
ONE_RULE: Final[tuple[Shape, ...]] = (
    lambda d: f"{d.power()}*{d.of(d.v)}",
    lambda d: f"({d.a()}*{d.v}^{d.n(2, 3)} + {d.a()})*{d.of(d.v)}",
    lambda d: f"{d.a()}*{d.of(d.v)}/{d.v}^{d.n(1, 3)}",
    lambda d: f"({d.k()}*{d.v} + {d.a()})/({d.v}^2 + {d.k()})",
    lambda d: f"{d.a()}*{d.of(d.linear(), WIDER)}",
    lambda d: f"({d.k()}*{d.v}^{d.n(1, 3)} + {d.a()})^{d.n(3, 6)}",
    lambda d: f"{d.a()}*{d.of(f'{d.v}^{d.n()}', SMOOTH)}",
    lambda d: f"{d.a()}*ln({d.v}^2 + {d.k()})",
)
TWO_RULES: Final[tuple[Shape, ...]] = (
    lambda d: f"{d.power()}*{d.of(d.linear())}",
    lambda d: f"{d.of(f'{d.k()}*{d.v}', SMOOTH)}*{d.of(f'{d.k()}*{d.v}', SMOOTH)}",
    lambda d: f"e^({d.a()}*{d.v})/({d.v}^2 + {d.k()})",
    lambda d: f"{d.a()}*{d.of(d.linear(), SMOOTH)}/{d.v}^{d.n(1, 3)}",
    lambda d: f"{d.a()}*{d.v}*sqrt({d.k()}*{d.v}^2 + {d.k()})",
    lambda d: f"{d.a()}*{d.v}^{d.n(1, 3)}*ln({d.inner()})",
    lambda d: f"({d.a()}*{d.v} + {d.k()})^{d.n(3, 5)}*e^({d.k()}*{d.v})",
)
NESTED: Final[tuple[Shape, ...]] = (
    lambda d: f"{d.a()}*ln({d.k()} + e^({d.a()}*{d.v}))",
    lambda d: f"{d.a()}*sigmoid({d.linear()})",
    lambda d: f"{d.a()}*{d.v}*sigmoid({d.k()}*{d.v})",
    lambda d: f"{d.a()}*tanh({d.inner()})",
    lambda d: f"{d.a()}*e^({d.of(d.linear(), SMOOTH)})",
    lambda d: f"({d.of(d.linear(), SMOOTH)})^{d.n(2, 5)}*{d.k()}",
    lambda d: f"{d.a()}*{d.of(f'sqrt({d.k()}*{d.v}^2 + {d.k()})', SMOOTH)}",
    lambda d: f"{d.a()}*ln({d.of(d.linear(), ('sin({u})', 'cos({u})'))}^2 + {d.k()})",
    lambda d: f"{d.power()}*e^(-{d.v}^2/{d.k()})",
    lambda d: f"{d.a()}*atan({d.inner()})",
)
SHAPES: Final = {1: POLYNOMIALS, 2: SUMS, 3: ONE_RULE, 4: TWO_RULES, 5: NESTED}


def _draw(chance: random.Random, level: int) -> Drawn:
    variable = chance.choice(VARIABLES[level])
    name = chance.choice(NAMES)
    text = chance.choice(SHAPES[level])(Draw(chance, (variable,)))
    function = maths.tidy(maths.read(text, maths.Notation(variables=(variable,))).expression)
    task = maths.Task("derivative", function, (variable,), (variable,), name=name)
    written = f"{name}({variable}) = {maths.write_latex(function)}"
    prompt = f"Find the derivative ${name}'({variable})$ of $${written}.$$"
    return Drawn(task, prompt, (f"{name}'({variable})",))


DERIVATIVE: Final = Family(
    name="derivative",
    title="Derivative",
    kind="expression",
    levels={
        1: "polynomials, roots and reciprocals, term by term",
        2: "sums with exponential, logarithmic and trigonometric functions",
        3: "one product, quotient or chain",
        4: "two of these together",
        5: "nested functions, as in machine learning",
    },
    difficulties={1: -1.5, 2: -1.0, 3: -0.3, 4: 0.6, 5: 1.0},
    draw=_draw,
)
