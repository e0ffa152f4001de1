"""The gradient at one point: a vector of numbers."""

import random
from typing import Final

from questions import maths
from questions.maths.expression import number
from questions.problems.formulas import point
from questions.problems.naming import partial_of

from .asked import AskedFamily, Drawn
from .surfaces import LEVELS, surface

PLACES: Final = (0, 1, 1, 2, 2, 3, -1, -2)


def _draw(chance: random.Random, level: int) -> Drawn:
    drawn = surface(chance, level)
    names, values = drawn.variables, [chance.choice(PLACES) for _ in drawn.variables]
    at = tuple((name, number(one)) for name, one in zip(names, values, strict=True))
    task = maths.Task("gradient", drawn.function, names, names, name=drawn.name, at=at)
    prompt = f"What is the gradient of $${drawn.definition}$$ at the point ${point(*values)}$?"
    return Drawn(task, prompt, tuple(partial_of(drawn.name, one) for one in names), "components")


GRADIENT_AT_POINT: Final = AskedFamily(
    name="gradient_at_point",
    title="Gradient at a point",
    kind="vector",
    levels=LEVELS,
    difficulties={1: -0.6, 2: -0.2, 3: 0.5, 4: 0.8, 5: 1.1},
    extra={1: 0.1, 2: 0.2, 3: 0.0, 4: -0.1, 5: -0.6},
    draw=_draw,
)
