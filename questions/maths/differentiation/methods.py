"""Before differentiating: what a teacher rewrites first, and where logarithms are taken."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from questions.maths.differentiation.shapes import as_power
from questions.maths.differentiation.tidying import expanded_by_powers, rational, tidy
from questions.maths.differentiation.tidying.collecting import term_of
from questions.maths.differentiation.tidying.terms import ONE, Term
from questions.maths.expression import (
    Call,
    Expression,
    Negation,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    size,
    symbols,
)

LEAST_FACTORS: Final = 3
LEAST_GAIN: Final = 2
"""So many nodes must go before it is worth saying that a function was simplified first."""


@dataclass(frozen=True, slots=True)
class Rewriting:
    """The same function in a form that is quicker to differentiate, and why."""

    function: Expression
    sentence: str


def rewriting(function: Expression, variable: str) -> Rewriting | None:
    """What a teacher would write first: powers multiplied out, ln of a root, equal factors.

    Equal to the function wherever that has a value.
    """
    for sentence, change in _CHANGES:
        changed = _in_terms(function, lambda term, c=change: c(term, variable))  # type: ignore[misc]
        if changed != function:
            return Rewriting(changed, sentence)
    simpler = tidy(function)
    if size(simpler) + LEAST_GAIN <= size(function) and variable in symbols(simpler):
        return Rewriting(simpler, "Simplify first: a shorter function has fewer steps.")
    return None


_Change = Callable[[Expression, str], Expression]


def _in_terms(tree: Expression, change: Callable[[Expression], Expression]) -> Expression:
    """The change made to every term of a sum."""
    if isinstance(tree, Sum | Negation):
        children = tuple(_in_terms(one, change) for one in tree.children)
        whole = tree.with_children(children)
        return tree if whole == tree else tidy(whole)
    return change(tree)


def _divided(tree: Expression, variable: str) -> Expression:
    """A sum of powers over a power, term by term."""
    if not isinstance(tree, Quotient) or variable not in symbols(tree.denominator):
        return tree
    return _by_powers(tree, variable)


def _multiplied(tree: Expression, variable: str) -> Expression:
    """A power times a sum of powers, multiplied out."""
    return _by_powers(tree, variable) if isinstance(tree, Product) else tree


def _by_powers(tree: Expression, variable: str) -> Expression:
    found = expanded_by_powers(tree, variable)
    return tree if found is None else found


def _logarithm(tree: Expression, variable: str) -> Expression:
    """ln of a root or of an odd power, with the exponent in front."""
    if not isinstance(tree, Call) or tree.name != "ln":
        return tree
    powered = as_power(tree.arguments[0])
    value = None if powered is None else rational(powered.exponent)
    if powered is None or value is None or value.numerator % 2 == 0:
        return tree
    if variable not in symbols(powered.base):
        return tree
    return tidy(Product((powered.exponent, Call("ln", (powered.base,)))))


_CHANGES: Final[tuple[tuple[str, _Change], ...]] = (
    ("Divide every term by the denominator first: then only powers are left.", _divided),
    ("Multiply out first: then only powers are left.", _multiplied),
    ("Take the exponent in front of the logarithm first.", _logarithm),
)


def takes_logarithms(function: Expression, variable: str) -> bool:
    """Whether a teacher would: a quotient or a product of many powers of sums."""
    if not isinstance(function, Quotient | Product):
        return False
    powers = [one for one in term_of(tidy(function)).powers if variable in symbols(one[0])]
    sums = [one for one in powers if isinstance(one[0], Sum)]
    special = any(exponent != ONE for _, exponent in sums)
    plain = all(isinstance(base, Sum | Symbol) and rational(n) for base, n in powers)
    return len(powers) >= LEAST_FACTORS and len(sums) >= 2 and special and plain


def logarithms(function: Expression, variable: str) -> tuple[tuple[Expression, Expression], ...]:
    """The factors as (base, exponent), so that ln|f| is the sum of exponent times ln|base|.

    Factors without the variable are left out.
    """
    term: Term = term_of(tidy(function))
    return tuple(
        (base, exponent)
        for base, exponent in term.powers
        if variable in symbols(base) | symbols(exponent)
    )


def power_of(base: Expression, exponent: Expression) -> Expression:
    return base if exponent == ONE else Power(base, exponent)
