"""Softmax: the gradient of the cross-entropy by the scores, and by weights behind them."""

import random
from typing import Final

from .asked import AskedFamily, Drawn
from .losses import Loss, asked, plus, term

FACTORS: Final = (-5, -4, -3, -2, 2, 3, 4, 5)
MODELS: Final = ("A model", "A model of pictures", "A translator", "A reader of handwriting")


def _draw(chance: random.Random, level: int) -> Drawn:
    count = 2 if level <= 3 else 3
    true, letter = chance.randrange(count), "z" if level in {1, 2, 4} else "w"
    names = tuple(f"{letter}_{place + 1}" for place in range(count))
    factors = [chance.choice(FACTORS) if level in {2, 3, 5} else 1 for _ in names]
    plain = chance.randrange(1, count) if level == 4 else 0
    shifts = [_shift(chance, level, place, plain) for place in range(count)]
    scores = [
        f"{term(factor, name)}{plus(shift)}"
        for factor, name, shift in zip(factors, names, shifts, strict=True)
    ]
    return asked(Loss(_entropy(scores, true), names, _story(chance, scores, true)))


def _shift(chance: random.Random, level: int, place: int, plain: int) -> int:
    """A known part of a score; of three classes by weights, the first has one, and without weights
    all but one of them.
    """
    if (level == 5 and place) or (level == 4 and place == plain):
        return 0
    return chance.randint(-9, 9)


def _entropy(scores: list[str], true: int) -> str:
    """The logarithm of the sum, less the score of the right class."""
    right = scores[true].replace(" - ", " ~ ").replace(" + ", " - ").replace(" ~ ", " + ")
    taken = f"+ {right[1:]}" if right.startswith("-") else f"- {right}"
    return f"ln({' + '.join(f'e^({one})' for one in scores)}) {taken}"


def _story(chance: random.Random, scores: list[str], true: int) -> str:
    *most, last = (f"${one.replace('*', '')}$" for one in scores)
    classes = "1 and 2" if len(scores) == 2 else "1, 2 and 3"
    return (
        f"{chance.choice(MODELS)} gives the classes {classes} the scores {', '.join(most)} and "
        f"{last}, of which softmax makes probabilities. The true class is {true + 1}."
    )


SOFTMAX_GRADIENT: Final = AskedFamily(
    name="softmax_gradient",
    title="Gradient of a softmax loss",
    kind="vector",
    levels={
        1: "two classes, shifted scores",
        2: "two classes, scaled scores",
        3: "two classes, by weights",
        4: "three classes",
        5: "three classes, by weights",
    },
    difficulties={1: 0.5, 2: 0.8, 3: 0.9, 4: 1.1, 5: 1.5},
    extra={1: -2.3, 2: -2.2, 3: -2.1, 4: -2.3, 5: -2.1},
    draw=_draw,
)
