"""Second derivatives: differentiate, tidy up, and differentiate again."""

import random
from typing import Final

from questions import maths
from questions.problems.naming import latex_of

from .asked import AskedFamily, Drawn
from .curves import curve

PROMPTS: Final = (
    "Find the second derivative ${derivative}$ of $${definition}.$$",
    "Differentiate twice: $${definition}.$$",
)


def _draw(chance: random.Random, level: int) -> Drawn:
    drawn = curve(chance, level)
    x = drawn.variable
    task = maths.Task("derivative", drawn.function, (x,), (x,), order=2, name=drawn.name)
    derivative = f"{drawn.name}''({latex_of(x)})"
    prompt = chance.choice(PROMPTS).format(derivative=derivative, definition=drawn.definition)
    return Drawn(task, prompt, (derivative,))


SECOND_DERIVATIVE: Final = AskedFamily(
    name="second_derivative",
    title="Second derivative",
    kind="expression",
    levels={
        1: "polynomials, roots and reciprocals, term by term",
        2: "sums with exponential, logarithmic and trigonometric functions",
        3: "one product, quotient or chain",
        4: "two of these together",
        5: "nested functions, as in machine learning",
    },
    difficulties={1: -1.1, 2: -0.4, 3: 0.5, 4: 1.4, 5: 1.5},
    extra={1: -0.1, 2: -0.3, 3: -0.8, 4: -1.9, 5: -2.4},
    draw=_draw,
)
