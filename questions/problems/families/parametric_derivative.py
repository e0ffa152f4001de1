"""Parametric curves: the slope is the quotient of the rates of both coordinates."""

import random
from typing import Final

from questions import maths
from questions.problems.drawing import Draw
from questions.problems.formulas import formula, latex

from .asked import AskedFamily, Drawn

COORDINATES: Final = {
    1: ("{a}*t", "t^2", "t^2 + {a}*t", "t^3", "{a} - t", "{a}*t^2 + {b}"),
    2: ("t^3 + {a}*t", "t^2 - {a}*t", "{a}*t^4", "{b}/t", "{a}*t^2 + {b}"),
    3: ("{a}*cos(t)", "{b}*sin(t)", "{a}*e^t", "ln(t) + {b}*t", "{a}*t^2"),
    4: ("e^({a}*t)", "cos({a}*t)", "sin({b}*t)", "{b}*t + sin(t)", "t^2 + ln(t)"),
    5: ("t*e^t", "e^t*cos(t)", "e^t*sin(t)", "t*cos(t)", "t*sin(t)", "t*ln(t)", "t^2*e^(-t)"),
}


def _draw(chance: random.Random, level: int) -> Drawn:
    d = Draw(chance, ("t",))
    x, y = (one.format(a=d.k(), b=d.k()) for one in chance.sample(COORDINATES[level], 2))
    fields = {"ask": "parametric", "path": {"x": x, "y": y}, "variables": ["t"]}
    task = maths.Task.from_row({**fields, "with_respect_to": ["t"], "name": "y"})
    shown = [latex(formula(one, "t")) for one in (x, y)]
    prompt = (
        f"A curve is given by $$x = {shown[0]},\\quad y = {shown[1]}.$$\n\n"
        r"Find its slope $\frac{dy}{dx}$ as a function of $t$."
    )
    return Drawn(task, prompt, (r"\frac{dy}{dx}",))


PARAMETRIC_DERIVATIVE: Final = AskedFamily(
    name="parametric_derivative",
    title="Slope of a parametric curve",
    kind="expression",
    levels={
        1: "lines and parabolas",
        2: "powers",
        3: "waves, exponentials and logarithms",
        4: "with inner functions",
        5: "products",
    },
    difficulties={1: -0.5, 2: -0.1, 3: 0.3, 4: 0.8, 5: 1.3},
    extra={1: 0.8, 2: 1.1, 3: 1.2, 4: 0.7, 5: 0.6},
    draw=_draw,
)
