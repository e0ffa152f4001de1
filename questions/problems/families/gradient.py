"""Gradients: the vector of all partial derivatives, in the order of the variables."""

import random
from typing import Final

from questions import maths

from .family import Drawn, Family
from .surfaces import LEVELS, surface

FREE_FIELD_FROM: Final = 3


def _draw(chance: random.Random, level: int) -> Drawn:
    """From level 3 on, half of them take the whole vector in one field."""
    name, pair, function, written = surface(chance, level)
    task = maths.Task("gradient", function, pair, pair, name=name)
    is_free = level >= FREE_FIELD_FROM and chance.random() < 0.5
    arguments = f"{pair[0]}, {pair[1]}"
    label = rf"\nabla {name}({arguments})"
    prompt = f"Find the gradient ${label}$ of $${written}.$$"
    if is_free:
        return Drawn(task, f"{prompt}\n\nWrite it as a vector.", (label,))
    partials = tuple(rf"\frac{{\partial {name}}}{{\partial {one}}}" for one in pair)
    return Drawn(task, prompt, partials, layout="components")


GRADIENT: Final = Family(
    name="gradient",
    title="Gradient",
    kind="vector",
    levels=LEVELS,
    difficulties={1: -0.8, 2: -0.4, 3: 0.2, 4: 0.9, 5: 1.3},
    draw=_draw,
)
