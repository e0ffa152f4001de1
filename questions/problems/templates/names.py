"""The names of a template: variables, parameters and definitions, each given once."""

import re
from typing import Final

from questions import maths
from questions.maths.expression import FUNCTIONS
from questions.problems.rows import Row

from .lines import Line

NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9]{0,11}(_[A-Za-z0-9]{1,6})?")
OPERATORS: Final = ("diff", "grad", "hess", "jac", "tangent", "at", "pick")
NUMBERED: Final = re.compile(r"d[a-z]")


def check(name: str, line: Line, taken: set[str]) -> None:
    """Raises ProblemError for what cannot be a new name."""
    fault = _fault(name, taken)
    if fault:
        raise line.fault(fault)


def variables_of(row: Row) -> tuple[str, ...]:
    """The variables of the answer. Raises ProblemError."""
    names = row.texts("variables") if row.value("variables") is not None else ()
    taken: set[str] = set()
    for name in names:
        fault = _fault(name, taken)
        if fault:
            raise row.wrong("variables", fault)
        taken.add(name)
    return names


def _fault(name: str, taken: set[str]) -> str:
    if name in taken:
        return f"“{name}” stands for something already"
    if not NAME.fullmatch(name):
        return (
            f"“{name[:20]}” cannot be a name: a name is a letter or a short word, such as a, n_1"
            " or rate"
        )
    return f"“{name}” means something already; choose another name" if _is_known(name) else ""


def _is_known(name: str) -> bool:
    """Whether the reader knows the name without being told: pi, sin, diff, dx."""
    if name in OPERATORS or name in FUNCTIONS or NUMBERED.fullmatch(name):
        return True
    try:
        maths.read(f"{name}(1)", maths.Notation(variables=()))
    except maths.MathsError:
        return False
    return True
