"""Losses with a penalty: the gradient of both parts, added up."""

import random
from typing import Final

from .asked import AskedFamily, Drawn
from .losses import Loss, asked, data, pairs, plus, term


def _draw(chance: random.Random, level: int) -> Drawn:
    count = 1 if level <= 2 else 2
    points = data(chance, count, size=9 if count == 1 else 5)
    strength = chance.choice((2, 3, 4, 5, 6))
    turned = count == 1 and chance.random() < 1 / 3
    errors = " + ".join(
        f"({y} - ({term(x, 'w')} + b))^2" if turned and y > 0
        else f"({term(x, 'w')} + b{plus(y, sign=-1)})^2"
        for x, y in points
    )  # fmt: skip
    mean = errors if count == 1 else f"({errors})/2"
    story = f"A model predicts $wx + b$. Its data, inputs with targets, are {pairs(points)}."
    penalty = {
        1: chance.choice(("w^2", f"w^2/{strength}")),
        2: f"{strength}*w^2",
        3: f"{strength}*w^2/2",
        4: f"{strength}*(w^2 + b^2)",
        5: f"{strength}*sqrt(w^2 + 1)",
    }[level]
    return asked(_with_penalty(f"{mean} + {penalty}", ("w", "b"), story))


def _with_penalty(text: str, weights: tuple[str, ...], story: str) -> Loss:
    return Loss(text, weights, f"{story} Large weights cost something, too.")


REGULARISED_GRADIENT: Final = AskedFamily(
    name="regularised_gradient",
    title="Gradient with a penalty",
    kind="vector",
    levels={
        1: "a square beside one example",
        2: "weight and bias, one example",
        3: "weight and bias, two examples",
        4: "a penalty on both",
        5: "a smooth penalty that grows like the size",
    },
    difficulties={1: -0.2, 2: 0.3, 3: 0.6, 4: 0.7, 5: 1.3},
    extra={1: -0.6, 2: -0.1, 3: -0.8, 4: -0.7, 5: -0.3},
    draw=_draw,
)
