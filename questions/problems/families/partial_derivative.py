"""Partial derivatives: one variable moves, the other is held constant."""

import random
from typing import Final

from questions import maths

from .family import Drawn, Family
from .surfaces import LEVELS, surface


def _draw(chance: random.Random, level: int) -> Drawn:
    name, pair, function, written = surface(chance, level)
    by = chance.choice(pair)
    task = maths.Task("partial", function, pair, (by,), name=name)
    label = rf"\frac{{\partial {name}}}{{\partial {by}}}"
    prompt = f"Find the partial derivative ${label}$ of $${written}.$$"
    return Drawn(task, prompt, (label,))


PARTIAL_DERIVATIVE: Final = Family(
    name="partial_derivative",
    title="Partial derivative",
    kind="expression",
    levels=LEVELS,
    difficulties={1: -1.2, 2: -0.8, 3: -0.2, 4: 0.4, 5: 0.8},
    draw=_draw,
)
