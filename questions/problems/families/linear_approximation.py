"""Linear approximation: what value and slope at a place predict for a place nearby."""

import random
from fractions import Fraction
from typing import Final

from questions import maths
from questions.maths.differentiation.decimals import decimal
from questions.maths.expression import number
from questions.problems.formulas import latex
from questions.problems.naming import latex_of

from .asked import AskedFamily, Drawn
from .curves import curve

NICE: Final = {
    1: (("sqrt(x)", (4, 9, 16, 25)), ("x^2", (3, 5, 10)), ("x^3", (2, 5, 10)), ("1/x", (2, 4, 5))),
    2: (("e^x", (0,)), ("ln(x)", (1,)), ("sin(x)", (0,)), ("x^(1/3)", (8, 27)), ("cos(x)", (0,))),
    3: (("sqrt(2*x + 1)", (4, 12)), ("1/(x + 1)^2", (1, 4)), ("ln(2*x - 1)", (1,))),
}
STEPS: Final = tuple(Fraction(one, 100) for one in (1, 2, 5, 10, 20, -1, -2, -5, -10))


def _draw(chance: random.Random, level: int) -> Drawn:
    if level <= 3:
        text, places = chance.choice(NICE[level])
        scale, rest = chance.choice(("", "2*", "3*", "5*", "-")), chance.randint(-9, 9)
        tree = maths.tidy(
            maths.read(f"{scale}{text} + ({rest})", maths.Notation(variables=("x",))).expression
        )
        x, name, at = "x", "f", chance.choice(places)
        definition = f"f(x) = {maths.write_latex(tree)}"
    else:
        drawn = curve(chance, level - 1)
        x, name, tree, definition = drawn.variable, drawn.name, drawn.function, drawn.definition
        at = chance.choice((0, 1, 1, 2, 3))
    near = decimal(at + chance.choice(STEPS))
    task = maths.Task(
        "linear_approximation",
        tree,
        (x,),
        (x,),
        name=name,
        at=((x, number(at)),),
        near=((x, near),),
    )
    prompt = (
        f"Let $${definition}.$$\n\nWhat does the linear approximation at ${latex_of(x)} = {at}$ "
        f"give for ${name}({latex(near)})$? Write the exact number that it gives."
    )
    return Drawn(task, prompt, (rf"{name}({latex(near)}) \approx",))


LINEAR_APPROXIMATION: Final = AskedFamily(
    name="linear_approximation",
    title="Linear approximation",
    kind="number",
    levels={
        1: "a root, a power or a reciprocal",
        2: "an exponential, a logarithm, a wave or a cube root",
        3: "with a linear inner function",
        4: "one product, quotient or chain",
        5: "two of these together",
    },
    difficulties={1: -0.6, 2: -0.2, 3: 0.2, 4: 0.8, 5: 1.3},
    extra={1: 1.0, 2: 1.2, 3: 0.8, 4: 1.2, 5: 0.7},
    draw=_draw,
)
