"""Parametric curves: the slope is the quotient of the rates of both coordinates."""

import random
from typing import Final

from questions import maths
from questions.problems.drawing import Draw, Shape
from questions.problems.formulas import formula, latex

from .asked import AskedFamily, Drawn

COORDINATES: Final[dict[int, tuple[Shape, ...]]] = {
    1: (
        lambda d: f"{d.a()}*t + {d.a()}",
        lambda d: f"{d.a()}*t^2",
        lambda d: f"t^2 + {d.a()}*t",
        lambda d: f"{d.k()}*t^2 - t",
        lambda d: f"{d.k()} - t",
        lambda d: f"{d.a()}*t^2 + {d.a()}",
    ),
    2: (
        lambda d: f"t^3 + {d.a()}*t",
        lambda d: f"{d.k()}*t^2 + {d.a()}*t",
        lambda d: f"{d.a()}*t^4",
        lambda d: f"{d.a()}/t",
        lambda d: f"t + {d.k()}/t",
        lambda d: f"{d.a()}*t^{d.n(2, 5)} + {d.a()}",
    ),
    3: (
        lambda d: f"{d.a()}*cos(t) + {d.a()}",
        lambda d: f"{d.a()}*sin(t)",
        lambda d: f"{d.a()}*e^t + {d.a()}*t",
        lambda d: f"{d.a()}*ln(t) + {d.k()}*t",
        lambda d: f"{d.a()}*t^2 + {d.one_of('e^t', 'sin(t)')}",
        lambda d: f"{d.a()}*t^{d.n(2, 3)}",
    ),
    4: (
        lambda d: f"{d.a()}*e^({d.one_of('', '-')}{d.k()}*t)",
        lambda d: f"{d.a()}*cos({d.k()}*t)",
        lambda d: f"{d.a()}*sin({d.k()}*t)",
        lambda d: f"{d.k()}*t + sin({d.k()}*t)",
        lambda d: f"{d.a()}*t^2 + ln({d.k()}*t + {d.k()})",
        lambda d: f"{d.a()}*sqrt({d.k()}*t + {d.k()})",
    ),
    5: (
        lambda d: f"{d.a()}*t*e^{d.one_of('t', '(-t)', '(2*t)')}",
        lambda d: f"{d.a()}*e^t*cos(t)",
        lambda d: f"{d.a()}*e^t*sin(t)",
        lambda d: f"{d.a()}*t*cos({d.one_of('', '2*')}t)",
        lambda d: f"{d.a()}*t*sin({d.one_of('', '2*')}t)",
        lambda d: f"{d.a()}*t^{d.n(1, 3)}*ln(t)",
        lambda d: f"(t + {d.a()})*e^t",
        lambda d: f"(t^2 + {d.k()})*{d.one_of('sin(t)', 'cos(t)', 'e^t')}",
        lambda d: f"{d.a()}*t^2*e^(-t)",
    ),
}


def _draw(chance: random.Random, level: int) -> Drawn:
    d = Draw(chance, ("t",))
    x, y = (shape(d) for shape in chance.sample(COORDINATES[level], 2))
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
    extra={1: 0.7, 2: 1.1, 3: 1.0, 4: 0.3, 5: 0.5},
    draw=_draw,
)
