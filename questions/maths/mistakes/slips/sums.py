"""Slips with brackets, signs and terms."""

from collections.abc import Iterator
from itertools import combinations

from questions.maths.differentiation.shapes import product_of
from questions.maths.differentiation.tidying import multiplied_out, tidy
from questions.maths.differentiation.tidying.collecting import term_of
from questions.maths.differentiation.tidying.layout import written
from questions.maths.differentiation.tidying.terms import Term, rational
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
from questions.maths.mistakes.slips.sorts import of


@of(Product)
def bracket_lost(node: Expression) -> Iterator[Expression]:
    """c(a + b) as ca + b, and (a + b)c as a + bc."""
    if not isinstance(node, Product):
        return
    for index, factor in enumerate(node.factors):
        if isinstance(factor, Sum):
            others = (*node.factors[:index], *node.factors[index + 1 :])
            yield Sum((Product((*others, factor.terms[0])), *factor.terms[1:]))
            yield Sum((*factor.terms[:-1], Product((*others, factor.terms[-1]))))


@of(Product)
def brackets_termwise(node: Expression) -> Iterator[Expression]:
    """(a + b)(c + d) as ac + bd."""
    if not isinstance(node, Product):
        return
    sums = [(at, one) for at, one in enumerate(node.factors) if isinstance(one, Sum)]
    for (i, left), (j, right) in combinations(sums, 2):
        if len(left.terms) == len(right.terms):
            pairs = zip(left.terms, right.terms, strict=True)
            rest = tuple(one for at, one in enumerate(node.factors) if at not in {i, j})
            yield product_of((*rest, Sum(tuple(Product(pair) for pair in pairs))))


@of(Negation)
def minus_to_first_only(node: Expression) -> Iterator[Expression]:
    """-(a + b) as -a + b, and -(a + b)/c as (-a + b)/c; products are multiplied out first."""
    if not isinstance(node, Negation):
        return
    line = node.operand
    above = line.numerator if isinstance(line, Quotient) else line
    opened = multiplied_out(tidy(above))
    if isinstance(opened, Sum):
        wrong = Sum((Negation(opened.terms[0]), *opened.terms[1:]))
        yield Quotient(wrong, line.denominator) if isinstance(line, Quotient) else wrong


@of(Sum)
def unlike_terms_added(node: Expression) -> Iterator[Expression]:
    """a x^m + b x^n as one term: with the larger exponent, with the smaller, with the sum."""
    if not isinstance(node, Sum):
        return
    terms = [term_of(term) for term in node.terms]
    for i, j in combinations(range(len(terms)), 2):
        if terms[i].powers == terms[j].powers or any(len(terms[k].powers) > 1 for k in (i, j)):
            continue
        rest = tuple(one for at, one in enumerate(node.terms) if at not in {i, j})
        for one in _as_one(terms[i], terms[j]):
            yield one if not rest else Sum((one, *rest))


def _as_one(left: Term, right: Term) -> Iterator[Expression]:
    bases = {base for term in (left, right) for base, _ in term.powers}
    if len(bases) != 1 or not all(symbols(base) for base in bases):
        return
    (base,) = bases
    exponents = [rational(term.powers[0][1]) if term.powers else 0 for term in (left, right)]
    if None in exponents:
        return
    known = [one for one in exponents if one is not None]
    coefficient = number(left.coefficient + right.coefficient)
    for exponent in dict.fromkeys((max(known), min(known), sum(known))):
        power = written(Term(term_of(number(1)).coefficient, ((base, number(exponent)),)))
        yield product_of((coefficient, power))


def term_lost(node: Expression) -> Iterator[Expression]:
    """A sum inside a power, a product or a function without one of its terms."""
    if isinstance(node, Sum):
        return
    for index, child in enumerate(node.children):
        if isinstance(child, Sum):
            for at in range(len(child.terms)):
                rest = (*child.terms[:at], *child.terms[at + 1 :])
                whole = rest[0] if len(rest) == 1 else Sum(rest)
                children = (*node.children[:index], whole, *node.children[index + 1 :])
                yield node.with_children(children)


@of(Power, Product)
def target_dropped(node: Expression) -> Iterator[Expression]:
    """(p - y)^2 as p^2, or its derivative's factor p - y as p: the target is left out, a name that
    the prediction does not have or, in a square or from several names, a number.
    """
    found = node if isinstance(node, Power | Product) else None
    for index, child in enumerate(() if found is None else node.children):
        if not isinstance(child, Sum):
            continue
        for at, term in enumerate(child.terms):
            rest = (*child.terms[:at], *child.terms[at + 1 :])
            whole = rest[0] if len(rest) == 1 else Sum(rest)
            if _is_target(term, whole, node):
                children = (*node.children[:index], whole, *node.children[index + 1 :])
                yield node.with_children(children)


def _is_target(term: Expression, prediction: Expression, around: Expression) -> bool:
    if not isinstance(term, Negation):
        return False
    names = symbols(prediction)
    if isinstance(term.operand, Symbol):
        return term.operand.name not in names
    is_square = isinstance(around, Power) and rational(around.exponent) == 2
    return isinstance(term.operand, Number) and (len(names) > 1 or is_square)
