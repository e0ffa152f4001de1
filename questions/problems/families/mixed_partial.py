"""Mixed partial derivatives: by one variable, then by another."""

import random
from typing import Final

from questions import maths
from questions.problems.naming import latex_of

from .asked import AskedFamily, Drawn
from .surfaces import LEVELS, surface


def _draw(chance: random.Random, level: int) -> Drawn:
    drawn = surface(chance, level)
    first, second = chance.sample(drawn.variables, 2)
    task = maths.Task("partial", drawn.function, drawn.variables, (first, second), name=drawn.name)
    label = (
        rf"\frac{{\partial^2 {drawn.name}}}"
        rf"{{\partial {latex_of(second)}\,\partial {latex_of(first)}}}"
    )
    prompt = f"Find the mixed partial derivative ${label}$ of $${drawn.definition}.$$"
    return Drawn(task, prompt, (label,))


MIXED_PARTIAL: Final = AskedFamily(
    name="mixed_partial",
    title="Mixed partial derivative",
    kind="expression",
    levels=LEVELS,
    difficulties={1: -0.9, 2: -0.5, 3: 0.4, 4: 0.7, 5: 1.3},
    least_combining={3: 1, 4: 1, 5: 2},
    extra={1: -0.2, 2: -0.2, 3: -0.5, 4: -0.6, 5: -1.6},
    draw=_draw,
)
