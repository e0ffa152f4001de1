"""Which mal-rules explain a wrong answer."""

from functools import lru_cache
from typing import Final

from questions.maths.comparison import Comparison, compare
from questions.maths.curve import curve_of
from questions.maths.differentiation import Solution, solve
from questions.maths.errors import MathsError
from questions.maths.expression import (
    FUNCTIONS,
    Call,
    Expression,
    shape,
    symbols,
    walk,
)
from questions.maths.mistakes.explanation import (
    ONE_FAULT,
    WHOLE,
    Diagnosis,
    Explanation,
    Prior,
    believable,
)
from questions.maths.task import Task

WRONG: Final = frozenset({"different", "shape"})
MOST_SHOWN: Final = 3
PLAIN: Final = frozenset({"derivative", "partial", "gradient"})
"""The tasks whose answer is a derivative itself, or several."""


def diagnose(
    task: Task,
    answer: Expression,
    *,
    prior: Prior | None = None,
    is_wrong: bool | None = None,
) -> Diagnosis:
    """The mal-rules that turn the task into exactly this answer, best first, at most three.

    Every explanation was rebuilt as a tree and confirmed to equal the answer by `compare`. Nothing
    is said of an answer that is right, right on a narrower domain, or undecided. `prior` gives the
    chance of each mal-rule for this student; it decides between mal-rules that give one answer.
    `is_wrong` says that it is known to differ from the key by more than rounding, or that it does
    not. Raises as `solve` does, for the task only.
    """
    solution = _solved(task)
    names = (*task.symbols, *sorted(symbols(answer) - set(task.symbols)))
    if not _is_known(answer):
        return Diagnosis()
    if is_wrong is None:
        comparison = compare(solution.key, answer, variables=names, curve=curve_of(task))
        is_wrong = _is_wrong(comparison)
    if not is_wrong:
        return Diagnosis()
    if shape(answer) and task.ask in {"derivative", "partial"}:
        return Diagnosis(_gradient_for_partial(task, answer))
    found = _explanations(solution, names, task, answer, prior)
    return Diagnosis(tuple(believable(found)[:MOST_SHOWN]))


@lru_cache(maxsize=64)
def _solved(task: Task) -> Solution:
    return solve(task)


def _is_wrong(comparison: Comparison) -> bool:
    """Wrong by more than the rounding of decimals."""
    return comparison.kind in WRONG and getattr(comparison, "near", None) != "rounding"


def _is_known(answer: Expression) -> bool:
    """Whether it has values: no undeclared function."""
    return not any(isinstance(node, Call) and node.name not in FUNCTIONS for node in walk(answer))


def _explanations(
    solution: Solution,
    names: tuple[str, ...],
    task: Task,
    answer: Expression,
    prior: Prior | None,
) -> list[Explanation]:
    # These load numpy, which most callers of this module's types never need.
    from questions.maths.mistakes.asked import Asked
    from questions.maths.mistakes.composed import explain_composed
    from questions.maths.mistakes.scalars import explain
    from questions.maths.mistakes.unbracketed import brackets_left_out
    from questions.maths.mistakes.vectors import explain_vector

    unbracketed = brackets_left_out(solution.key, answer, names, above=False)
    if unbracketed is not None:
        return [unbracketed]
    if task.at or task.ask not in PLAIN:
        return explain_composed(task, solution, answer, prior)
    if task.ask == "gradient":
        return explain_vector(solution.derivations, names, answer, prior)
    return explain(Asked(solution.derivations, names), answer, prior)


def _gradient_for_partial(task: Task, answer: Expression) -> tuple[Explanation, ...]:
    if task.ask != "partial" or len(task.sequence) > 1 or task.at:
        return ()
    whole = Task("gradient", task.function, task.variables, task.variables, name=task.name)
    try:
        gradient = solve(whole).key
    except MathsError:
        return ()
    if compare(gradient, answer, variables=task.symbols).kind in WRONG:
        return ()
    return (Explanation(("gradient-for-partial",), WHOLE, ONE_FAULT, gradient),)
