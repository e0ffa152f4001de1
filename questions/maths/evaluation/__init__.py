"""Numbers: rigorous balls at rational points, and fast arrays.

`Program` evaluates trees at points where every value is proved; `floats` is the quick way for
curves and searches, and loads numpy only when it is called.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from questions.maths.evaluation.balls import unary
from questions.maths.evaluation.powers import power, rational_value
from questions.maths.evaluation.program import OtherSymbolsError, Program, value_of
from questions.maths.evaluation.values import (
    Absence,
    Ball,
    HugeError,
    Number,
    UndefinedError,
    UnknownError,
    Value,
    around,
    ball,
    disjoint,
    fraction,
    is_exact,
    nearby,
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
    "HugeError",
    "Number",
    "OtherSymbolsError",
    "Program",
    "UndefinedError",
    "UnknownError",
    "Value",
    "around",
    "ball",
    "disjoint",
    "floats",
    "fraction",
    "is_exact",
    "nearby",
    "power",
    "rational",
    "rational_value",
    "unary",
    "value_of",
]
