"""Slips with the laws of functions."""

from collections.abc import Iterator
from itertools import product
from typing import Final

from questions.maths.differentiation.shapes import as_power, product_of
from questions.maths.differentiation.tidying import ONE
from questions.maths.expression import (
    HYPERBOLIC,
    TRIGONOMETRIC,
    Call,
    Expression,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    symbols,
)
from questions.maths.mistakes.slips.sorts import of

CONFUSED: Final[dict[str, tuple[tuple[str | None, str], ...]]] = {
    "sec": ((None, "sin"),),
    "csc": ((None, "cos"),),
    "tan": (("cos", "sin"),),
    "cot": (("sin", "cos"), (None, "cos")),
}
"""What reciprocal functions are taken for: a function (or 1) over another."""


@of(Power, Call, Quotient)
def power_to_argument(node: Expression) -> Iterator[Expression]:
    """f(u)^n as f(u^n)."""
    found = as_power(node)
    if found is None or found.exponent == ONE or not isinstance(found.base, Call):
        return
    if isinstance(found.exponent, Number) and len(found.base.arguments) == 1:
        yield Call(found.base.name, (Power(found.base.arguments[0], found.exponent),))


@of(Call)
def factor_out_of_function(node: Expression) -> Iterator[Expression]:
    """f(c u) as c f(u)."""
    if not isinstance(node, Call) or node.name not in {*TRIGONOMETRIC, *HYPERBOLIC, "ln"}:
        return
    argument = node.arguments[0]
    if isinstance(argument, Product) and not symbols(argument.factors[0]):
        rest = product_of(argument.factors[1:])
        yield Product((argument.factors[0], Call(node.name, (rest,))))


def logarithms_misread(node: Expression) -> Iterator[Expression]:
    """ln(ab) as ln a ln b, ln(a/b) as ln a/ln b, ln(a + b) as ln a ln b; (ln a)^n as n ln a."""
    if isinstance(node, Call) and node.name == "ln":
        match node.arguments[0]:
            case Product(factors=factors):
                yield Product(tuple(Call("ln", (one,)) for one in factors))
            case Quotient(numerator=above, denominator=below):
                yield Quotient(Call("ln", (above,)), Call("ln", (below,)))
            case Sum(terms=terms):
                yield Product(tuple(Call("ln", (one,)) for one in terms))
    found = as_power(node)
    if found is not None and isinstance(found.base, Call) and found.base.name == "ln":
        yield Product((found.exponent, found.base))


@of(Call, Quotient)
def reciprocal_functions_confused(node: Expression) -> Iterator[Expression]:
    """sec as 1/sin, csc as 1/cos, tan and sin/cos as cos/sin, cot and cos/sin as sin/cos."""
    if isinstance(node, Quotient):
        for upper, lower in _turned_over(node):
            yield Quotient(upper, lower)
    if isinstance(node, Call):
        for above, below in CONFUSED.get(node.name, ()):
            top = ONE if above is None else Call(above, node.arguments)
            yield Quotient(top, Call(below, node.arguments))


def _turned_over(node: Quotient) -> Iterator[tuple[Expression, Expression]]:
    """A quotient with sine and cosine of one argument, one above and one below, exchanged."""
    upper, lower = _factors(node.numerator), _factors(node.denominator)
    for (i, one), (j, other) in product(enumerate(upper), enumerate(lower)):
        if not isinstance(one, Call) or not isinstance(other, Call):
            continue
        if {one.name, other.name} == {"sin", "cos"} and one.arguments == other.arguments:
            above = product_of((*upper[:i], other, *upper[i + 1 :]))
            yield above, product_of((*lower[:j], one, *lower[j + 1 :]))


def _factors(tree: Expression) -> tuple[Expression, ...]:
    return tree.factors if isinstance(tree, Product) else (tree,)
