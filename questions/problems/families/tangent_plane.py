"""The tangent plane of a surface: the value at a point, and one slope for each variable."""

import random
from typing import Final

from questions import maths
from questions.maths.expression import number
from questions.problems.drawing import Draw
from questions.problems.formulas import point

from .asked import AskedFamily, Drawn
from .surfaces import LEVELS, SURFACES, named_surface

PLACES: Final = (0, 1, 1, 2, 2, 3, -1, -2)


def _draw(chance: random.Random, level: int) -> Drawn:
    draw = Draw(chance, ("x", "y"))
    draw = draw.swapped() if chance.random() < 0.5 else draw
    drawn = named_surface("f", ("x", "y"), SURFACES[min(level, 4)](draw))
    values = [chance.choice(PLACES) for _ in "xy"]
    at = tuple((name, number(one)) for name, one in zip("xy", values, strict=True))
    task = maths.Task("tangent", drawn.function, ("x", "y"), ("x", "y"), name="f", at=at)
    prompt = (
        f"Find the tangent plane to the graph of $${drawn.definition}$$ at ${point(*values)}$. "
        "Write what follows after $z =$, as a function of $x$ and $y$."
    )
    return Drawn(task, prompt, ("z",))


TANGENT_PLANE: Final = AskedFamily(
    name="tangent_plane",
    title="Tangent plane",
    kind="expression",
    levels={**LEVELS, 5: "products and quotients of both variables, with less room for slips"},
    difficulties={1: -0.1, 2: 0.3, 3: 0.9, 4: 1.2, 5: 1.3},
    extra={1: 0.6, 2: 0.8, 3: 0.3, 4: 0.0, 5: 0.3},
    draw=_draw,
)
