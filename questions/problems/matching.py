"""Wrong answers that are stored with a problem: of mal-rules where no task is behind it, and the
author's own.
"""

from typing import Any

from questions import maths

from .problem import Problem


def matched(problem: Problem, answer: maths.Expression) -> list[dict[str, Any]]:
    """The mal-rules whose stored wrong answer this is, as rows of a judgement.

    A number counts as the same within the question's tolerance.
    """
    rules = [rule for rule, wrong in problem.mistakes if _is_same(problem, wrong, answer)]
    return [
        {"rule": rule, "rules": [rule], "step": "", "certainty": 1 / len(rules)} for rule in rules
    ]


def remark_on(problem: Problem, answer: maths.Expression) -> str:
    """What the author says back to this wrong answer; empty where nothing."""
    said = (one.sentence for one in problem.remarks if _is_same(problem, one.answer, answer))
    return next(said, "")


def _is_same(problem: Problem, wrong: maths.Expression, answer: maths.Expression) -> bool:
    if maths.shape(wrong) != maths.shape(answer):
        return False
    policy = maths.Policy(problem.tolerance)
    found = maths.compare(
        wrong, answer, variables=problem.variables, domain=problem.domain, policy=policy
    )
    return found.kind in maths.SAME
