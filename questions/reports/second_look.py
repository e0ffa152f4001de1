"""The second look at a wrong answer: the right function and the one that was answered, drawn."""

from fractions import Fraction

from questions import maths, plots, problems
from questions.models import Response
from questions.plots import Picture
from questions.problems import Problem

DRAWN = frozenset({"different", "narrower"})


def picture(problem: Problem, response: Response) -> Picture | None:
    """Both curves with the witness, from what is stored; None where they are not of one variable,
    or would look the same because only rounding tells them apart.

    It shows the key: for pages on which the key may be shown.
    """
    found = response.comparison or {}
    if found.get("kind") not in DRAWN or found.get("components") or found.get("near"):
        return None
    if found.get("bound"):
        # The answer is a curve, and the key what it should be at one point, or along a path.
        return None
    if not response.reading:
        return None
    try:
        key = problem.key_expression()
        answer = problems.read_field(problem, response.reading[0]).expression
    except maths.MathsError:
        return None
    names = sorted(set(maths.symbols(key)) | set(maths.symbols(answer)))
    if len(names) != 1 or maths.shape(key) or maths.shape(answer):
        return None
    at = found["witness"].get(names[0])
    marked = None
    if at is not None:
        values = found.get("key_value", ""), found.get("answer_value", "")
        marked = plots.Marked(Fraction(at), *values)
    domain = (problem.domain or {}).get(names[0], (None, None))
    return plots.two_curves(key, answer, names[0], domain=domain, marked=marked)
