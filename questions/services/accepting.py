"""Which numbers an exam's rules take, beside what a question itself takes."""

from dataclasses import replace

from questions import maths, presets
from questions.models import ItemSession
from questions.problems import Problem


def by_the_exam(problem: Problem, item_session: ItemSession) -> Problem:
    """The problem with the tolerance of the mock exam that it is asked in. One that its author gave
    a tolerance keeps it: its prompt says which.
    """
    attempt = item_session.attempt
    if attempt is None or attempt.mock is None or problem.tolerance or problem.kind != "number":
        return problem
    _, part = presets.read(attempt.mock.rules).places[item_session.position - 1]
    key = problem.key_expression()
    tolerance = presets.tolerance(part, key)
    if tolerance is None or maths.tolerance_fault(key, tolerance):
        return problem
    return replace(problem, tolerance=tolerance)
