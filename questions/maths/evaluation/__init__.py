"""Numbers: rigorous balls at rational points, and fast arrays.

`Program` evaluates trees at points where every value is proved; `floats` is the quick way for
curves and searches, and loads numpy only when it is called.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from questions.maths.evaluation.powers import rational_value
from questions.maths.evaluation.program import Program
from questions.maths.evaluation.values import (
    Absence,
    Ball,
    Number,
    Value,
    around,
    ball,
    disjoint,
    fraction,
    is_exact,
    rational,
)
from questions.maths.expression import Expression

if TYPE_CHECKING:
    from questions.maths.evaluation.arrays import Floats


def floats(tree: Expression, values: "Mapping[str, Floats]") -> "Floats":
    """The values of a scalar tree, broadcast over numpy arrays; nan where it has none."""
    from questions.maths.evaluation import arrays

    return arrays.floats(tree, values)


__all__ = [
    "Absence",
    "Ball",
    "Number",
    "Program",
    "Value",
    "around",
    "ball",
    "disjoint",
    "floats",
    "fraction",
    "is_exact",
    "rational",
    "rational_value",
]
