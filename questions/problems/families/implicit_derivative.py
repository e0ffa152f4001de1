"""Implicit differentiation: the slope of a curve that an equation defines."""

import random
from typing import Final

from questions import maths
from questions.problems.drawing import Draw, Shape

from .asked import AskedFamily, Drawn

WAVES: Final = ("sin({u})", "cos({u})")
EQUATIONS: Final[dict[int, tuple[Shape, ...]]] = {
    1: (
        lambda d: f"{d.k()}*x^2 + {d.k()}*y^2 = {d.n(1, 30)}",
        lambda d: f"{d.k()}*x^2 - {d.k()}*y^2 = {d.n(1, 30)}",
        lambda d: f"{d.k()}*x^2{d.more('y')} = {d.n(1, 30)}",
        lambda d: f"x^2 + y^2{d.more('x')} = {d.n(1, 30)}",
        lambda d: f"y^2 = {d.k()}*x + {d.k()}",
    ),
    2: (
        lambda d: f"x*y{d.more('x')}{d.more('y')} = {d.n(1, 30)}",
        lambda d: f"x^2{d.more('x*y')} + {d.k()}*y^2 = {d.n(1, 30)}",
        lambda d: f"{d.k()}*x*y{d.more('x^2')} = {d.n(1, 30)}",
        lambda d: f"x^2*y = {d.n(1, 30)}{d.more('x')}",
        lambda d: f"x*y^2{d.more('x')} = {d.n(1, 30)}",
    ),
    3: (
        lambda d: f"{d.one_of('', d.k() + '*')}x^3 + {d.k()}*y^3 = {d.k()}*x*y",
        lambda d: f"{d.k()}*x^2*y{d.more('x*y^2')} = {d.n(1, 30)}",
        lambda d: f"{d.k()}*x^4 + {d.k()}*y^4 = {d.k()}*x*y + {d.n(1, 30)}",
        lambda d: f"x^3*y{d.more('y^2')} = {d.n(1, 30)}",
        lambda d: f"y^3{d.more('x*y')} = {d.k()}*x^2 + {d.n(1, 30)}",
    ),
    4: (
        lambda d: f"{d.of('y', WAVES)}{d.more('x')} = {d.k()}*y + {d.n(1, 30)}",
        lambda d: f"{d.one_of('', d.k() + '*')}e^y{d.more('x*y')} = {d.n(1, 30)}",
        lambda d: f"x*ln(y){d.more('y')} = {d.k()}*x^2 + {d.n(1, 30)}",
        lambda d: f"x*{d.of('y', WAVES)}{d.more('x^2')} = {d.k()}*y + {d.n(1, 30)}",
        lambda d: f"{d.k()}*sqrt(y){d.more('x*y')} = {d.n(1, 30)}",
        lambda d: f"x^2*e^y = {d.k()}*y + {d.n(1, 30)}",
    ),
    5: (
        lambda d: f"e^(x*y){d.more('x')} = {d.k()}*y + {d.n(1, 30)}",
        lambda d: f"{d.of('x*y', WAVES)}{d.more('x')} = {d.k()}*y + {d.n(1, 30)}",
        lambda d: f"ln(x + {d.k()}*y){d.more('x*y')} = {d.n(1, 30)}",
        lambda d: f"e^({d.k()}*x + y){d.more('x*y')} = {d.n(1, 30)}",
        lambda d: f"{d.of(f'x + {d.k()}*y', WAVES)} = {d.k()}*x^2{d.more('y')}",
        lambda d: f"sqrt(x^2 + {d.k()}*y^2){d.more('x')} = {d.n(1, 30)}",
        lambda d: f"x*e^({d.k()}*y) + y*e^x = {d.n(1, 30)}",
        lambda d: f"{d.of('x', WAVES)}*{d.of('y', WAVES)} = {d.k()}*x{d.more('y')}",
    ),
}


def _draw(chance: random.Random, level: int) -> Drawn:
    d = Draw(chance, ("x", "y"))
    text = d.shape(EQUATIONS[level])
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
