"""Factored: a product of factors that cannot be split over the rationals.

x(x + 1), -2(x - 1)^2 and x^2 - 2 are factored; x^2 - 1 and 2x + 2 are not, nor is a sum of
fractions. It does not matter where a sign stands, nor a number that is not a common factor.
Numerator and denominator are looked at both; what stands inside functions, roots and exponents is
left alone.
"""

from questions.maths.algebra.node import Node
from questions.maths.algebra.nodes import Arena
from questions.maths.evaluation import rational_value
from questions.maths.expression import (
    Expression,
    Negation,
    Power,
    Product,
    Quotient,
    Sum,
    symbols,
)
from questions.maths.forms.fault import Fault, fault
from questions.maths.forms.polynomials import Family, content, family


def not_factored(tree: Expression) -> Fault | None:
    """The first factor that can be split."""
    arena = Arena()
    for factor in _factors(tree):
        remark = _splits(arena, arena.node(factor)) if symbols(factor) else None
        if remark:
            return fault(factor, remark)
    return None


def _factors(tree: Expression) -> list[Expression]:
    """The sums that the tree is a product of; what is no sum is a factor as it stands."""
    match tree:
        case Sum():
            return [tree]
        case Negation(operand=operand):
            return _factors(operand)
        case Product(factors=factors):
            return [one for factor in factors for one in _factors(factor)]
        case Quotient(numerator=over, denominator=under):
            return [*_factors(over), *_factors(under)]
        case Power(base=base, exponent=exponent):
            power = rational_value(exponent)
            return _factors(base) if power is not None and power.denominator == 1 else []
    return []


def _splits(arena: Arena, node: Node) -> str | None:
    found = family(arena, (node,))
    (polynomial,) = found.polynomials
    if polynomial.is_zero():
        return None
    if found.has_fraction:
        return "is a sum of fractions, not a product"
    if _has_common_monomial(found):
        return "has a common factor that can be taken out"
    shared = content(polynomial).numerator
    if shared > 1:
        return f"has the common factor {shared}, which can be taken out"
    _, factors = polynomial.factor()
    if sum(int(times) for _, times in factors) > 1:
        return "can be factored further"
    return None


def _has_common_monomial(found: Family) -> bool:
    """Whether some generator has positive exponents in every term, or negative ones."""
    (polynomial,), (common,) = found.polynomials, found.common
    for kernel, step, degree in zip(found.kernels, found.steps, polynomial.degrees(), strict=False):
        low = common[kernel]
        if low * (low + int(degree) * step) > 0:
            return True
    return False
