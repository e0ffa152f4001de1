"""Softmax: the gradient of the cross-entropy by the scores, and by weights behind them."""

import random
from typing import Final

from .asked import AskedFamily, Drawn
from .losses import Loss, asked


def _draw(chance: random.Random, level: int) -> Drawn:
    names = ("z_1", "z_2") if level in {1, 3, 4} else ("z_1", "z_2", "z_3")
    true = chance.randrange(len(names))
    if level <= 2:
        return asked(Loss(_entropy(names, names[true]), names, _story(len(names), true)))
    if level == 3:
        scale = chance.choice((2, 3, 4, 5))
        sharp = [f"{scale}*{name}" for name in names]
        story = f"{_story(len(names), true)} The scores are multiplied by {scale} first."
        return asked(Loss(_entropy(sharp, sharp[true]), names, story))
    inputs = [chance.choice((-3, -2, 2, 3, 4, 5)) for _ in names]
    weights = tuple(f"w_{place + 1}" for place in range(len(names)))
    scores = [f"{x}*{w}" for x, w in zip(inputs, weights, strict=True)]
    said = ", ".join(f"${x}w_{place + 1}$" for place, x in enumerate(inputs))
    story = f"A model gives its classes the scores {said}. The true class is {true + 1}."
    return asked(Loss(_entropy(scores, scores[true]), weights, story))


def _entropy(scores: list[str] | tuple[str, ...], right: str) -> str:
    taken = right.removeprefix("-")
    sign = "+" if right.startswith("-") else "-"
    return f"ln({' + '.join(f'e^({one})' for one in scores)}) {sign} {taken}"


def _story(count: int, true: int) -> str:
    return (
        f"A model gives {count} classes the scores $z_1$ to $z_{count}$ and turns them into "
        f"probabilities by softmax. The true class is {true + 1}."
    )


SOFTMAX_GRADIENT: Final = AskedFamily(
    name="softmax_gradient",
    title="Gradient of a softmax loss",
    kind="vector",
    levels={
        1: "two classes",
        2: "three classes",
        3: "two classes, scaled scores",
        4: "two classes, by weights",
        5: "three classes, by weights",
    },
    difficulties={1: 0.5, 2: 0.8, 3: 1.1, 4: 1.2, 5: 1.5},
    extra={1: -1.0, 2: -1.7, 3: -2.5, 4: -1.7, 5: -2.1},
    draw=_draw,
)
