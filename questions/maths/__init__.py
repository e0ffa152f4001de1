"""The maths engine: reading, writing, comparing, differentiating, diagnosing. The only door."""

from importlib import import_module
from typing import TYPE_CHECKING, Final

from questions.maths.comparison import (
    SAME,
    Agrees,
    Comparison,
    Curve,
    Different,
    Equal,
    NarrowerDomain,
    PreparedKey,
    Undecided,
    WrongForm,
    WrongShape,
    as_row,
    compare,
    tolerance_fault,
)
from questions.maths.constants import with_constant
from questions.maths.curve import curve_of
from questions.maths.domains import domain_of, domain_text
from questions.maths.errors import LimitError, MathsError, UnsupportedError
from questions.maths.evaluation import floats
from questions.maths.expression import Expression, Vector, components, shape, symbols
from questions.maths.policy import FORMS, Form, Policy, PolicyError, Tolerance, exact, forms_of
from questions.maths.reading import Notation, Reading, ReadingError, read
from questions.maths.workers import JudgeBusy, JudgePool, JudgeTimeout
from questions.maths.writing import write_latex, write_text, write_typst, write_unicode

if TYPE_CHECKING:
    from questions.maths.algebra.sympy_bridge import from_sympy, to_sympy
    from questions.maths.differentiation import (
        RULES,
        Derivation,
        Line,
        Solution,
        Worked,
        differentiate,
        hints,
        key,
        narrate,
        solve,
        walk,
        work,
    )
    from questions.maths.differentiation.checking import StepError
    from questions.maths.differentiation.existence import NoDerivativeError
    from questions.maths.differentiation.tidying import tidy
    from questions.maths.mistakes import (
        CATALOGUE,
        Diagnosis,
        Example,
        Explanation,
        MalRule,
        brackets_left_out,
        diagnose,
        lines_beside,
        predict_mistakes,
        spoilt_derivations,
    )
    from questions.maths.task import ASKS, Task

ON_DEMAND: Final = {
    name: f"questions.maths.{module}"
    for module, names in {
        "algebra.sympy_bridge": "from_sympy to_sympy",
        "differentiation": "RULES Derivation Line Solution Worked differentiate hints narrate",
        "differentiation.checking": "StepError",
        "differentiation.existence": "NoDerivativeError",
        "differentiation.solution": "key solve",
        "differentiation.steps": "walk",
        "differentiation.worked": "work",
        "differentiation.tidying": "tidy",
        "mistakes": "CATALOGUE Diagnosis Example Explanation MalRule brackets_left_out diagnose"
        " lines_beside predict_mistakes spoilt_derivations",
        "task": "ASKS Task",
    }.items()
    for name in names.split()
}
"""Where the names live that reading, writing and comparing do without: loaded when first used."""

__all__ = [
    "ASKS",
    "Agrees",
    "CATALOGUE",
    "Comparison",
    "Curve",
    "Derivation",
    "Diagnosis",
    "Different",
    "Equal",
    "Example",
    "Explanation",
    "Expression",
    "FORMS",
    "Form",
    "JudgeBusy",
    "JudgePool",
    "JudgeTimeout",
    "LimitError",
    "Line",
    "MalRule",
    "MathsError",
    "NarrowerDomain",
    "NoDerivativeError",
    "Notation",
    "Policy",
    "PolicyError",
    "PreparedKey",
    "RULES",
    "SAME",
    "Reading",
    "ReadingError",
    "Solution",
    "StepError",
    "Task",
    "Tolerance",
    "Undecided",
    "UnsupportedError",
    "Vector",
    "Worked",
    "WrongForm",
    "WrongShape",
    "as_row",
    "brackets_left_out",
    "compare",
    "components",
    "diagnose",
    "differentiate",
    "curve_of",
    "domain_of",
    "domain_text",
    "exact",
    "floats",
    "forms_of",
    "from_sympy",
    "hints",
    "key",
    "narrate",
    "lines_beside",
    "predict_mistakes",
    "read",
    "shape",
    "solve",
    "spoilt_derivations",
    "symbols",
    "tidy",
    "to_sympy",
    "tolerance_fault",
    "walk",
    "with_constant",
    "work",
    "write_latex",
    "write_text",
    "write_typst",
    "write_unicode",
]


def __getattr__(name: str) -> object:
    if name not in ON_DEMAND:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(ON_DEMAND[name]), name)
    return value
