"""Which mal-rules explain a wrong answer."""

from questions.maths.comparison import compare
from questions.maths.differentiation import Derivation, solve
from questions.maths.expression import Expression, shape
from questions.maths.mistakes.explanation import (
    ONE_FAULT,
    WHOLE,
    Diagnosis,
    Explanation,
    Prior,
)
from questions.maths.task import Task

WRONG = frozenset({"different", "shape"})
MOST_SHOWN = 3


def diagnose(task: Task, answer: Expression, *, prior: Prior | None = None) -> Diagnosis:
    """The mal-rules that turn the task into exactly this answer, best first, at most three.

    Every explanation was rebuilt as a tree and confirmed to equal the answer by `compare`. Nothing
    is said of an answer that is right, right on a narrower domain, or undecided. `prior` gives the
    chance of each mal-rule for this student; it decides between mal-rules that give one answer.
    """
    solution = solve(task)
    if compare(solution.key, answer, variables=task.symbols).kind not in WRONG:
        return Diagnosis()
    found = _explanations(task, solution.derivations, answer, prior)
    return Diagnosis(tuple(found[:MOST_SHOWN]))


def _explanations(
    task: Task,
    derivations: tuple[Derivation, ...],
    answer: Expression,
    prior: Prior | None,
) -> list[Explanation]:
    # These load numpy, which most callers of this module's types never need.
    from questions.maths.mistakes.asked import Asked
    from questions.maths.mistakes.scalars import explain
    from questions.maths.mistakes.vectors import explain_vector

    if task.ask == "gradient":
        return explain_vector(derivations, task.symbols, answer, prior)
    if shape(answer):
        return _gradient_for_partial(task, answer)
    return explain(Asked(derivations, task.symbols), answer, prior)


def _gradient_for_partial(task: Task, answer: Expression) -> list[Explanation]:
    if task.ask != "partial" or len(task.sequence) > 1:
        return []
    gradient = solve(
        Task("gradient", task.function, task.variables, task.variables, name=task.name)
    ).key
    if compare(gradient, answer, variables=task.symbols).kind in WRONG:
        return []
    return [Explanation(("gradient-for-partial",), WHOLE, ONE_FAULT, gradient)]
