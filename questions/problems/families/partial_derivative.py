"""Partial derivatives: one variable moves, the others are held constant."""

import random
from typing import Final

from questions import maths
from questions.problems.naming import latex_of, partial_of

from .asked import AskedFamily, Drawn
from .surfaces import LEVELS, surface

PROMPTS: Final = (
    "Find the partial derivative ${partial}$ of $${definition}.$$",
    "Differentiate partially with respect to ${variable}$: $${definition}.$$",
    "Work out ${partial}$ for $${definition}.$$",
)


def _draw(chance: random.Random, level: int) -> Drawn:
    drawn = surface(chance, level)
    by = chance.choice(drawn.variables)
    task = maths.Task("partial", drawn.function, drawn.variables, (by,), name=drawn.name)
    label = partial_of(drawn.name, by)
    prompt = chance.choice(PROMPTS).format(
        partial=label, variable=latex_of(by), definition=drawn.definition
    )
    return Drawn(task, prompt, (label,))


PARTIAL_DERIVATIVE: Final = AskedFamily(
    name="partial_derivative",
    title="Partial derivative",
    kind="expression",
    levels=LEVELS,
    difficulties={1: -1.2, 2: -1.0, 3: -0.3, 4: -0.1, 5: 0.6},
    least_combining={3: 1, 4: 1, 5: 1},
    draw=_draw,
)
