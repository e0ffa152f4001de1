"""One step of gradient descent in several variables."""

import random
from fractions import Fraction
from typing import Final

from questions import maths
from questions.maths.expression import number
from questions.problems.formulas import latex, point
from questions.problems.naming import latex_of

from .asked import AskedFamily, Drawn
from .surfaces import LEVELS, surface

RATES: Final = (Fraction(1, 10), Fraction(1, 2), Fraction(1, 4), Fraction(1, 5), Fraction(1, 100))
PLACES: Final = (0, 1, 1, 2, 2, 3, -1, -2)


def _draw(chance: random.Random, level: int) -> Drawn:
    drawn, rate = surface(chance, level), chance.choice(RATES)
    names, values = drawn.variables, [chance.choice(PLACES) for _ in drawn.variables]
    task = maths.Task(
        "descent_step",
        drawn.function,
        names,
        names,
        name=drawn.name,
        at=tuple((name, number(one)) for name, one in zip(names, values, strict=True)),
        rate=number(rate),
    )
    prompt = (
        f"Gradient descent is applied to $${drawn.definition}.$$\n\nIt is at ${point(*values)}$. "
        rf"Where is it after one step with learning rate $\eta = {latex(rate)}$?"
    )
    return Drawn(task, prompt, tuple(map(latex_of, names)), "components")


DESCENT_STEP: Final = AskedFamily(
    name="descent_step",
    title="Step of gradient descent",
    kind="vector",
    levels=LEVELS,
    difficulties={1: -0.2, 2: 0.2, 3: 0.8, 4: 1.1, 5: 1.3},
    extra={1: 0.6, 2: 0.5, 3: 0.3, 4: 0.2, 5: -0.35},
    draw=_draw,
)
