"""Second derivatives: differentiate, tidy up, and differentiate again.

The functions of the higher levels are those whose second derivative fits on a board.
"""

import random
from typing import Final

from questions import maths
from questions.problems.drawing import SMOOTH, Shape
from questions.problems.naming import latex_of

from .asked import AskedFamily, Drawn
from .curves import CURVES, SQUASHING, WAVES, curve

STEADY: Final = ("e^({u})", "ln({u})")
TWO_RULES: Final[tuple[Shape, ...]] = (
    lambda d: f"{d.a()}*{d.v}^{d.n(1, 4)}*{d.of(f'{d.k()}*{d.v}', SMOOTH)}",
    lambda d: f"{d.a()}*{d.v}^{d.n(1, 3)}*e^({d.one_of(d.linear(), f'-{d.k()}*{d.v}')})",
    lambda d: f"({d.shifted()})*{d.of(d.linear(), SMOOTH)}",
    lambda d: f"({d.v}^2 + {d.a()})*{d.of(f'{d.k()}*{d.v}', SMOOTH)}",
    lambda d: f"{d.one_of('', '-')}e^({d.k()}*{d.v})*{d.of(f'{d.k()}*{d.v}', WAVES)}",
    lambda d: f"{d.a()}*{d.v}^{d.n(1, 2)}*sqrt({d.positive()})",
    lambda d: f"{d.a()}*{d.v}^{d.n(1, 3)}*ln({d.k()}*{d.v})",
    lambda d: f"{d.a()}*{d.v}*ln({d.k()}*{d.v} + {d.n(1, 9)})",
    lambda d: f"{d.a()}*{d.v}*ln({d.v})^{d.n(2, 3)}",
    lambda d: f"{d.a()}*{d.of(f'{d.k()}*{d.v}', SMOOTH)}/{d.v}^{d.n(1, 2)}",
    lambda d: f"e^({d.k()}*{d.v})/({d.one_of(d.shifted(), f'{d.v}^2 + {d.n(1, 9)}')})",
    lambda d: f"{d.a()}*{d.v}/sqrt({d.positive()})",
    lambda d: f"{d.a()}*{d.v}^{d.n(1, 3)}/({d.positive()})^{d.n(2, 3)}",
    lambda d: f"{d.a()}*{d.v}/({d.shifted()})^{d.n(2, 3)}",
    lambda d: f"{d.a()}*{d.of(f'{d.v}*{d.of(d.v, STEADY)}', WAVES)}",
    lambda d: f"{d.a()}*({d.v}*{d.of(d.v, STEADY)})^{d.n(2, 3)}",
    lambda d: f"({d.k()}*{d.v} + {d.of(f'{d.k()}*{d.v}', SMOOTH)})^2",
    lambda d: f"{d.a()}*ln({d.k()}*{d.v})/{d.v}^{d.n(1, 2)}",
    lambda d: f"{d.a()}*{d.v}^{d.n(1, 3)}*{d.of(d.v)} + {d.a()}*{d.of(f'{d.k()}*{d.v}', SMOOTH)}",
)
NESTED: Final[tuple[Shape, ...]] = (
    lambda d: f"{d.a()}*e^({d.of(d.linear(), WAVES)})",
    lambda d: f"{d.a()}*{d.of(f'e^({d.linear()})', WAVES)}",
    lambda d: f"{d.a()}*{d.of(d.linear(), WAVES)}^{d.n(2, 3)}",
    lambda d: f"{d.a()}*e^(sqrt({d.one_of(d.v, f'{d.k()}*{d.v}', f'{d.v} + {d.k()}')}))",
    lambda d: f"{d.a()}*{d.of(f'ln({d.one_of(d.v, d.linear())})', WAVES)}",
    lambda d: f"{d.a()}*ln({d.of(f'{d.k()}*{d.v}', WAVES)})",
    lambda d: f"{d.a()}*sqrt({d.k()} + {d.of(f'{d.k()}*{d.v}', SMOOTH)})",
    lambda d: f"{d.a()}*atan({d.one_of(d.linear(), f'e^({d.k()}*{d.v})')})",
    lambda d: f"{d.v}^({d.one_of(d.v, f'{d.k()}*{d.v}')})",
    lambda d: f"{d.power()}*e^(-{d.v}^2/{d.k()})",
    lambda d: f"{d.a()}*ln({d.n(1, 4)} + e^({d.linear()}))",
    lambda d: f"{d.a()}*{d.of(f'{d.k()}*{d.v}', SQUASHING)}",
    lambda d: f"{d.a()}*tanh({d.shifted()})",
    lambda d: f"{d.a()}*{d.v}*tanh({d.k()}*{d.v})",
    lambda d: f"{d.a()}*{d.of(d.v, SQUASHING)}^2",
    lambda d: f"{d.a()}*ln(sigmoid({d.linear()}))",
    lambda d: f"{d.a()}/({d.n(1, 4)} + e^(-{d.k()}*{d.v}))",
    lambda d: f"e^({d.k()}*{d.v})/({d.n(1, 4)} + e^({d.k()}*{d.v}))",
    lambda d: f"{d.a()}*{d.of(f'{d.k()}*{d.v}', SQUASHING)} + {d.k()}*{d.v}^2",
)
FUNCTIONS: Final[dict[int, Shape]] = CURVES | {
    4: lambda d: d.shape(TWO_RULES),
    5: lambda d: d.shape(NESTED),
}
PROMPTS: Final = (
    "Find the second derivative ${derivative}$ of $${definition}.$$",
    "Differentiate twice: $${definition}.$$",
)


def _draw(chance: random.Random, level: int) -> Drawn:
    drawn = curve(chance, level, FUNCTIONS)
    x = drawn.variable
    task = maths.Task("derivative", drawn.function, (x,), (x,), order=2, name=drawn.name)
    derivative = f"{drawn.name}''({latex_of(x)})"
    prompt = chance.choice(PROMPTS).format(derivative=derivative, definition=drawn.definition)
    return Drawn(task, prompt, (derivative,))


SECOND_DERIVATIVE: Final = AskedFamily(
    name="second_derivative",
    title="Second derivative",
    kind="expression",
    levels={
        1: "polynomials, roots and reciprocals, term by term",
        2: "sums with exponential, logarithmic and trigonometric functions",
        3: "one product, quotient or chain",
        4: "two of these together",
        5: "nested functions, as in machine learning",
    },
    difficulties={1: -1.1, 2: -0.4, 3: 0.5, 4: 1.1, 5: 1.4},
    extra={1: -0.1, 2: -0.3, 3: -0.7, 4: -1.3, 5: -1.6},
    draw=_draw,
    on_board=True,
)
