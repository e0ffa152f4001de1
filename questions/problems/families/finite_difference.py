"""Finite differences: a derivative estimated from two values."""

import random
from fractions import Fraction
from typing import Final

from questions import maths
from questions.maths.differentiation.decimals import decimal
from questions.maths.expression import Expression, number
from questions.problems.drawing import Draw
from questions.problems.formulas import formula, latex, rational_at

from .asked import AskedFamily, Drawn

STEPS: Final = (Fraction(1, 2), Fraction(1, 10), Fraction(1, 5), Fraction(1, 4), Fraction(1, 100))
RECIPROCAL: Final = 5
LARGEST_DENOMINATOR: Final = 20
SCHEMES: Final = {
    1: ("forward",),
    2: ("forward", "backward"),
    3: ("central",),
    4: ("forward", "backward", "central"),
    5: ("forward", "backward", "central"),
}


def _text(chance: random.Random, level: int) -> str:
    d = Draw(chance, ("x",))
    return {
        1: f"{d.a()}*x^2 + {d.a()}",
        2: f"{d.a()}*x^2 + {d.a()}*x + {d.a()}",
        3: f"{d.a()}*x^3 + {d.a()}*x",
        4: f"{d.a()}*x^3 + {d.a()}*x^2 + {d.a()}",
        5: f"{d.a()}/(x + {d.k()}) + {d.a()}",
    }[level]


def _case(chance: random.Random, level: int) -> tuple[Expression, Fraction, str, int]:
    """A function, the step, the scheme and the place."""
    tree, h = formula(_text(chance, level), "x"), chance.choice(STEPS)
    return tree, h, chance.choice(SCHEMES[level]), chance.randint(-2, 5)


def _has_plain_values(tree: Expression, at: int, h: Fraction) -> bool:
    """Whether its values around the place are fractions to work with by hand."""
    values = (rational_at(tree, {"x": at + away * h}) for away in (-1, 0, 1))
    return all(one is not None and one.denominator <= LARGEST_DENOMINATOR for one in values)


def _draw(chance: random.Random, level: int) -> Drawn:
    tree, h, scheme, at = _case(chance, level)
    while level == RECIPROCAL and not _has_plain_values(tree, at, h):
        tree, h, scheme, at = _case(chance, level)
    task = maths.Task(
        "finite_difference",
        tree,
        ("x",),
        ("x",),
        at=(("x", number(at)),),
        step=decimal(h),
        scheme=scheme,
    )
    prompt = (
        f"Let $$f(x) = {latex(tree)}.$$\n\nEstimate $f'({at})$ by the {scheme} difference with "
        f"$h = {latex(decimal(h))}$. Write the exact number that it gives."
    )
    return Drawn(task, prompt, (rf"f'({at}) \approx",))


FINITE_DIFFERENCE: Final = AskedFamily(
    name="finite_difference",
    title="Finite difference",
    kind="number",
    levels={
        1: "forward difference of a square",
        2: "one-sided difference of a quadratic",
        3: "central difference of a cubic",
        4: "any of the three, a cubic",
        5: "any of the three, a reciprocal",
    },
    difficulties={1: -0.6, 2: -0.3, 3: 0.1, 4: 0.4, 5: 0.7},
    extra={1: 1.3, 2: 1.6, 3: 2.0, 4: 2.2, 5: 2.6},
    draw=_draw,
)
