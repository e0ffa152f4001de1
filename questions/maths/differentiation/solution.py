"""The key of a task, with its derivations."""

from dataclasses import dataclass

from questions.maths.differentiation.rules import derive
from questions.maths.differentiation.steps import Derivation
from questions.maths.expression import Expression, Vector
from questions.maths.task import Task


@dataclass(frozen=True, slots=True)
class Solution:
    """What is right for a task.

    One derivation a component for a gradient; for a derivative of higher order or a mixed partial,
    one a time that is differentiated, in order.
    """

    key: Expression
    derivations: tuple[Derivation, ...]


def differentiate(expression: Expression, variable: str) -> Derivation:
    """The derivative of a scalar tree by one variable, every other symbol held constant.

    The result is tidy and equal to the derivative wherever that is defined; at isolated points and
    at the edges of the domain it may be defined where the function is not differentiable. Raises
    UnsupportedError for vectors, factorials and functions without a rule, LimitError beyond the
    sizes of rules.py.
    """
    root = derive(expression, variable)
    return Derivation(expression, variable, root, root.result)


def solve(task: Task) -> Solution:
    """The key and the derivations. Raises as `differentiate` does."""
    if task.ask == "gradient":
        parts = tuple(differentiate(task.function, name) for name in task.with_respect_to)
        return Solution(Vector(tuple(part.result for part in parts)), parts)
    derivations: list[Derivation] = []
    current = task.function
    for name in task.sequence:
        derivations.append(differentiate(current, name))
        current = derivations[-1].result
    return Solution(current, tuple(derivations))
