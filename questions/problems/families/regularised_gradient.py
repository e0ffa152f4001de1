"""Losses with a penalty: the gradient of both parts, added up."""

import random
from typing import Final

from .asked import AskedFamily, Drawn
from .losses import Loss, asked, data, error, line_through, term


def _draw(chance: random.Random, level: int) -> Drawn:
    count = 1 if level <= 2 else 2
    points = data(chance, count, size=9 if count == 1 else 5)
    strength = chance.choice((2, 3, 4, 5, 6))
    turned = count == 1 and chance.random() < 1 / 3
    errors = " + ".join(
        error(f"{term(x, 'w')} + b", str(y), is_turned=turned and y > 0) for x, y in points
    )
    mean = errors if count == 1 else f"({errors})/2"
    penalty = {
        1: chance.choice(("w^2", f"w^2/{strength}")),
        2: f"{strength}*w^2",
        3: f"{chance.choice((3, 5, 7, 9))}*w^2/2",
        4: f"{strength}*(w^2 + b^2)",
        5: f"{strength}*sqrt(w^2 + 1)",
    }[level]
    costly = "A large weight or bias" if level == 4 else "A large weight"
    return asked(
        Loss(
            f"{mean} + {penalty}",
            ("w", "b"),
            f"{line_through(points)} {costly} costs something, too.",
        )
    )


REGULARISED_GRADIENT: Final = AskedFamily(
    name="regularised_gradient",
    title="Gradient with a penalty",
    kind="vector",
    levels={
        1: "one example, the weight's square or a part of it",
        2: "one example, a multiple of the weight's square",
        3: "two examples",
        4: "two examples, a penalty on weight and bias",
        5: "a smooth penalty that grows like the size",
    },
    difficulties={1: -0.2, 2: 0.3, 3: 0.6, 4: 0.7, 5: 1.3},
    extra={1: -0.6, 2: -0.1, 3: -0.8, 4: -0.7, 5: -0.3},
    draw=_draw,
)
