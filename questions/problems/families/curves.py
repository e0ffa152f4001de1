"""Functions of one variable by level, from polynomials to nested functions of machine learning."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from questions import maths
from questions.problems.domain import stated
from questions.problems.drawing import PLAIN, SMOOTH, WIDER, Draw, Shape
from questions.problems.naming import latex_of

VARIABLES: Final = ("x", "x", "x", "x", "t", "s", "r", "z")
NAMES: Final = ("f", "f", "f", "g", "h")
ANGLE: Final = "theta"
ANGLE_CHANCE: Final = 0.4

WAVES: Final = ("sin({u})", "cos({u})")
SQUASHING: Final = ("sigmoid({u})", "tanh({u})")
TAIL_CHANCE: Final = 0.35

TERMS: Final[tuple[Shape, ...]] = (
    lambda d: d.one_of(f"{d.a()}*{d.v}^{d.n(5, 8)}", f"{d.a()}*{d.v}^6/{d.n(2, 4)}"),
    lambda d: d.one_of(f"{d.a()}*{d.v}^{d.n(3, 4)}", f"{d.a()}*{d.v}^3/{d.n(2, 4)}"),
    lambda d: f"{d.a()}*{d.v}^2",
    lambda d: f"{d.a()}*{d.v}",
    lambda d: f"{d.a()}*{d.v}^({d.one_of('3/2', '5/2', '1/3', '2/3', '4/3', '3/4')})",
    lambda d: f"{d.a()}*sqrt({d.v})",
    lambda d: f"{d.a()}/{d.v}^{d.n(1, 4)}",
    lambda d: d.a(),
)
FUNCTIONS: Final[tuple[Shape, ...]] = (
    lambda d: d.one_of(f"{d.a()}*e^{d.v}", f"e^{d.v}/{d.k()}"),
    lambda d: d.one_of(f"{d.a()}*ln({d.v})", f"ln({d.v})/{d.k()}"),
    lambda d: f"{d.a()}*sin({d.v})",
    lambda d: f"{d.a()}*cos({d.v})",
    lambda d: f"{d.a()}*{d.k()}^{d.v}",
    lambda d: f"{d.a()}*{d.of(d.v, ('tan({u})', 'atan({u})'))}",
)
TAILS: Final[tuple[Shape, ...]] = (TERMS[1], TERMS[2], TERMS[3])


def _sum(d: Draw) -> str:
    functions, terms = d.some(FUNCTIONS, 1, 2), d.some(TERMS[:-1], 1, 2)
    both = d.one_of(f"{functions} + {terms}", f"{terms} + {functions}")
    return f"{both} + {d.a()}" if d.chance.random() < TAIL_CHANCE else both


POLYNOMIAL_FACTORS: Final[tuple[Shape, ...]] = (
    lambda d: f"{d.v}^{d.n()}",
    lambda d: f"({d.shifted()})",
    lambda d: f"({d.k()}*{d.v}^{d.n(2, 3)} + {d.a()})",
    lambda d: f"({d.v}^2 + {d.a()}*{d.v} + {d.a()})",
    lambda d: f"sqrt({d.v})",
)
PRODUCTS: Final[tuple[Shape, ...]] = (
    lambda d: f"{d.a()}*{d.shape(POLYNOMIAL_FACTORS)}*{d.of(d.v, (*PLAIN, 'tan({u})'))}",
    lambda d: f"{d.a()}*{'*'.join(d.two_of(d.v, d.v))}",
    lambda d: f"({d.shifted()})*sqrt({d.v})",
    lambda d: f"{d.shape(POLYNOMIAL_FACTORS)}*{d.k()}^{d.v}",
    lambda d: f"({d.k()}*{d.v} + {d.a()}*{d.of(d.v, WAVES)})*{d.of(d.v, ('e^({u})', 'ln({u})'))}",
)
QUOTIENTS: Final[tuple[Shape, ...]] = (
    lambda d: f"{d.a()}*{d.of(d.v)}/{d.v}^{d.n(1, 3)}",
    lambda d: f"({d.shifted()})/({d.shifted()})",
    lambda d: f"({d.shifted()})/({d.positive()})",
    lambda d: f"{d.a()}*{d.v}^{d.n(2, 4)}/({d.shifted()})",
    lambda d: f"{d.a()}*{d.v}^{d.n(1, 4)}/{d.of(d.v, SMOOTH)}",
    lambda d: f"{d.a()}*{d.of(d.v)}/({d.v} + {d.k()})",
    lambda d: f"{d.a()}*{d.of(d.v)}/({d.positive()})",
    lambda d: f"{d.a()}*{'/'.join(d.two_of(d.v, d.v, SMOOTH))}",
    lambda d: f"{d.a()}*sqrt({d.v})/({d.v} + {d.k()})",
    lambda d: f"{d.a()}/({d.positive()})",
    lambda d: f"{d.of(d.v, WAVES)}/({d.k()} + {d.of(d.v, WAVES)})",
)
CHAINS: Final[tuple[Shape, ...]] = (
    lambda d: f"{d.a()}*{d.of(d.linear(), WIDER)}",
    lambda d: f"{d.a()}*{d.of(f'{d.v}^{d.n()}', SMOOTH)}",
    lambda d: f"{d.one_of('1', d.a())}*({d.k()}*{d.v}^{d.n(1, 3)} + {d.a()})^{d.n(3, 7)}",
    lambda d: f"({d.v}^2 + {d.a()}*{d.v} + {d.a()})^{d.n(2, 5)}",
    lambda d: f"{d.a()}*sqrt({d.positive()})",
    lambda d: f"{d.a()}/({d.shifted()})^{d.n(2, 4)}",
    lambda d: f"{d.a()}*ln({d.positive()})",
    lambda d: f"{d.a()}*{d.of(d.v)}^{d.n()}",
    lambda d: f"{d.a()}*{d.k()}^({d.linear()})",
    lambda d: f"{d.a()}*sqrt({d.k()} + {d.of(d.v, SMOOTH)})",
    lambda d: f"{d.a()}*e^({d.of(d.v, WAVES)})",
)


def _one_rule(d: Draw) -> str:
    main = d.shape(d.chance.choice((PRODUCTS, QUOTIENTS, CHAINS)))
    return f"{main} + {d.shape(TAILS)}" if d.chance.random() < TAIL_CHANCE else main


TWO_RULES: Final[tuple[Shape, ...]] = (
    lambda d: f"{d.a()}*{d.shape(POLYNOMIAL_FACTORS)}*{d.of(d.shifted(), SMOOTH)}",
    lambda d: f"{d.a()}*{'*'.join(d.two_of(f'{d.k()}*{d.v}', f'{d.k()}*{d.v}', SMOOTH))}",
    lambda d: f"{d.a()}*{d.v}^{d.n(1, 2)}*sqrt({d.positive()})",
    lambda d: f"{d.a()}*{d.v}^{d.n(1, 3)}*ln({d.inner()})",
    lambda d: f"({d.shifted()})^{d.n(3, 5)}*{d.of(f'{d.k()}*{d.v}', SMOOTH)}",
    lambda d: f"({d.shifted()})^{d.n(2, 4)}*({d.shifted()})^{d.n(2, 3)}",
    lambda d: f"e^({d.k()}*{d.v})/({d.positive()})",
    lambda d: f"{d.a()}*{d.of(d.linear(), SMOOTH)}/{d.v}^{d.n(1, 3)}",
    lambda d: f"{d.a()}*{d.of(f'{d.k()}*{d.v}', SMOOTH)}/({d.shifted()})",
    lambda d: f"{d.a()}*{d.v}/sqrt({d.positive()})",
    lambda d: f"{d.a()}*{d.v}^{d.n(1, 3)}/({d.positive()})^{d.n(2, 3)}",
    lambda d: f"(({d.shifted()})/({d.shifted()}))^{d.n(2, 4)}",
    lambda d: f"{d.a()}*{d.of(f'{d.v}*{d.of(d.v)}', SMOOTH)}",
    lambda d: f"{d.a()}*({d.v}*{d.of(d.v)})^{d.n(2, 4)}",
    lambda d: f"{d.a()}*{d.v}^{d.n(1, 3)}*e^{d.v}*{d.of(d.v, WAVES)}",
    lambda d: f"{d.a()}*{d.v}*{d.of(d.v, SMOOTH)}/({d.v} + {d.k()})",
    lambda d: f"{d.shape(PRODUCTS[:2])} + {d.shape(CHAINS)}",
    lambda d: f"({d.k()}*{d.v} + {d.of(f'{d.k()}*{d.v}', SMOOTH)})^{d.n(2, 5)}",
    lambda d: f"ln({d.positive()})/{d.v}^{d.n(1, 2)}",
)
NESTED: Final[tuple[Shape, ...]] = (
    lambda d: f"{d.a()}*e^({d.of(d.linear(), WAVES)})",
    lambda d: f"{d.a()}*{d.of(f'e^({d.linear()})', WAVES)}",
    lambda d: f"{d.a()}*{d.of(d.linear(), SMOOTH[:2])}^{d.n()}",
    lambda d: f"{d.a()}*{d.of(f'sqrt({d.positive()})', SMOOTH)}",
    lambda d: f"{d.a()}*ln({d.of(d.linear(), WAVES)}^2 + {d.k()})",
    lambda d: f"{d.a()}*sqrt({d.k()} + {d.of(d.linear(), SMOOTH)})",
    lambda d: f"{d.a()}*atan({d.one_of(d.inner(), f'e^({d.linear()})')})",
    lambda d: f"{d.v}^{d.n(1, 3)}*e^({d.of(f'{d.k()}*{d.v}', WAVES)})",
    lambda d: f"{d.v}^({d.one_of(d.v, f'{d.k()}*{d.v}', f'sin({d.v})', f'{d.v}^2')})",
    lambda d: f"{d.a()}*{d.of(f'ln({d.positive()})', WAVES)}",
)
ACTIVATIONS: Final[tuple[Shape, ...]] = (
    lambda d: f"{d.a()}*ln({d.n(1, 4)} + e^({d.linear()}))",
    lambda d: f"{d.a()}*{d.of(d.shifted(), SQUASHING)}",
    lambda d: f"{d.a()}*{d.v}*{d.of(d.linear(), SQUASHING)}",
    lambda d: f"({d.of(d.shifted(), SQUASHING)} - 1)^2",
    lambda d: f"{d.a()}*{d.of(d.linear(), SQUASHING)}^{d.n(2, 4)}",
    lambda d: f"{d.a()}*{d.of(f'{d.v}^2 + {d.a()}*{d.v}', SQUASHING)}",
    lambda d: f"{d.a()}*ln({d.of(d.linear(), SQUASHING[:1])})",
    lambda d: f"{d.a()}/({d.n(1, 4)} + e^(-{d.k()}*{d.v}))",
    lambda d: f"{d.power()}*e^(-{d.v}^2/{d.k()})",
    lambda d: f"{d.a()}*ln(e^({d.k()}*{d.v}) + e^(-{d.k()}*{d.v}))",
    lambda d: f"e^({d.k()}*{d.v})/({d.n(1, 4)} + e^({d.k()}*{d.v}))",
    lambda d: f"{d.a()}*{d.of(f'{d.k()}*{d.v}', SQUASHING)} + {d.k()}*{d.v}^2",
)


def _nested(d: Draw) -> str:
    return d.shape(d.chance.choice((NESTED, ACTIVATIONS)))


CURVES: Final[dict[int, Shape]] = {
    1: lambda d: d.some(TERMS, 1, 4),
    2: _sum,
    3: _one_rule,
    4: lambda d: d.shape(TWO_RULES),
    5: _nested,
}
"""Draws the text of a function of a level."""


@dataclass(frozen=True, slots=True)
class Curve:
    """A named function of one variable; `definition` is LaTeX."""

    name: str
    variable: str
    function: maths.Expression
    definition: str


def curve(chance: random.Random, level: int, curves: Mapping[int, Shape] = CURVES) -> Curve:
    """A function of the level; functions of angles sometimes have the variable theta."""
    variable, name = chance.choice(VARIABLES), chance.choice(NAMES)
    text = curves[level](Draw(chance, (variable,)))
    if _is_of_angles(text) and chance.random() < ANGLE_CHANCE:
        text, variable = curves[level](Draw(chance, (ANGLE,))), ANGLE
        if not _is_of_angles(text):
            text, variable = text.replace(ANGLE, "x"), "x"
    function = maths.tidy(maths.read(text, maths.Notation(variables=(variable,))).expression)
    definition = f"{name}({latex_of(variable)}) = {maths.write_latex(function)}{stated(function)}"
    return Curve(name, variable, function, definition)


def _is_of_angles(text: str) -> bool:
    return any(f"{wave}(" in text for wave in ("sin", "cos")) and "e^" not in text
