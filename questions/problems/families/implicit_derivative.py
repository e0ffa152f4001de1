"""Implicit differentiation: the slope of a curve that an equation defines."""

import random
from typing import Final

from questions import maths
from questions.problems.drawing import Draw

from .asked import AskedFamily, Drawn

EQUATIONS: Final = {
    1: ("{a}*x^2 + {b}*y^2 = {c}", "{a}*x^2 + {b}*y = {c}", "x^2 - {b}*y^2 = {c}"),
    2: ("x*y + {a}*x = {c}", "x^2 + {a}*x*y + {b}*y^2 = {c}", "x^2*y = {c} + {a}*x"),
    3: ("x^3 + y^3 = {a}*x*y", "{a}*x^2*y + {b}*x*y^2 = {c}", "x^4 + {b}*y^4 = {a}*x*y"),
    4: ("sin(y) + {a}*x = {b}*y", "e^y + {a}*x*y = {c}", "x*ln(y) + {a}*y = {b}*x^2"),
    5: ("e^(x*y) = {a}*x + {b}*y", "sin(x*y) + {a}*x = {b}*y", "ln(x + {a}*y) = {b}*x*y"),
}


def _draw(chance: random.Random, level: int) -> Drawn:
    d = Draw(chance, ("x", "y"))
    text = chance.choice(EQUATIONS[level]).format(a=d.k(), b=d.k(), c=chance.randint(1, 30))
    fields = {"ask": "implicit", "equation": text, "variables": ["x", "y"]}
    task = maths.Task.from_row({**fields, "with_respect_to": ["x"], "name": "y"})
    prompt = (
        f"The equation $${maths.write_latex(task.function)}$$ defines $y$ as a function of $x$. "
        r"Find $\frac{dy}{dx}$, in $x$ and $y$."
    )
    return Drawn(task, prompt, (r"\frac{dy}{dx}",))


IMPLICIT_DERIVATIVE: Final = AskedFamily(
    name="implicit_derivative",
    title="Implicit derivative",
    kind="expression",
    levels={
        1: "conic sections",
        2: "a mixed term",
        3: "third and fourth degree",
        4: "a function of y",
        5: "a function of both",
    },
    difficulties={1: -0.3, 2: 0.2, 3: 0.7, 4: 1.0, 5: 1.5},
    extra={1: 0.5, 2: 1.0, 3: 1.4, 4: 1.3, 5: 0.6},
    draw=_draw,
)
