"""What follows without the author's work where the key is a derivative: mistakes, steps, hints."""

from collections.abc import Iterator
from dataclasses import replace

from questions import maths
from questions.problems.confirmation import is_confirmed
from questions.problems.difficulty import difficulty_of
from questions.problems.domain import of_task
from questions.problems.families.asked import may_be_written, steps_of
from questions.problems.naming import partial_of
from questions.problems.parts import Line
from questions.problems.problem import Problem
from questions.problems.rows import ProblemError

UNCONFIRMED = "The field “key”: it is not confirmed by an independent second way."


def asking(problem: Problem, task: maths.Task, *, is_rated: bool) -> Problem:
    """The problem as one that asks the task: with the mistakes that mal-rules make of it, the
    worked solution, hints where the author gives none, and its difficulty unless it `is_rated`.

    A gradient has a labelled field for each partial derivative. Raises ProblemError where the key
    is not confirmed.
    """
    solution = maths.solve(task)
    try:
        if not is_confirmed(task, solution.key):
            raise ProblemError(UNCONFIRMED, "key")
    except maths.MathsError as error:
        raise ProblemError(f"{UNCONFIRMED} {error.message}", "key") from error
    found = replace(
        problem,
        task=task,
        domain=of_task(problem.domain, task),
        difficulty=problem.difficulty if is_rated else difficulty_of(task, solution),
    )
    if task.ask == "gradient" and len(task.with_respect_to) > 1:
        labels = tuple(partial_of(task.name, one) for one in task.with_respect_to)
        found = replace(found, layout="components", labels=labels)
    found = replace(found, mistakes=tuple(predicted(found, task, solution)))
    hints, steps = worked(task, solution)
    return replace(found, hints=found.hints or hints, steps=steps)


def predicted(
    problem: Problem, task: maths.Task, solution: maths.Solution
) -> Iterator[tuple[str, maths.Expression]]:
    """Mistakes that the layout lets be written, and that are wrong within the tolerance, too."""
    policy = maths.Policy(problem.tolerance)
    for rule, answer in maths.predict_mistakes(task, solution=solution):
        if not may_be_written(answer, problem.layout, solution.key):
            continue
        if not maths.symbols(answer) <= set(problem.variables):
            continue
        compared = maths.compare(
            solution.key,
            answer,
            variables=problem.variables,
            domain=problem.domain,
            policy=policy,
        )
        if compared.kind not in maths.SAME:
            yield rule, answer


def worked(task: maths.Task, solution: maths.Solution) -> tuple[tuple[str, ...], tuple[Line, ...]]:
    """Hints and steps of the worked solution; none where it cannot be narrated."""
    try:
        narrated = maths.work(task, solution)
    except maths.MathsError:
        return (), ()
    return maths.hints(narrated), steps_of(narrated)
