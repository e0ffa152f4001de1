"""What will be said of the wrong answers that are expected of a problem, worked out beforehand.

Each is kept under the fingerprint of its value, so that an answer that somebody gives is looked up
and compared once, where the search for it takes as long as fifty comparisons.
"""

from collections.abc import Callable
from typing import Any, Final

from questions import maths

from . import fingerprints
from .problem import Problem
from .rows import Row

Rows = list[dict[str, Any]]
"""The mal-rules that explain an answer, as a judgement holds them."""

KEPT: Final = ("rules", "step", "certainty", "redone", "beside")
"""What of a row is stored; the rest follows from the mal-rules."""


def foresee(
    problem: Problem, explained: Callable[[maths.Expression], Rows], grader: str
) -> dict[str, Any]:
    """For the stored instance: what `explained` says of each wrong answer that is expected.

    Valid for this version of the grader alone.
    """
    found = {}
    for place, (_, answer) in enumerate(problem.mistakes):
        code = fingerprints.of_expressions(problem, _fields(problem, answer))
        if code and code not in found:
            rows = [{key: one[key] for key in KEPT if key in one} for one in explained(answer)]
            found[code] = {"mistake": place, "rows": rows}
    return {"grader": grader, "codes": found}


def recalled(problem: Problem, answer: maths.Expression, grader: str) -> Rows | None:
    """What was kept for an answer of this value; None where nothing was.

    The answer is compared with the expected one: a fingerprint alone proves nothing.
    """
    known = problem.foreseen
    if known.get("grader") != grader or not known.get("codes"):
        return None
    code = fingerprints.of_expressions(problem, _fields(problem, answer))
    if code not in known["codes"]:
        return None
    found = Row.of(known["codes"][code], "what was foreseen")
    _, expected = problem.mistakes[found.integer("mistake")]
    if maths.shape(expected) != maths.shape(answer):
        return None
    same = maths.compare(expected, answer, variables=problem.variables, domain=problem.domain)
    return list(found.value("rows")) if same.kind in maths.SAME else None


def _fields(problem: Problem, answer: maths.Expression) -> tuple[maths.Expression, ...]:
    return maths.components(answer) if problem.layout == "components" else (answer,)
