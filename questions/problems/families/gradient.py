"""Gradients: the vector of all partial derivatives, in the order of the variables."""

import random
from typing import Final

from questions import maths
from questions.problems.naming import partial_of

from .asked import AskedFamily, Drawn
from .surfaces import LEVELS, surface

FREE_FIELD_FROM: Final = 3
FREE_FIELD_CHANCE: Final = 0.5


def _draw(chance: random.Random, level: int) -> Drawn:
    """From level 3 on, half of them take the whole vector in one field."""
    drawn = surface(chance, level)
    names, name = drawn.variables, drawn.name
    task = maths.Task("gradient", drawn.function, names, names, name=name)
    label = rf"\nabla {name}({drawn.arguments})"
    prompt = f"Find the gradient ${label}$ of $${drawn.definition}.$$"
    if level >= FREE_FIELD_FROM and chance.random() < FREE_FIELD_CHANCE:
        return Drawn(task, f"{prompt}\n\nWrite it as a vector.", (label,))
    partials = tuple(partial_of(name, one) for one in names)
    return Drawn(task, prompt, partials, layout="components")


GRADIENT: Final = AskedFamily(
    name="gradient",
    title="Gradient",
    kind="vector",
    levels=LEVELS,
    difficulties={1: -0.7, 2: -0.3, 3: 0.6, 4: 0.8, 5: 1.7},
    least_combining={3: 1, 4: 1, 5: 1},
    draw=_draw,
)
