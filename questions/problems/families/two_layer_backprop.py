"""Two neurons in a row: the chain rule from the loss back to both weights."""

import random
from typing import Final

from .asked import AskedFamily, Drawn
from .losses import DIGITS, Loss, asked, plus, squared, term

HIDDEN: Final = {
    1: ("{u}", "Nothing"),
    2: ("({u})^2", "A square"),
    3: ("tanh({u})", r"$\tanh$"),
    4: ("sigmoid({u})", r"The sigmoid $\sigma$"),
    5: ("tanh({u})", r"$\tanh$"),
}


def _draw(chance: random.Random, level: int) -> Drawn:
    hidden, called = HIDDEN[level]
    x, y = chance.choice(DIGITS), chance.choice((-1, 1, 1)) * chance.randint(1, 15)
    has_bias = level == 5
    known = 0 if has_bias else chance.choice((0, 0, -3, -2, -1, 1, 2, 3))
    inner = f"{term(x, 'w_1')}{' + b' if has_bias else plus(known)}"
    weights = ("w_1", "w_2", "b") if has_bias else ("w_1", "w_2")
    middle = hidden.format(u=inner)
    output = f"w_2*{middle if level > 1 else f'({middle})'}"
    bias = "$b$" if has_bias else f"${known}$" if known else ""
    story = (
        f"A network of two layers gets $x = {x}$: the first weight is $w_1$, the second $w_2$"
        f"{f', and the first layer has the bias {bias}' if bias else ''}. {called} stands between "
        f"the layers. The target is ${y}$."
    )
    return asked(Loss(squared(chance, output, str(y)), weights, story))


TWO_LAYER_BACKPROP: Final = AskedFamily(
    name="two_layer_backprop",
    title="Backpropagation through two layers",
    kind="vector",
    levels={
        1: "two linear layers",
        2: "a square between them",
        3: "tanh between them",
        4: "a sigmoid between them",
        5: "tanh and a bias",
    },
    difficulties={1: 0.2, 2: 0.6, 3: 1.2, 4: 1.3, 5: 1.6},
    extra={1: -0.1, 2: -0.6, 3: -0.9, 4: -1.4, 5: -1.6},
    draw=_draw,
)
