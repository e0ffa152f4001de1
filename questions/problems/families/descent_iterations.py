"""Several steps of gradient descent in one variable."""

import random
from typing import Final

from questions import maths
from questions.maths.expression import number
from questions.problems.drawing import Draw
from questions.problems.formulas import formula, latex, written

from .asked import AskedFamily, Drawn
from .descending import setting

SHIFTED: Final = -0.5
"""Logits that a chain counts too much where its inner function is a shift."""


def _text(chance: random.Random, level: int) -> str:
    d = Draw(chance, ("x",))
    target, data = chance.randint(1, 9), chance.randint(2, 4)
    return {
        1: f"{chance.randint(1, 8)}*{d.one_of('x', *[f'(x + {d.a()})'] * 3)}^2",
        2: f"{chance.randint(1, 5)}*x^2 + {d.a()}*x + {d.a()}",
        3: f"({data}*x {d.one_of('-', '+')} {target})^2{d.one_of('', '/2')}",
        4: f"{chance.randint(1, 5)}*x^2 + {d.a()}*x + {d.a()}",
        5: d.one_of(
            f"x^4/4 + {d.a()}*x + {d.a()}",
            f"x^4/4 + {d.a()}*x^2",
            f"x^4/{d.one_of('2', '8')} + {d.a()}*x",
            f"(x + {d.a()})^4/{d.one_of('2', '4')}",
            f"x^4/4 + {d.a()}*x^3/3",
        ),
    }[level]


def _draw(chance: random.Random, level: int) -> Drawn:
    steps = 3 if level == 4 else 2
    text, rate, start = setting(chance, lambda: _text(chance, level), 6, steps)
    tree = written(text, "x") if level in {1, 3} else formula(text, "x")
    task = maths.Task(
        "descent_step",
        tree,
        ("x",),
        ("x",),
        at=(("x", number(start)),),
        rate=number(rate),
        steps=steps,
    )
    prompt = (
        f"Gradient descent minimises $$f(x) = {latex(tree)}$$ from $x_0 = {start}$ with learning "
        rf"rate $\eta = {latex(rate)}$. Where is it after {('two', 'three')[steps - 2]} steps?"
    )
    extra = SHIFTED if level == 1 and "(" in text else 0.0
    return Drawn(task, prompt, (f"x_{steps}",), extra=extra)


DESCENT_ITERATIONS: Final = AskedFamily(
    name="descent_iterations",
    title="Several steps of gradient descent",
    kind="number",
    levels={
        1: "a multiple of a square, two steps",
        2: "a quadratic, two steps",
        3: "a squared error, two steps",
        4: "a quadratic, three steps",
        5: "a fourth power, two steps",
    },
    difficulties={1: -0.3, 2: 0.0, 3: 0.3, 4: 0.6, 5: 0.9},
    extra={1: 1.2, 2: 1.5, 3: 1.1, 4: 2.1, 5: 2.4},
    draw=_draw,
)
