"""The key of a task, with its derivations."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from questions.maths.differentiation import answers
from questions.maths.differentiation.existence import (
    check_exists,
    check_has_values,
    check_on_curve,
    check_value,
)
from questions.maths.differentiation.rules import derive
from questions.maths.differentiation.steps import Derivation
from questions.maths.differentiation.values import value_at
from questions.maths.expression import Expression, Relation, Vector, plain
from questions.maths.task import Task

Derivations = tuple[Derivation, ...]


@dataclass(frozen=True, slots=True)
class Solution:
    """What is right for a task: `key`, made of the results of `derivations`.

    `general` is the answer before the point of the task was put in, and the key where there is
    none. The derivations, in order:

    - derivative, partial: one a time that is differentiated;
    - gradient, directional, chain, tangent, linear approximation, descent: one a variable;
    - Jacobian: row by row; Hessian: for each variable the first derivative, then its second ones;
    - implicit, and a tangent to an equation: of left minus right side, by x and by y;
    - parametric, and a tangent to a path: of x(t) and of y(t);
    - finite difference: none.
    """

    key: Expression
    derivations: Derivations
    general: Expression


def differentiate(expression: Expression, variable: str) -> Derivation:
    """The derivative of a scalar tree by one variable, every other symbol held constant.

    The result is tidy and equal to the derivative wherever that is defined; at isolated points and
    at the edges of the domain it may be defined where the function is not differentiable. Numbers
    are plain, in the steps too: what an equal function was typed like is nobody's business. Raises
    UnsupportedError for vectors, factorials and functions without a rule, LimitError beyond the
    sizes of rules.py.
    """
    expression = plain(expression)
    root = derive(expression, variable)
    return Derivation(expression, variable, root, root.result)


def key(task: Task) -> Expression:
    """The right answer to a task, by our own differentiation. Raises as `differentiate` does."""
    return solve(task).key


def solve(task: Task) -> Solution:
    """The key and the derivations. Raises as `differentiate` does."""
    derivations = _DERIVATIONS.get(task.ask, _by_each)(task)
    _check_point(task, derivations)
    general = answers.GENERAL[task.ask](task, tuple(one.result for one in derivations))
    if task.ask in answers.POINTED or not task.at:
        found = Solution(general, derivations, general)
    else:
        found = Solution(value_at(general, task.at), derivations, general)
    if task.at:
        check_value(found.key)
    return found


def _check_point(task: Task, derivations: Derivations) -> None:
    """Raise NoDerivativeError where a derivative is asked for at a point that has none."""
    if task.at and isinstance(task.function, Relation):
        check_on_curve(task.function, task.at)
    if task.at and task.ask == "finite_difference":
        check_has_values(task.function, answers.places(task))
    if task.at and not task.path:
        for one in derivations:
            check_exists(one.expression, one.variable, one.result, task.at)


def _by_each(task: Task) -> Derivations:
    if task.path:
        return tuple(differentiate(task.function, name) for name, _ in task.path)
    if isinstance(task.function, Relation):
        function = answers.difference(task.function)
        names = (*task.with_respect_to, task.dependent_variable)
        return tuple(differentiate(function, name) for name in names)
    if isinstance(task.function, Vector):
        return _of_each(task)
    return tuple(differentiate(task.function, name) for name in task.with_respect_to)


def _of_each(task: Task) -> Derivations:
    """Row by row of a Jacobian; the coordinates of a path."""
    return tuple(
        differentiate(one, name) for one in task.function.children for name in task.with_respect_to
    )


def _in_sequence(task: Task) -> Derivations:
    found: list[Derivation] = []
    current = task.function
    for name in task.sequence:
        found.append(differentiate(current, name))
        current = found[-1].result
    return tuple(found)


def _twice(task: Task) -> Derivations:
    found: list[Derivation] = []
    for name in task.with_respect_to:
        first = differentiate(task.function, name)
        found.append(first)
        found += [differentiate(first.result, other) for other in task.with_respect_to]
    return tuple(found)


def _none(_task: Task) -> Derivations:
    return ()


_DERIVATIONS: Final[dict[str, Callable[[Task], Derivations]]] = {
    "derivative": _in_sequence,
    "partial": _in_sequence,
    "hessian": _twice,
    "finite_difference": _none,
}
