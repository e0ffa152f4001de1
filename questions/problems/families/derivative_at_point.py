"""The derivative at one place: a number, the slope of the graph there."""

import random
from typing import Final

from questions import maths
from questions.maths.expression import number
from questions.problems.naming import latex_of

from .asked import AskedFamily, Drawn
from .curves import curve

PROMPTS: Final = (
    "Let $${definition}.$$\n\nWhat is ${value}$?",
    "What slope does the graph of $${definition}$$ have at ${place}$?",
    "How fast does $${definition}$$ change at ${place}$?",
)


def _draw(chance: random.Random, level: int) -> Drawn:
    drawn = curve(chance, level)
    x, at = drawn.variable, chance.choice((0, 1, 1, 2, 2, 3, 4, -1, -2))
    task = maths.Task(
        "derivative", drawn.function, (x,), (x,), name=drawn.name, at=((x, number(at)),)
    )
    value, place = f"{drawn.name}'({at})", f"{latex_of(x)} = {at}"
    prompt = chance.choice(PROMPTS).format(definition=drawn.definition, value=value, place=place)
    return Drawn(task, prompt, (value,))


DERIVATIVE_AT_POINT: Final = AskedFamily(
    name="derivative_at_point",
    title="Derivative at a point",
    kind="number",
    levels={
        1: "polynomials, roots and reciprocals, term by term",
        2: "sums with exponential, logarithmic and trigonometric functions",
        3: "one product, quotient or chain",
        4: "two of these together",
        5: "nested functions, as in machine learning",
    },
    difficulties={1: -1.3, 2: -0.7, 3: -0.2, 4: 0.8, 5: 1.0},
    extra={1: 0.2, 2: 0.2, 3: 0.4, 4: 0.2, 5: 0.2},
    draw=_draw,
)
