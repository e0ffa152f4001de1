"""Slips with fractions."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, product

from questions.maths.differentiation.shapes import as_power
from questions.maths.differentiation.tidying import ONE, ZERO, rational, tidy
from questions.maths.differentiation.tidying.collecting import raised, term_of, times
from questions.maths.differentiation.tidying.layout import written
from questions.maths.differentiation.tidying.terms import Term
from questions.maths.expression import (
    Call,
    Expression,
    Negation,
    Power,
    Product,
    Quotient,
    Sum,
    number,
    symbols,
)
from questions.maths.mistakes.slips.sorts import of


@of(Power, Call, Quotient)
def split_below(node: Expression) -> Iterator[Expression]:
    """c/(a + b) as c/a + c/b."""
    if isinstance(node, Quotient) and isinstance(node.denominator, Sum):
        yield Sum(tuple(Quotient(node.numerator, term) for term in node.denominator.terms))
        return
    found = as_power(node)
    if found is not None and isinstance(found.base, Sum) and (rational(found.exponent) or 0) < 0:
        yield Sum(tuple(Power(term, found.exponent) for term in found.base.terms))


@of(Quotient)
def cancelled_in_one_term(node: Expression) -> Iterator[Expression]:
    """(ab + c)/(ad) as (b + c)/d: a factor struck out of one term of the numerator.

    Out of (ab + c)/(ad + e) it is struck out of one term above and one below.
    """
    if not isinstance(node, Quotient) or not isinstance(node.numerator, Sum):
        return
    terms = node.numerator.terms
    if isinstance(node.denominator, Sum):
        yield from _cancelled_between(terms, node.denominator.terms)
    for factor, rest in _factors(term_of(tidy(node.denominator))):
        for index, term in enumerate(terms):
            share = times(term_of(tidy(term)), raised(term_of(factor), -1))
            if _below_line(share) or share.coefficient.denominator > 1:
                continue
            others = (*terms[:index], *terms[index + 1 :])
            yield Quotient(Sum((written(share), *others)), rest)
            yield Quotient(Sum(others) if len(others) > 1 else others[0], rest)


def _cancelled_between(
    above: tuple[Expression, ...], below: tuple[Expression, ...]
) -> Iterator[Expression]:
    """A power that one term above the line and one below have, struck out of these two."""
    for (i, upper), (j, lower) in product(enumerate(above), enumerate(below)):
        over, under = term_of(tidy(upper)), term_of(tidy(lower))
        for base, exponent in over.powers:
            own, other = rational(exponent), rational(dict(under.powers).get(base, ZERO))
            if own is None or other is None or min(own, other) <= 0:
                continue
            struck = Term(Fraction(1), ((base, number(-min(own, other))),))
            top, bottom = (written(times(one, struck)) for one in (over, under))
            yield Quotient(
                Sum((*above[:i], top, *above[i + 1 :])), Sum((*below[:j], bottom, *below[j + 1 :]))
            )


def _below_line(term: Term) -> bool:
    return any((rational(exponent) or Fraction(0)) < 0 for _, exponent in term.powers)


def _factors(below: Term) -> Iterator[tuple[Expression, Expression]]:
    """What may be struck out of a denominator, each with what is left there."""
    for base, exponent in below.powers:
        value = rational(exponent)
        if value is None or value <= 0:
            continue
        for power in {value, Fraction(1)} if value.denominator == 1 else {value}:
            struck = Term(Fraction(1), ((base, number(power)),))
            yield written(struck), written(times(below, raised(struck, -1)))
    if below.coefficient != 1 and below.coefficient.denominator == 1:
        yield number(below.coefficient), written(Term(Fraction(1), below.powers))


@of(Quotient)
def struck_out(node: Expression) -> Iterator[Expression]:
    """(a + c)/(b + c) as a/b: an equal term struck out above and below."""
    if not isinstance(node, Quotient):
        return
    above, below = node.numerator, node.denominator
    if isinstance(above, Sum) and isinstance(below, Sum):
        for term in above.terms:
            if term in below.terms:
                yield Quotient(_without(above, term), _without(below, term))


def _without(tree: Sum, term: Expression) -> Expression:
    rest = tuple(one for one in tree.terms if one != term)
    return rest[0] if len(rest) == 1 else Sum(rest) if rest else ONE


@of(Sum)
def added_across(node: Expression) -> Iterator[Expression]:
    """a/b + c/d as (a + c)/(b + d)."""
    if not isinstance(node, Sum):
        return
    fractions = [(at, one) for at, one in enumerate(map(_as_fraction, node.terms)) if one]
    for (i, left), (j, right) in combinations(fractions, 2):
        if left[1] == right[1] or not (symbols(left[1]) or symbols(right[1])):
            continue
        whole = Quotient(Sum((left[0], right[0])), Sum((left[1], right[1])))
        rest = tuple(one for at, one in enumerate(node.terms) if at not in {i, j})
        yield Sum((whole, *rest)) if rest else whole


def _as_fraction(tree: Expression) -> tuple[Expression, Expression] | None:
    if isinstance(tree, Negation):
        inner = _as_fraction(tree.operand)
        return None if inner is None else (Negation(inner[0]), inner[1])
    if isinstance(tree, Quotient):
        return tree.numerator, tree.denominator
    return None


@of(Product, Quotient, Negation)
def coefficient_across_line(node: Expression) -> Iterator[Expression]:
    """c x^(-n) as 1/(c x^n), 1/(c x^n) as c x^(-n), and b/(c x^n) as bc x^(-n)."""
    term = term_of(node) if isinstance(node, Product | Quotient | Negation) else None
    if term is None or term.coefficient in {0, 1, -1} or not term.powers:
        return
    if not all((rational(exponent) or Fraction(1)) < 0 for _, exponent in term.powers):
        return
    size = abs(term.coefficient)
    yield written(Term(term.coefficient / size / size, term.powers))
    if 1 not in (size.numerator, size.denominator):
        yield written(Term(term.coefficient * size.denominator**2, term.powers))


@of(Quotient)
def denominator_under_one_term(node: Expression) -> Iterator[Expression]:
    """(a + b)/c as a + b/c, or a/c + b; -(a + b)/c as -a + b/c."""
    if not isinstance(node, Quotient):
        return
    above, below = node.numerator, node.denominator
    if isinstance(above, Sum):
        first, last = above.terms[:-1], above.terms[-1]
        yield Sum((*first, Quotient(last, below)))
        yield Sum((Quotient(above.terms[0], below), *above.terms[1:]))
    elif isinstance(above, Negation) and isinstance(above.operand, Sum):
        terms = above.operand.terms
        yield Sum((Negation(terms[0]), *terms[1:-1], Quotient(terms[-1], below)))
