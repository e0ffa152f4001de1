"""One neuron: the gradient of its loss by weight and bias, through the activation."""

import random
from typing import Final

from .asked import AskedFamily, Drawn
from .losses import Loss, asked

ACTIVATIONS: Final = {
    1: ("{u}", "the identity"),
    2: ("({u})^2", "the square"),
    3: ("tanh({u})", r"$\tanh$"),
    4: ("sigmoid({u})", r"the sigmoid $\sigma$"),
    5: ("ln(1 + e^({u}))", "softplus, $\\ln(1 + e^u)$"),
}


def _target(chance: random.Random, level: int) -> str:
    """One that the activation can reach."""
    if level in {3, 4}:
        return chance.choice(("1", "1/2", "1/4", "3/4"))
    return str(chance.randint(1, 9))


def _draw(chance: random.Random, level: int) -> Drawn:
    activation, called = ACTIVATIONS[level]
    x, y = chance.choice((-5, -4, -3, -2, 2, 3, 4, 5)), _target(chance, level)
    scale = chance.choice(("", "/2"))
    output = activation.format(u=f"{x}*w + b")
    story = f"A neuron gets $x = {x}$ and puts $wx + b$ through {called}. The target is ${y}$."
    return asked(Loss(f"({output} - {y})^2{scale}", ("w", "b"), story))


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
