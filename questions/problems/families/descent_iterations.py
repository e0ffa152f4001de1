"""Several steps of gradient descent in one variable."""

import random
from fractions import Fraction
from typing import Final

from questions import maths
from questions.maths.expression import number
from questions.problems.drawing import Draw
from questions.problems.formulas import formula, latex

from .asked import AskedFamily, Drawn
from .descending import descends

RATES: Final = (Fraction(1, 10), Fraction(1, 2), Fraction(1, 4), Fraction(1, 5), Fraction(1, 20))


def _text(chance: random.Random, level: int) -> str:
    d = Draw(chance, ("x",))
    target, data = chance.randint(1, 9), chance.randint(2, 4)
    return {
        1: f"{chance.randint(1, 6)}*x^2",
        2: f"{chance.randint(1, 5)}*x^2 + {d.a()}*x + {d.a()}",
        3: f"({data}*x - {target})^2",
        4: f"{chance.randint(1, 5)}*x^2 + {d.a()}*x + {d.a()}",
        5: f"x^4/4 + {d.a()}*x",
    }[level]


def _setting(chance: random.Random, level: int) -> tuple[str, Fraction, int]:
    return _text(chance, level), chance.choice(RATES), chance.randint(-4, 4)


def _draw(chance: random.Random, level: int) -> Drawn:
    steps = 3 if level == 4 else 2
    text, rate, start = _setting(chance, level)
    while not descends(text, start, rate, steps):
        text, rate, start = _setting(chance, level)
    tree = formula(text, "x")
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
    return Drawn(task, prompt, (f"x_{steps}",))


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
    extra={1: 1.5, 2: 1.5, 3: 1.1, 4: 2.1, 5: 2.4},
    draw=_draw,
)
