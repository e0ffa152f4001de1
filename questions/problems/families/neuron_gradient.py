"""One neuron: the gradient of its loss by weight and bias, through the activation."""

import random
from typing import Final

from .asked import AskedFamily, Drawn
from .losses import DIGITS, Loss, asked, squared, term

ACTIVATIONS: Final = {
    1: ("{u}", "the identity"),
    2: ("({u})^2", "the square"),
    3: ("tanh({u})", r"$\tanh$"),
    4: ("sigmoid({u})", r"the sigmoid $\sigma$"),
    5: ("ln(1 + e^({u}))", "softplus, $\\ln(1 + e^u)$"),
}


def _target(chance: random.Random, level: int) -> str:
    """One that the activation can reach."""
    if level == 1:
        return str(chance.choice(DIGITS))
    if level in {3, 4}:
        size = chance.choice(("1", "1/2", "1/4", "3/4", "1/3", "2/3", "1/5", "2/5", "3/5", "4/5"))
        return f"-{size}" if level == 3 and chance.random() < 1 / 2 else size
    return str(chance.randint(1, 9))


def _draw(chance: random.Random, level: int) -> Drawn:
    activation, called = ACTIVATIONS[level]
    x, y, sign = chance.choice(DIGITS), _target(chance, level), chance.choice("++-")
    output = activation.format(u=f"{term(x, 'w')} {sign} b")
    takes = "has the bias $b$" if sign == "+" else "has the threshold $b$"
    story = (
        f"A neuron gets $x = {x}$, {takes}, and puts $wx {sign} b$ through {called}. "
        f"The target is ${y}$."
    )
    return asked(Loss(squared(chance, output, y), ("w", "b"), story))


NEURON_GRADIENT: Final = AskedFamily(
    name="neuron_gradient",
    title="Gradient of a neuron",
    kind="vector",
    levels={
        1: "without activation",
        2: "a square",
        3: "tanh",
        4: "the sigmoid",
        5: "softplus",
    },
    difficulties={1: -0.2, 2: 0.4, 3: 1.0, 4: 1.1, 5: 1.3},
    extra={1: -0.4, 2: -1.2, 3: -1.9, 4: -2.6, 5: -2.2},
    draw=_draw,
)
