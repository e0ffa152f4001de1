"""The tangent line at a place: the value there, and the slope from there on."""

import random
from typing import Final

from questions import maths
from questions.maths.expression import number
from questions.problems.naming import latex_of

from .asked import AskedFamily, Drawn
from .curves import curve

PLACES: Final = (0, 1, 1, 1, 2, 2, 3, 4, -1, -2)


def _draw(chance: random.Random, level: int) -> Drawn:
    drawn, at = curve(chance, level), chance.choice(PLACES)
    x = drawn.variable
    task = maths.Task("tangent", drawn.function, (x,), (x,), name=drawn.name, at=((x, number(at)),))
    shown = latex_of(x)
    prompt = (
        f"Find the tangent line to the graph of $${drawn.definition}$$ at ${shown} = {at}$. "
        f"Write what follows after $y =$, as a function of ${shown}$."
    )
    return Drawn(task, prompt, ("y",))


TANGENT_LINE: Final = AskedFamily(
    name="tangent_line",
    title="Tangent line",
    kind="expression",
    levels={
        1: "polynomials, roots and reciprocals, term by term",
        2: "sums with exponential, logarithmic and trigonometric functions",
        3: "one product, quotient or chain",
        4: "two of these together",
        5: "nested functions, as in machine learning",
    },
    difficulties={1: -0.7, 2: -0.2, 3: 0.3, 4: 1.1, 5: 1.4},
    extra={1: 0.8, 2: 0.8, 3: 1.0, 4: 0.6, 5: 0.9},
    draw=_draw,
)
