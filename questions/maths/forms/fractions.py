"""A single fraction: one fraction bar at most, and no sum outside it.

Negative powers count as fractions. x/2 + 1/3 is a sum of two, (1/2)x and x + 1 are single, and
what stands inside functions and exponents is left alone.
"""

from collections.abc import Iterator

from questions.maths.expression import Call, Expression, Power, Quotient, Sum
from questions.maths.forms.fault import Fault, fault
from questions.maths.forms.unwanted import is_negative


def not_single_fraction(tree: Expression) -> Fault | None:
    """A sum with a fraction in it, a fraction in a fraction, or a second factor that is one."""
    for part in _outside_functions(tree):
        if isinstance(part, Sum) and any(_has_fraction(term) for term in part.terms):
            return fault(part, "can be brought over one denominator")
        inside = any(_has_fraction(child) for child in part.children)
        if _is_fraction(part) and inside:
            return fault(part, "has a fraction inside a fraction")
    fractions = [part for part in _outside_functions(tree) if _is_fraction(part)]
    if len(fractions) > 1:
        return fault(fractions[1], "is a second fraction: write the product as one")
    return None


def _is_fraction(tree: Expression) -> bool:
    return isinstance(tree, Quotient) or (isinstance(tree, Power) and is_negative(tree.exponent))


def _has_fraction(tree: Expression) -> bool:
    return any(_is_fraction(part) for part in _outside_functions(tree))


def _outside_functions(tree: Expression) -> Iterator[Expression]:
    """The nodes that are no part of a function's argument or of an exponent."""
    yield tree
    if isinstance(tree, Call):
        return
    for child in (tree.base,) if isinstance(tree, Power) else tree.children:
        yield from _outside_functions(child)
