"""Naming a mistake where no task is behind a problem: the stored wrong answers are tried."""

from typing import Any

from questions import maths

from .problem import Problem

EQUAL = frozenset({"equal", "agrees"})


def matched(problem: Problem, answer: maths.Expression) -> list[dict[str, Any]]:
    """The mal-rules whose stored wrong answer this is, as rows of a judgement.

    A number counts as the same within the question's tolerance.
    """
    policy = maths.Policy(problem.tolerance)
    rules = [
        rule
        for rule, wrong in problem.mistakes
        if maths.shape(wrong) == maths.shape(answer)
        and maths.compare(
            wrong, answer, variables=problem.variables, domain=problem.domain, policy=policy
        ).kind
        in EQUAL
    ]
    return [
        {"rule": rule, "rules": [rule], "step": "", "certainty": 1 / len(rules)} for rule in rules
    ]
