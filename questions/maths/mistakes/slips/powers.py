"""Slips with powers and roots."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, product

from questions.maths.differentiation.shapes import Powered, as_exponential, as_power, product_of
from questions.maths.differentiation.tidying import ONE, rational, tidy
from questions.maths.expression import (
    Call,
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
from questions.maths.mistakes.slips.sorts import of


@of(Power, Call, Quotient)
def term_by_term(node: Expression) -> Iterator[Expression]:
    r"""(a + b)^n as a^n + b^n, and \sqrt{a + b} as \sqrt a + \sqrt b, whatever the signs become.

    Also a^2 + ab + b^2, where the middle term was not doubled.
    """
    found = as_power(node)
    if found is None or not isinstance(found.base, Sum):
        return
    exponent = rational(found.exponent)
    if exponent is None or exponent == 1 or exponent < 0:
        return
    yield Sum(tuple(_raised(term, exponent) for term in found.base.terms))
    if any(isinstance(term, Negation) for term in found.base.terms):
        yield Sum(tuple(_raised_keeping_sign(term, exponent) for term in found.base.terms))
    if exponent == 2 and len(found.base.terms) == 2:
        squares = tuple(_raised(term, exponent) for term in found.base.terms)
        yield Sum((*squares, Product(found.base.terms)))


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
    """x^a x^b as x^(ab); where it stands as x^(a+b) already, this one."""
    exponent = node.exponent if isinstance(node, Power) and not symbols(node.base) else ONE
    if isinstance(exponent, Sum) and all(isinstance(term, Symbol) for term in exponent.terms):
        yield Power(node.children[0], Product(exponent.terms))
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
    """(x^a)^b as x^(a+b), and as x^(a^b)."""
    found = as_power(node)
    inner = None if found is None else as_power(found.base)
    if found is not None and inner is not None:
        yield Power(inner.base, Sum((inner.exponent, found.exponent)))
        yield Power(inner.base, Power(inner.exponent, found.exponent))


def exponents_divided(node: Expression) -> Iterator[Expression]:
    """x^a/x^b as x^(a/b), as x^(b-a), as 1, or as x^a."""
    for above, below, rest in _cancelling_pairs(node):
        base = above.base
        for exponent in (
            Quotient(above.exponent, below),
            Sum((below, Negation(above.exponent))),
            number(0),
            above.exponent,
        ):
            yield product_of((*rest, Power(base, exponent)))


def _cancelling_pairs(
    node: Expression,
) -> Iterator[tuple[Powered, Expression, tuple[Expression, ...]]]:
    """A power, the exponent of the same base below the line, and all other factors."""
    for left, right, rest in _pairs_of_powers(node):
        for above, below in ((left, right), (right, left)):
            if (rational(below.exponent) or 0) < 0:
                yield above, Negation(below.exponent), rest
    if isinstance(node, Quotient):
        upper, lower = _factors_of(node.numerator), _factors_of(node.denominator)
        for (i, one), (j, other) in product(enumerate(upper), enumerate(lower)):
            power, under = _as_factor(one), _as_factor(other)
            if power is not None and under is not None and power.base == under.base:
                kept = tuple(each for at, each in enumerate(upper) if at != i)
                left_over = tuple(each for at, each in enumerate(lower) if at != j)
                over = tuple(Power(each, number(-1)) for each in left_over)
                yield power, under.exponent, (*kept, *over)


def _factors_of(tree: Expression) -> tuple[Expression, ...]:
    return tree.factors if isinstance(tree, Product) else (tree,)


@of(Power, Call, Quotient)
def factor_left_out_of_power(node: Expression) -> Iterator[Expression]:
    """(c x)^n as c x^n, and (c x + d)^2 as c x^2 + 2 c d x + d^2."""
    found = as_power(node)
    if found is None:
        return
    match found.base:
        case Sum(terms=(first, second)) if rational(found.exponent) == 2:
            middle = Product((number(2), first, second))
            for term, other in ((first, second), (second, first)):
                for square in factor_left_out_of_power(Power(_size(term), number(2))):
                    yield Sum((square, middle, Power(other, number(2))))
        case Product(factors=(Number() as factor, *rest)):
            yield Product((factor, Power(product_of(tuple(rest)), found.exponent)))
        case Quotient(numerator=above, denominator=Number() as below):
            yield Quotient(Power(above, found.exponent), below)


def _size(term: Expression) -> Expression:
    """A term without its minus, which its square has not."""
    return term.operand if isinstance(term, Negation) else term


@of(Product)
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


@of(Power, Call, Quotient)
def negative_exponent_as_sign(node: Expression) -> Iterator[Expression]:
    """x^(-n) as -x^n, and as x^n; e^(-2x) as -e^(2x), and as e^(2x)."""
    found = as_power(node)
    power = as_exponential(node) if found is None else (found.base, found.exponent)
    if power is None:
        return
    base, exponent = power
    turned = _without_minus(exponent)
    if turned is not None:
        yield Negation(Power(base, turned))
        yield Power(base, turned)


def _without_minus(exponent: Expression) -> Expression | None:
    value = rational(exponent)
    if value is not None:
        return number(-value) if value < 0 else None
    match exponent:
        case Negation(operand=operand):
            return operand
        case Product(factors=(first, *rest)):
            lead = _without_minus(first)
            return None if lead is None else tidy(Product((lead, *rest)))
    return None


@of(Power, Call, Quotient)
def root_misread(node: Expression) -> Iterator[Expression]:
    r"""A root with another exponent: turned over, negative, or the degree itself.

    Of \sqrt[n]{x^m} the exponent as a whole is turned over, n/m.
    """
    found = as_power(node)
    if found is None:
        return
    value = rational(found.exponent)
    if value is None or value.denominator == 1:
        return
    for wrong in (1 / value, -value, -1 / value):
        yield Power(found.base, number(wrong))
    below = found.base if isinstance(found.base, Power) else None
    power = rational(below.exponent) if below is not None else None
    if below is not None and power and (power * value).denominator != 1:
        yield Power(below.base, number(1 / (power * value)))


@of(Power, Call, Quotient)
def exponent_as_factor(node: Expression) -> Iterator[Expression]:
    """x^n as n x, where it is not x itself."""
    found = as_power(node)
    if found is not None and isinstance(found.base, Symbol | Sum):
        value = rational(found.exponent)
        if value is not None and value.denominator == 1 and value > 1:
            yield Product((found.exponent, found.base))
