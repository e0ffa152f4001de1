"""What a step yields from the results of its children."""

from typing import Final

from questions.maths.differentiation.cases import derivative
from questions.maths.differentiation.formulas import FORMULAS, filled
from questions.maths.differentiation.steps import Step
from questions.maths.differentiation.tidying import tidy
from questions.maths.expression import (
    Expression,
    Piecewise,
    Power,
    Product,
    Sum,
    size,
    substitute,
)

CHILD_NAMES: Final[dict[str, tuple[str, ...]]] = {
    "constant-multiple": ("du",),
    "product": ("du", "dv"),
    "quotient": ("du", "dv"),
    "reciprocal": ("dv",),
    "general-power": ("du", "dv"),
    "two-argument-arctangent": ("du", "dv"),
    "maximum": ("du", "dv"),
}
"""What a rule's formula calls the derivatives that its children found."""


def formula_of(step: Step) -> str:
    """The text of the right formula: by rule, and by function where the rule has many."""
    if step.rule in FORMULAS:
        return FORMULAS[step.rule]
    return FORMULAS[step.function or ""]


def result_of(step: Step, children: tuple[Expression, ...]) -> Expression:
    """The tidy derivative that the step's rule makes of its children's results."""
    if step.rule == "sum":
        return tidy(Sum(children), children)
    if isinstance(step.expression, Piecewise) and step.rule == "piecewise":
        return derivative(step.expression, children, step.variable)
    if step.rule == "chain":
        outer = outer_at(step, children[0], step.parts[0][1])
        return tidy(Product((outer, children[1])), children)
    values = dict(step.parts)
    values.update(zip(CHILD_NAMES.get(step.rule, ()), children, strict=True))
    if step.rule == "general-power":
        return _of_power(values, children)
    if step.rule == "product" and step.children[1].rule == "product":
        return _of_factors(values, children)
    return tidy(filled(formula_of(step), values), children)


def _of_power(values: dict[str, Expression], children: tuple[Expression, ...]) -> Expression:
    """u^v times the derivative of v ln u, put together only where that is shorter."""
    whole = tidy(filled(FORMULAS["general-power"], values), children)
    slope = tidy(filled("dv*ln(u)+v*du/u", values), children)
    apart = Product((tidy(Power(values["u"], values["v"])), slope))
    return apart if isinstance(slope, Sum) and size(apart) <= size(whole) else whole


def _of_factors(values: dict[str, Expression], children: tuple[Expression, ...]) -> Expression:
    """A product of three factors or more: one term for each, not bracketed two and two."""
    left, inner = values["u"], values["dv"]
    terms = inner.terms if isinstance(inner, Sum) else (inner,)
    first = Product((values["du"], values["v"]))
    return tidy(Sum((first, *(Product((left, one)) for one in terms))), children)


def rough_result_of(step: Step, children: tuple[Expression, ...]) -> Expression:
    """The same as the rule writes it, not tidy."""
    if step.rule == "sum":
        return Sum(children)
    if isinstance(step.expression, Piecewise) and step.rule == "piecewise":
        return derivative(step.expression, children, step.variable)
    if step.rule == "chain":
        return Product((outer_at(step, children[0], step.parts[0][1]), children[1]))
    values = dict(step.parts)
    values.update(zip(CHILD_NAMES.get(step.rule, ()), children, strict=True))
    return filled(formula_of(step), values)


def outer_at(step: Step, outer: Expression, argument: Expression) -> Expression:
    """A function of a chain step's fresh symbol, taken at an argument."""
    return substitute(outer, {step.children[0].variable: argument})
