"""The chain rule along a path: one product for each variable, added up."""

import random
from typing import Final

from questions import maths
from questions.maths.expression import substitute
from questions.problems.domain import stated
from questions.problems.drawing import Draw
from questions.problems.formulas import formula, latex, vector

from .asked import AskedFamily, Drawn

PATHS: Final = {
    1: ("{k}*t", "t^2", "t + {m}", "{m} - t", "{k}*t + {m}", "t - {k}", "t^2 + {m}", "{k} - t^2",
        "t^2 - t", "{m} - {k}*t"),
    2: ("{k}*t", "t^2", "t^3", "1/t", "{k}/t", "t^2 + {m}", "{m} - t^2", "t^2 + t", "t^2 - {k}*t",
        "t^3 + {m}", "{k}*t + {m}", "{k}*t^2", "t^4"),
    3: ("e^t", "{k}*e^t", "ln(t)", "{k}*ln(t)", "sin(t)", "{k}*sin(t)", "cos(t)", "{k}*cos(t)",
        "{m} - cos(t)", "{m} + sin(t)", "e^t + {m}", "e^t - t", "t^2", "{k}*t", "t^2 + {m}"),
    4: ("e^({k}*t)", "e^(-t)", "sin({k}*t)", "cos(t)", "cos({k}*t)", "t^2 + {k}*t", "sqrt(t)",
        "{k}*sqrt(t)", "t^2 + {m}", "ln(t)", "t^3", "1/t"),
    5: ("e^(-t)", "e^t", "sin(t)", "cos({k}*t)", "ln(t)", "t^2", "{k}*t", "t^3", "1/t", "sqrt(t)",
        "t^2 + {m}", "{m} - t"),
}  # fmt: skip
RISING: Final = ("e^t", "e^({k}*t)", "{k}*t", "t^3", "sqrt(t)", "t^2 + {m}", "e^t + {m}",
                 "{k}*t + {m}", "t^2 + {k}*t")  # fmt: skip
"""Paths that are positive where t is."""
OUTER: Final = {
    1: ("{c}x*y", "{c}x^2 + {k}*y", "{k}*x + y^2", "x^2 + y^2", "x^2 - y^2", "x*y + {k}*x",
        "{k}*y - x*y", "{k}*x^2 - y", "{m}*x - {k}*y^2"),
    2: ("{c}x^2*y", "{c}x*y^2", "x^2 + y^2", "x^3 - y^2", "{k}*x*y + x", "y - {k}*x*y", "x^2 + x*y",
        "x*y - y^2", "{c}x/y", "x^2/y", "y^2/x", "{k}*x^2 + y^3", "x^3*y", "{k}*x^2 - y^3",
        "{k}*x - x*y^2"),
    3: ("{c}x*y", "{c}x^2*y", "{c}x*y^2", "x^2 + {k}*y^2", "x^2 - y^2", "{k}*x*y + y", "x^2 + x*y",
        "x*y - {k}*x", "x^3 + {k}*y", "{k}*x - y^3", "x*y + {m}*x^2", "{c}x/y"),
    4: ("{c}x*sin(y)", "{c}x*e^y", "{c}y*e^x", "{c}x*cos(y)", "{c}x^2*y^3", "y*sin(x)", "x^2*e^y",
        "y^2*cos(x)", "x*sin(y) + {k}*x", "x*e^y - y^2", "y^2 - x*cos(y)", "y*e^x + {k}*x"),
    5: ("{c}e^(x*y)", "{c}sin(x*y)", "{c}cos(x*y)", "sin(x + {k}*y)", "cos({k}*x - y)", "e^(x - y)",
        "e^(x + {k}*y)", "(x + {k}*y)^3", "({k}*x - y)^2", "(x*y + {m})^2", "sin(x^2 + y)",
        "e^(x^2 - y)", "arctan(x*y)", "sqrt(x^2 + y^2)", "ln(x^2 + y^2)", "ln(x^2 + y^2 + 1)"),
}  # fmt: skip
OF_POSITIVE: Final = {
    4: ("{c}x*ln(y)", "y^2*ln(x)", "x*sqrt(y)", "y*sqrt(x)", "x^2*ln(y)"),
    5: ("ln(x + {k}*y)", "ln({k}*x + y)", "sqrt(x + {k}*y)", "x/(x + y)",
        "y/(x + {k}*y)", "{c}e^(x/y)", "arctan(y/x)", "(x - y)/(x + y)", "sin(x/y)"),
}  # fmt: skip
"""Functions that need positive variables, or whose denominator should not vanish."""


def _draw(chance: random.Random, level: int) -> Drawn:
    d = Draw(chance, ("x", "y"))
    outer = d.one_of(*OUTER[level], *OF_POSITIVE.get(level, ()))
    paths = RISING if outer in OF_POSITIVE.get(level, ()) else PATHS[level]
    first, second = (_filled(d, text) for text in chance.sample(paths, 2))
    task = maths.Task.from_row(
        {
            "ask": "chain",
            "function": _filled(d, outer),
            "variables": ["t"],
            "with_respect_to": ["t"],
            "path": {"x": first, "y": second},
            "name": "z",
        }
    )
    x, y = (formula(one, "t") for one in (first, second))
    z = maths.tidy(task.function)
    domain = stated(vector(x, y, substitute(z, {"x": x, "y": y})))
    prompt = (
        f"Let $$z = {latex(z)},\\quad x = {latex(x)},\\quad y = {latex(y)}{domain}.$$\n\n"
        r"Find $\frac{dz}{dt}$. An answer in $t$ alone is wanted."
    )
    return Drawn(task, prompt, (r"\frac{dz}{dt}",))


def _filled(d: Draw, text: str) -> str:
    """The text with a factor, a number from 2 to 7, and one from 1 to 9."""
    return text.format(c=d.one_of("", "", "-", f"{d.k()}*"), k=d.k(), m=d.n(1, 9))


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
    extra={1: 1.1, 2: 1.7, 3: 2.1, 4: 2.35, 5: 1.5},
    draw=_draw,
)
