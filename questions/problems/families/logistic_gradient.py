"""Logistic regression: the gradient of the cross-entropy by weight and bias."""

import random
from typing import Final

from .asked import AskedFamily, Drawn
from .losses import Loss, asked, plus


def _draw(chance: random.Random, level: int) -> Drawn:
    x, y = chance.choice((-5, -4, -3, -2, 2, 3, 4, 5)), int(level != 2)
    inner = f"{x}*w + b"
    if level <= 2:
        over = chance.randint(1, 9)
        text = f"{_entropy(f'{inner} - {over}', y)}"
        return asked(Loss(text, ("w", "b"), _story(f"{x}w + b - {over}", y)))
    other = chance.choice([one for one in (-5, -4, -3, -2, 2, 3, 4, 5) if one != x])
    if level == 3:
        text = f"{_entropy(inner, y)} + {abs(other)}*w^2/2"
        return asked(Loss(text, ("w", "b"), f"{_story(f'{x}w + b', y)} Large weights cost, too."))
    if level == 4:
        score, said = (f"{x}{star}w_1{plus(f'{other}{star}w_2')}" for star in ("*", ""))
        y = chance.randint(0, 1)
        return asked(Loss(_entropy(score, y), ("w_1", "w_2"), _story(said, y)))
    both = f"({_entropy(inner, 1)} + {_entropy(f'{other}*w + b', 0)})/2"
    story = (
        rf"A model gives the probability $\sigma(wx + b)$ for class 1. Its data are $x = {x}$ of "
        f"class 1 and $x = {other}$ of class 0."
    )
    return asked(Loss(both, ("w", "b"), story))


def _entropy(score: str, y: int) -> str:
    """-ln of the probability given to the right class."""
    return f"-ln(sigmoid({score}))" if y else f"-ln(1 - sigmoid({score}))"


def _story(score: str, y: int) -> str:
    return rf"A model gives the probability $\sigma({score})$ for class 1. The true class is {y}."


LOGISTIC_GRADIENT: Final = AskedFamily(
    name="logistic_gradient",
    title="Gradient of a logistic loss",
    kind="vector",
    levels={
        1: "weight and bias, an example of class 1",
        2: "weight and bias, an example of class 0",
        3: "weight and bias, with a penalty",
        4: "two weights",
        5: "the mean of two examples",
    },
    difficulties={1: 0.6, 2: 0.8, 3: 1.1, 4: 1.2, 5: 1.5},
    extra={1: -3.5, 2: -3.5, 3: -3.3, 4: -3.0, 5: -4.3},
    draw=_draw,
)
