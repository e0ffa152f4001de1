"""Derivatives of one variable, from polynomials to nested functions of machine learning."""

import random
from typing import Final

from questions import maths
from questions.problems.domain import stated
from questions.problems.drawing import Draw
from questions.problems.naming import latex_of

from .asked import AskedFamily, Drawn
from .curves import CURVES

VARIABLES: Final = ("x", "x", "x", "x", "t", "s", "r", "z")
NAMES: Final = ("f", "f", "f", "g", "h")
ANGLE: Final = "theta"
ANGLE_CHANCE: Final = 0.4
PROMPTS: Final = (
    "Find the derivative ${derivative}$ of $${definition}.$$",
    "Differentiate $${definition}.$$",
    "Work out ${derivative}$ for $${definition}.$$",
)


def _draw(chance: random.Random, level: int) -> Drawn:
    variable, name = chance.choice(VARIABLES), chance.choice(NAMES)
    text = CURVES[level](Draw(chance, (variable,)))
    if _is_of_angles(text) and chance.random() < ANGLE_CHANCE:
        text, variable = CURVES[level](Draw(chance, (ANGLE,))), ANGLE
        if not _is_of_angles(text):
            text, variable = text.replace(ANGLE, "x"), "x"
    function = maths.tidy(maths.read(text, maths.Notation(variables=(variable,))).expression)
    task = maths.Task("derivative", function, (variable,), (variable,), name=name)
    derivative = f"{name}'({latex_of(variable)})"
    definition = f"{name}({latex_of(variable)}) = {maths.write_latex(function)}{stated(function)}"
    prompt = chance.choice(PROMPTS).format(derivative=derivative, definition=definition)
    return Drawn(task, prompt, (derivative,))


def _is_of_angles(text: str) -> bool:
    return any(f"{wave}(" in text for wave in ("sin", "cos")) and "e^" not in text


DERIVATIVE: Final = AskedFamily(
    name="derivative",
    title="Derivative",
    kind="expression",
    levels={
        1: "polynomials, roots and reciprocals, term by term",
        2: "sums with exponential, logarithmic and trigonometric functions",
        3: "one product, quotient or chain",
        4: "two of these together",
        5: "nested functions, as in machine learning",
    },
    difficulties={1: -1.5, 2: -0.9, 3: -0.5, 4: 0.6, 5: 0.8},
    least_combining={3: 1, 4: 2, 5: 2},
    draw=_draw,
)
