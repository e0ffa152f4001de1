"""Linear regression: the gradient of the mean squared error by slope and intercept."""

import random
from typing import Final

from .asked import AskedFamily, Drawn
from .losses import Loss, asked, data, error, line_through, plus, squared, term


def _draw(chance: random.Random, level: int) -> Drawn:
    count = {1: 1, 2: 2, 3: 2, 4: 3, 5: 2}[level]
    points = data(chance, count, size=9 if level == 1 else 5)
    if level == 5:
        return asked(_two_inputs(chance))
    errors = [error(f"{term(x, 'w')} + b", str(y)) for x, y in points]
    whole = " + ".join(errors)
    if level == 1:
        ((x, y),) = points
        whole = squared(chance, f"{term(x, 'w')} + b", str(y)) if y else whole
    scale = {1: whole, 2: f"({whole})/2", 3: f"({whole})/4", 4: f"({whole})/3"}[level]
    return asked(Loss(scale, ("w", "b"), line_through(points)))


def _two_inputs(chance: random.Random) -> Loss:
    inputs = [chance.sample([-3, -2, -1, 1, 2, 3, 4], 2) for _ in "ab"]
    targets = [chance.randint(-5, 9) for _ in inputs]
    errors = [
        error(f"{term(one, 'w_1')}{plus(term(two, 'w_2'))}", str(y))
        for (one, two), y in zip(inputs, targets, strict=True)
    ]
    rows = " and ".join(
        f"$({one}, {two})$ with target ${y}$" for (one, two), y in zip(inputs, targets, strict=True)
    )
    story = f"A model predicts $w_1 x_1 + w_2 x_2$. Its data are {rows}."
    return Loss(f"({' + '.join(errors)})/2", ("w_1", "w_2"), story)


MSE_GRADIENT: Final = AskedFamily(
    name="mse_gradient",
    title="Gradient of a squared error",
    kind="vector",
    levels={
        1: "one example",
        2: "the mean of two examples",
        3: "half of the mean of two examples",
        4: "the mean of three examples",
        5: "two inputs, two weights",
    },
    difficulties={1: -0.4, 2: 0.2, 3: 0.3, 4: 0.7, 5: 0.9},
    extra={1: -0.6, 2: -1.1, 3: -1.0, 4: -0.7, 5: -0.5},
    draw=_draw,
)
