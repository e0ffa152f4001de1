"""A derivation beside the one in which the mistakes were made, line by line."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from questions.maths.differentiation import Beside, Derivation, Solution, beside, naming
from questions.maths.differentiation.beside import Mistaken
from questions.maths.differentiation.steps import Step
from questions.maths.differentiation.wording import Piece
from questions.maths.expression import Expression
from questions.maths.mistakes.asked import Asked
from questions.maths.mistakes.explanation import Explanation
from questions.maths.mistakes.rewriting import Fault, as_written, broken
from questions.maths.mistakes.unsimplified import swept
from questions.maths.task import Task

Spoilt = tuple[str, Callable[[], tuple[Beside, ...]]]
"""A mal-rule and how to set its derivation beside the right one; most are never built."""


def spoilt(task: Task, solution: Solution) -> Iterator[Spoilt]:
    """See `mistakes.spoilt_derivations`."""
    candidates = Asked(solution.derivations, task.symbols).candidates()
    if candidates is None:
        return
    for row in range(1, len(candidates.values)):
        faults = candidates.explained(row)
        yield faults[0].mal_rule.id, partial(_lines, task, candidates.root, faults)


def set_beside(task: Task, explanation: Explanation) -> tuple[Beside, ...]:
    """See `mistakes.lines_beside`."""
    return tuple(
        line
        for root, faults in explanation.broken
        for line in beside(
            _derivation(root),
            _mistaken(root, faults),
            _name(task, root),
            written=_written(root, faults),
        )
    )


def _lines(task: Task, root: Step, faults: Sequence[Fault]) -> tuple[Beside, ...]:
    return beside(_derivation(root), _mistaken(root, faults), _name(task, root))


def _written(root: Step, faults: Sequence[Fault]) -> Mistaken:
    """The wrong formula with what the step's children yielded, but for 0 and 1."""

    at_steps = _at_steps(root, faults)

    def result(step: Step, children: tuple[Expression, ...]) -> Expression | None:
        found = at_steps.get(id(step))
        return None if found is None else swept(as_written(found, children))

    return result


def _derivation(root: Step) -> Derivation:
    return Derivation(root.expression, root.variable, root, root.result)


def _mistaken(root: Step, faults: Sequence[Fault]) -> Mistaken:
    at_steps = _at_steps(root, faults)

    def result(step: Step, children: tuple[Expression, ...]) -> Expression | None:
        found = at_steps.get(id(step))
        return None if found is None else broken(found, children)

    return result


def _at_steps(root: Step, faults: Sequence[Fault]) -> dict[int, Fault]:
    """The faults by the identity of the very steps below the root at which they stand."""
    found = {}
    for fault in reversed(faults):
        step = root
        for index in fault.path:
            step = step.children[index]
        found[id(step)] = fault
    return found


def _name(task: Task, root: Step) -> Piece | None:
    """What the derivative is called, where it is the first one of the function itself."""
    if root.expression != task.function:
        return None
    if len(task.variables) > 1:
        return naming.partial(task.name, (root.variable,))
    return naming.of_argument(task.name, 1, root.variable)
