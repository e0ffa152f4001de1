"""Hessians: the symmetric matrix of all second partial derivatives."""

import random
from typing import Final

from questions import maths

from .asked import AskedFamily, Drawn
from .surfaces import LEVELS, surface


def _draw(chance: random.Random, level: int) -> Drawn:
    drawn = surface(chance, level)
    names = drawn.variables
    task = maths.Task("hessian", drawn.function, names, names, name=drawn.name)
    prompt = (
        f"Find the Hessian matrix of $${drawn.definition}.$$\n\n"
        "Write it row by row, as in [[a, b], [c, d]]."
    )
    return Drawn(task, prompt, ("H",))


HESSIAN: Final = AskedFamily(
    name="hessian",
    title="Hessian matrix",
    kind="matrix",
    levels=LEVELS,
    difficulties={1: -0.3, 2: 0.2, 3: 1.0, 4: 1.4, 5: 2.0},
    extra={1: -0.8, 2: -1.1, 3: -2.3, 4: -3.0, 5: -4.7},
    draw=_draw,
)
