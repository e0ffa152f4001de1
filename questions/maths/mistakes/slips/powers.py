"""Slips with powers and roots."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from questions.maths.differentiation.shapes import Powered, as_power, product_of
from questions.maths.differentiation.tidying import ONE, rational
from questions.maths.expression import (
    Expression,
    Negation,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    number,
    symbols,
)


def term_by_term(node: Expression) -> Iterator[Expression]:
    r"""(a + b)^n as a^n + b^n, and \sqrt{a + b} as \sqrt a + \sqrt b, whatever the signs become."""
    found = as_power(node)
    if found is None or not isinstance(found.base, Sum):
        return
    exponent = rational(found.exponent)
    if exponent is None or exponent == 1 or exponent < 0:
        return
    yield Sum(tuple(_raised(term, exponent) for term in found.base.terms))
    if any(isinstance(term, Negation) for term in found.base.terms):
        yield Sum(tuple(_raised_keeping_sign(term, exponent) for term in found.base.terms))


def _raised(term: Expression, exponent: Fraction) -> Expression:
    inner = as_power(term)
    if inner is not None:
        value = rational(inner.exponent)
        if value is not None:
            return Power(inner.base, number(value * exponent))
    if isinstance(term, Product):
        return Product(tuple(_raised(factor, exponent) for factor in term.factors))
    return Power(term, number(exponent))


def _raised_keeping_sign(term: Expression, exponent: Fraction) -> Expression:
    if isinstance(term, Negation):
        return Negation(_raised(term.operand, exponent))
    return _raised(term, exponent)


def exponents_multiplied(node: Expression) -> Iterator[Expression]:
    """x^a x^b as x^(ab)."""
    for left, right, rest in _pairs_of_powers(node):
        if ONE not in (left.exponent, right.exponent):
            yield product_of((*rest, Power(left.base, Product((left.exponent, right.exponent)))))


def _pairs_of_powers(
    node: Expression,
) -> Iterator[tuple[Powered, Powered, tuple[Expression, ...]]]:
    """Two factors with the same base, and the others."""
    if not isinstance(node, Product):
        return
    powers = [_as_factor(factor) for factor in node.factors]
    for (i, left), (j, right) in combinations(enumerate(powers), 2):
        if left is not None and right is not None and left.base == right.base:
            rest = tuple(one for k, one in enumerate(node.factors) if k not in {i, j})
            yield left, right, rest


def _as_factor(tree: Expression) -> Powered | None:
    """Powers, and trees with symbols as first powers."""
    found = as_power(tree)
    return found or (Powered(tree, ONE) if symbols(tree) else None)


def exponents_added(node: Expression) -> Iterator[Expression]:
    """(x^a)^b as x^(a+b)."""
    found = as_power(node)
    inner = None if found is None else as_power(found.base)
    if found is not None and inner is not None:
        yield Power(inner.base, Sum((inner.exponent, found.exponent)))


def exponents_divided(node: Expression) -> Iterator[Expression]:
    """x^a/x^b as x^(a/b), or subtracted the other way round."""
    if not isinstance(node, Quotient):
        return
    above, below = _as_factor(node.numerator), _as_factor(node.denominator)
    if above is None or below is None or above.base != below.base:
        return
    yield Power(above.base, Quotient(above.exponent, below.exponent))
    yield Power(above.base, Sum((below.exponent, Negation(above.exponent))))


def factor_left_out_of_power(node: Expression) -> Iterator[Expression]:
    """(c x)^n as c x^n."""
    found = as_power(node)
    if found is None or not isinstance(found.base, Product):
        return
    factors = found.base.factors
    if isinstance(factors[0], Number):
        yield Product((factors[0], Power(product_of(factors[1:]), found.exponent)))


def factor_into_power(node: Expression) -> Iterator[Expression]:
    """c x^n as (c x)^n."""
    if not isinstance(node, Product) or not isinstance(node.factors[0], Number):
        return
    factor = node.factors[0]
    for index, other in enumerate(node.factors[1:], 1):
        found = as_power(other)
        if found is None:
            continue
        rest = tuple(one for at, one in enumerate(node.factors) if at not in {0, index})
        base = Product((factor, found.base))
        yield product_of((*rest, Power(base, found.exponent)))


def negative_exponent_as_sign(node: Expression) -> Iterator[Expression]:
    """x^(-n) as -x^n, and as x^n."""
    found = as_power(node)
    if found is None:
        return
    value = rational(found.exponent)
    if value is not None and value < 0:
        yield Negation(Power(found.base, number(-value)))
        yield Power(found.base, number(-value))


def root_misread(node: Expression) -> Iterator[Expression]:
    """A root with another exponent: turned over, negative, or the degree itself."""
    found = as_power(node)
    if found is None:
        return
    value = rational(found.exponent)
    if value is None or value.denominator == 1:
        return
    for wrong in (1 / value, -value, -1 / value):
        yield Power(found.base, number(wrong))


def exponent_as_factor(node: Expression) -> Iterator[Expression]:
    """x^n as n x, where it is not x itself."""
    found = as_power(node)
    if found is not None and isinstance(found.base, Symbol | Sum):
        value = rational(found.exponent)
        if value is not None and value.denominator == 1 and value > 1:
            yield Product((found.exponent, found.base))
