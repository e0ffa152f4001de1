"""The steps of a derivation: which rule, on what, with what result."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from questions.maths.expression import Call, Expression

RULES: Final[dict[str, str]] = {
    "constant": "Constant rule",
    "variable": "Derivative of the variable",
    "sum": "Sum rule",
    "constant-multiple": "Constant multiple rule",
    "product": "Product rule",
    "quotient": "Quotient rule",
    "reciprocal": "Reciprocal rule",
    "power": "Power rule",
    "general-power": "Logarithmic differentiation",
    "exponential": "Exponential rule",
    "logarithm": "Logarithm rule",
    "trigonometric": "Trigonometric rule",
    "inverse-trigonometric": "Inverse trigonometric rule",
    "hyperbolic": "Hyperbolic rule",
    "inverse-hyperbolic": "Inverse hyperbolic rule",
    "absolute-value": "Absolute value rule",
    "activation": "Activation function rule",
    "error-function": "Error function rule",
    "piecewise-constant": "Piecewise constant rule",
    "two-argument-arctangent": "Two-argument arctangent rule",
    "maximum": "Maximum rule",
    "piecewise": "Piecewise rule",
    "chain": "Chain rule",
}
"""The human name of every rule that a step can carry."""

Parts = tuple[tuple[str, Expression], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One application of a rule of `RULES` to `expression`, by `variable`.

    `parts` names what the rule's formula speaks of (u, v, n, ...), `children` are the steps whose
    results it uses. A chain step has two: the outer function of a fresh symbol (its `variable`),
    and the inner function, which is also `inner`.
    """

    rule: str
    expression: Expression
    variable: str
    result: Expression
    inner: Expression | None = None
    children: "tuple[Step, ...]" = ()
    parts: Parts = ()

    def __hash__(self) -> int:
        # What is equal has the same expression, which keeps its hash: no step below is asked.
        return hash((self.rule, self.expression, self.variable))

    @property
    def function(self) -> str | None:
        """The name of the function where the expression is a call of one."""
        return self.expression.name if isinstance(self.expression, Call) else None


@dataclass(frozen=True, slots=True)
class Derivation:
    """How `expression` was differentiated by `variable`: the root step and the tidy result."""

    expression: Expression
    variable: str
    steps: Step
    result: Expression

    def __hash__(self) -> int:
        return hash((self.expression, self.variable))


def walk(step: Step) -> Iterator[Step]:
    """Every step, parents before children."""
    yield step
    for child in step.children:
        yield from walk(child)
