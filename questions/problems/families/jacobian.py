"""Jacobians: one row for each function, one column for each variable."""

import random
from typing import Final

from questions import maths
from questions.maths.expression import Vector
from questions.problems.domain import stated
from questions.problems.drawing import Draw

from .asked import AskedFamily, Drawn
from .surfaces import LEVELS, PAIRS, SURFACES


def _draw(chance: random.Random, level: int) -> Drawn:
    """Two functions; from level 4 on the second of a simpler sort, so that lines stay short."""
    pair = chance.choice(PAIRS)
    draw = Draw(chance, pair)
    texts = [SURFACES[min(level, 4)](draw), SURFACES[max(1, level - 2)](draw.swapped())]
    notation = maths.Notation(variables=pair)
    trees = [maths.tidy(maths.read(text, notation).expression) for text in texts]
    task = maths.Task("jacobian", Vector(tuple(trees)), pair, pair, name="F")
    function = maths.write_latex(task.function)
    definition = f"F({', '.join(pair)}) = {function}{stated(task.function)}"
    prompt = (
        f"Find the Jacobian matrix of $${definition}.$$\n\n"
        "Write it row by row, as in [[a, b], [c, d]]."
    )
    return Drawn(task, prompt, ("J",))


JACOBIAN: Final = AskedFamily(
    name="jacobian",
    title="Jacobian matrix",
    kind="matrix",
    levels={**LEVELS, 5: "products and quotients, two of them"},
    difficulties={1: -0.4, 2: 0.0, 3: 0.6, 4: 1.1, 5: 1.5},
    extra={1: -0.5, 2: -0.5, 3: -0.7, 4: -1.4, 5: -1.6},
    draw=_draw,
)
