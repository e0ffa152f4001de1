"""Derivatives of one variable, from polynomials to nested functions of machine learning."""

import random
from typing import Final

from questions import maths
from questions.problems.naming import latex_of

from .asked import AskedFamily, Drawn
from .curves import curve

PROMPTS: Final = (
    "Find the derivative ${derivative}$ of $${definition}.$$",
    "Differentiate $${definition}.$$",
    "Work out ${derivative}$ for $${definition}.$$",
)


def _draw(chance: random.Random, level: int) -> Drawn:
    drawn = curve(chance, level)
    x = drawn.variable
    task = maths.Task("derivative", drawn.function, (x,), (x,), name=drawn.name)
    derivative = f"{drawn.name}'({latex_of(x)})"
    prompt = chance.choice(PROMPTS).format(derivative=derivative, definition=drawn.definition)
    return Drawn(task, prompt, (derivative,))


DERIVATIVE: Final = AskedFamily(
    name="derivative",
    title="Derivative",
    kind="expression",
    levels={
        1: "polynomials, roots and reciprocals, term by term",
        2: "sums with exponential, logarithmic and trigonometric functions",
        3: "one product, quotient or chain",
        4: "two of these together",
        5: "nested functions, as in machine learning",
    },
    difficulties={1: -1.5, 2: -0.9, 3: -0.5, 4: 0.6, 5: 0.8},
    least_combining={3: 1, 4: 2, 5: 2},
    draw=_draw,
)
