"""Directional derivatives: how fast a function changes, per unit of length, in a direction."""

import random
from typing import Final

from questions import maths
from questions.maths.expression import number
from questions.problems.formulas import point

from .asked import AskedFamily, Drawn
from .surfaces import LEVELS, surface

DIRECTIONS: Final = ((3, 4), (5, 12), (6, 8), (8, 15), (1, 0), (1, 1), (1, 2), (2, 1))
PLACES: Final = (0, 1, 1, 2, 2, 3, -1, -2)


def _draw(chance: random.Random, level: int) -> Drawn:
    drawn = surface(chance, level)
    names, values = drawn.variables, [chance.choice(PLACES) for _ in drawn.variables]
    way = [one * chance.choice((-1, 1)) for one in chance.sample(chance.choice(DIRECTIONS), 2)]
    way += [chance.choice((2, -2, 1))] * (len(names) - 2)
    task = maths.Task(
        "directional",
        drawn.function,
        names,
        names,
        name=drawn.name,
        at=tuple((name, number(one)) for name, one in zip(names, values, strict=True)),
        direction=tuple(map(number, way)),
    )
    prompt = (
        f"How fast does $${drawn.definition}$$ change at ${point(*values)}$, per unit of length, "
        f"in the direction of ${point(*way)}$?"
    )
    return Drawn(task, prompt, (rf"D_u {drawn.name}",))


DIRECTIONAL_DERIVATIVE: Final = AskedFamily(
    name="directional_derivative",
    title="Directional derivative",
    kind="number",
    levels=LEVELS,
    difficulties={1: 0.0, 2: 0.4, 3: 1.0, 4: 1.3, 5: 1.8},
    extra={1: 0.8, 2: 0.9, 3: 0.4, 4: 0.6, 5: 0.6},
    draw=_draw,
)
