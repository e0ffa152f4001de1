"""The maths engine: reading, writing, comparing, differentiating, diagnosing. The only door."""

from questions.maths.comparison import (
    Agrees,
    Comparison,
    Different,
    Equal,
    NarrowerDomain,
    Undecided,
    WrongShape,
    as_row,
    compare,
)
from questions.maths.differentiation import (
    RULES,
    Derivation,
    Line,
    Solution,
    differentiate,
    hints,
    narrate,
    solve,
)
from questions.maths.errors import LimitError, MathsError, UnsupportedError
from questions.maths.expression import Expression, Vector, components, shape, symbols
from questions.maths.reading import Notation, Reading, ReadingError, read
from questions.maths.task import Task
from questions.maths.writing import write_latex, write_text

__all__ = [
    "RULES",
    "Agrees",
    "Comparison",
    "Derivation",
    "Different",
    "Equal",
    "Expression",
    "LimitError",
    "Line",
    "MathsError",
    "NarrowerDomain",
    "Notation",
    "Reading",
    "ReadingError",
    "Solution",
    "Task",
    "Undecided",
    "UnsupportedError",
    "Vector",
    "WrongShape",
    "as_row",
    "compare",
    "components",
    "differentiate",
    "hints",
    "narrate",
    "read",
    "shape",
    "solve",
    "symbols",
    "write_latex",
    "write_text",
]
