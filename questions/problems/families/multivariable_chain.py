"""The chain rule along a path: one product for each variable, added up."""

import random
from typing import Final

from questions import maths
from questions.problems.drawing import Draw
from questions.problems.formulas import formula, latex

from .asked import AskedFamily, Drawn

PATHS: Final = {
    1: ("{k}*t", "t^2", "t + {k}", "{k} - t"),
    2: ("t^2", "t^3", "{k}*t", "1/t", "t^2 + {k}"),
    3: ("e^t", "t^2", "ln(t)", "sin(t)", "cos(t)"),
    4: ("e^({k}*t)", "sin({k}*t)", "cos(t)", "t^2 + {k}*t", "sqrt(t)"),
    5: ("e^(-t)", "sin(t)", "cos({k}*t)", "ln(t)", "t^2"),
}
OUTER: Final = {
    1: ("x*y", "x^2 + {k}*y", "{k}*x + y^2", "{k}*x*y"),
    2: ("x^2*y", "x*y^2", "x^2 + y^2", "{k}*x*y + x", "x/y"),
    3: ("x*y", "x^2*y", "x^2 + {k}*y^2", "{k}*x*y + y"),
    4: ("x*sin(y)", "x*e^y", "e^x*y", "x^2*y^3", "x*ln(y)"),
    5: ("e^(x*y)", "ln(x^2 + y^2)", "sqrt(x^2 + y^2)", "sin(x*y)", "(x + {k}*y)^3", "x/(x + y)"),
}


def _draw(chance: random.Random, level: int) -> Drawn:
    d = Draw(chance, ("x", "y"))
    outer = chance.choice(OUTER[level]).format(k=d.k())
    first, second = (text.format(k=d.k()) for text in chance.sample(PATHS[level], 2))
    scale = d.one_of("", "", f"{d.k()}*", "-")
    task = maths.Task.from_row(
        {
            "ask": "chain",
            "function": f"{scale}{outer}",
            "variables": ["t"],
            "with_respect_to": ["t"],
            "path": {"x": first, "y": second},
            "name": "z",
        }
    )
    x, y = (latex(formula(one, "t")) for one in (first, second))
    shown = latex(maths.tidy(task.function))
    prompt = (
        f"Let $$z = {shown},\\quad x = {x},\\quad y = {y}.$$\n\n"
        r"Find $\frac{dz}{dt}$. An answer in $t$ alone is wanted."
    )
    return Drawn(task, prompt, (r"\frac{dz}{dt}",))


MULTIVARIABLE_CHAIN: Final = AskedFamily(
    name="multivariable_chain",
    title="Chain rule along a path",
    kind="expression",
    levels={
        1: "products and squares along straight lines and parabolas",
        2: "powers along powers",
        3: "powers along exponentials, logarithms and waves",
        4: "products with a function of one variable",
        5: "functions of both variables",
    },
    difficulties={1: -0.2, 2: 0.3, 3: 0.7, 4: 1.2, 5: 1.6},
    extra={1: 1.1, 2: 1.7, 3: 2.1, 4: 2.5, 5: 1.5},
    draw=_draw,
)
