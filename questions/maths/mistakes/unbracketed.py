"""Brackets left out in one line: `1/1+x^2` written for 1/(1 + x²), `e^x+1` for e^(x + 1),
`x/2y` for x/(2y).

Found in the answer alone: no derivation is needed, and a number's answer will do.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice, product
from typing import Final

import numpy as np

from questions.maths.comparison import SAME, compare
from questions.maths.differentiation.shapes import product_of
from questions.maths.errors import MathsError
from questions.maths.evaluation.arrays import Evaluation
from questions.maths.expression import (
    Expression,
    Negation,
    Power,
    Product,
    Quotient,
    Sum,
    components,
    shape,
    symbols,
    walk,
)
from questions.maths.mistakes.asked import values_at
from questions.maths.mistakes.copying import Mended
from questions.maths.mistakes.explanation import ONE_FAULT, Explanation
from questions.maths.mistakes.places import Places
from questions.maths.mistakes.trees import nodes, values_of

RULE: Final = "brackets-left-out"
ABOVE: Final = "denominator-under-one-term"
"""Brackets above the line alone, which the search for mal-rules knows as a step that broke."""
MOST_TERMS: Final = 6
SOMEWHERE: Final = np.array([0.3718, 0.8134, 1.2907, 2.6183])
NEAR: Final = 1e-7
MOST: Final = 24
"""Bracketings that are tried of one component."""


def brackets_left_out(
    key: Expression,
    answer: Expression,
    names: tuple[str, ...],
    *,
    above: bool,
    numbers: bool = False,
) -> Explanation | None:
    """The answer is the key as soon as brackets are put into it; None where it is not.

    Brackets above a line alone count if `above`, and 1/2x as 1/(2x) if `numbers`: this may as well
    be meant as half of x.
    """
    numbers = numbers and _has_fraction_before_factors(answer)
    if shape(key) != shape(answer):
        return None
    if not _may_be_mended(key, answer, names, above=above, numbers=numbers):
        return None
    near = _mendings(key, answer, names, above=above, numbers=numbers)
    mended = []
    for right, found, every in near:
        one = next((one for one in found if _is_equal(right, one.tree, every)), None)
        if one is None:
            return None
        if one.mal_rule:
            mended.append((one.mal_rule, one.step))
    if not mended:
        return None
    rules = {rule for rule, _ in mended}
    rule = ABOVE if rules == {ABOVE} else RULE
    return Explanation((rule,), "; ".join(step for _, step in mended), ONE_FAULT, answer)


def _has_fraction_before_factors(answer: Expression) -> bool:
    """Whether something such as 1/2x stands in it: else `numbers` changes nothing."""
    return any(
        isinstance(node, Product) and any(map(_is_fraction, node.factors[:-1]))
        for node in walk(answer)
    )


def _is_fraction(factor: Expression) -> bool:
    return isinstance(factor.operand if isinstance(factor, Negation) else factor, Quotient)


@lru_cache(maxsize=64)
def _may_be_mended(
    key: Expression, answer: Expression, names: tuple[str, ...], *, above: bool, numbers: bool
) -> bool:
    """Whether brackets give the key as far as floats can tell: what two searches ask in turn."""
    return bool(_mendings(key, answer, names, above=above, numbers=numbers))


def _mendings(
    key: Expression, answer: Expression, names: tuple[str, ...], *, above: bool, numbers: bool
) -> list[tuple[Expression, list[Mended], tuple[str, ...]]]:
    """Of every component what it should be, its bracketings that have these values, and all names;
    nothing where one of them has none.
    """
    bracketed = [_ways(written, above=above, numbers=numbers) for written in components(answer)]
    if not any(bracketed):
        return []
    near = []
    for right, written, ways in zip(components(key), components(answer), bracketed, strict=True):
        every = tuple(dict.fromkeys((*names, *sorted(symbols(right) | symbols(written)))))
        as_it_is = Mended("", next(nodes(written)), written)
        found = _near(right, (as_it_is, *ways), every)
        if not found:
            return []
        near.append((right, found, every))
    return near


def _ways(written: Expression, *, above: bool, numbers: bool) -> tuple[Mended, ...]:
    found = bracketings(written, numbers=numbers)
    return tuple(islice((one for one in found if above or one.mal_rule == RULE), MOST))


def _near(key: Expression, ways: Sequence[Mended], names: tuple[str, ...]) -> list[Mended]:
    """Those that have the key's values at a few points, where it has any: almost always none."""
    at = _somewhere(names)
    try:
        right, made = values_at(key, at), values_of(ways, Evaluation(at), len(SOMEWHERE))
    except MathsError:
        return []
    with np.errstate(all="ignore"):
        near = np.abs(right - made) <= NEAR * np.maximum(1, np.abs(right))
    likely = np.nonzero((near | ~np.isfinite(right)).all(axis=1))[0]
    return [ways[row] for row in likely.tolist()]


def _is_equal(key: Expression, one: Expression, names: tuple[str, ...]) -> bool:
    return compare(key, one, variables=names).kind in SAME


@lru_cache(maxsize=64)
def _somewhere(names: tuple[str, ...]) -> Places:
    return Places({name: SOMEWHERE + place / 7 for place, name in enumerate(names)})


def bracketings(tree: Expression, *, numbers: bool) -> Iterator[Mended]:
    """The tree with one pair or two of brackets around neighbouring terms of a sum, or factors."""
    for place in nodes(tree, leaves=False):
        node = place.node
        if isinstance(node, Sum) and len(node.terms) <= MOST_TERMS:
            for rule, new in _gathered(node.terms, numbers=numbers):
                yield Mended(rule, place, new)
        if isinstance(node, Product):
            above = _gathered_above(node.factors)
            for new in (*above, *_gathered_below(node.factors, numbers=numbers)):
                yield Mended(RULE, place, new)


def _gathered_below(factors: tuple[Expression, ...], *, numbers: bool) -> Iterator[Expression]:
    """a/b*c*d as a/(b*c)*d and as a/(b*c*d)."""
    for at, factor in enumerate(factors):
        turned = isinstance(factor, Negation)
        line = factor.operand if isinstance(factor, Negation) else factor
        # A number is a coefficient: 2/3*x is two thirds of x.
        if not isinstance(line, Quotient) or not (numbers or symbols(line)):
            continue
        for end in range(at + 1, len(factors)):
            below = Product((line.denominator, *factors[at + 1 : end + 1]))
            inside: Expression = Quotient(line.numerator, below)
            inside = Negation(inside) if turned else inside
            rest = (*factors[:at], inside, *factors[end + 1 :])
            yield rest[0] if len(rest) == 1 else Product(rest)


def _gathered_above(factors: tuple[Expression, ...], *after: Expression) -> Iterator[Expression]:
    """a*b^c*d as a*b^(c*d), with the terms after it in the exponent as well."""
    for at, factor in enumerate(factors[:-1]):
        # Nobody means x^(2y) by x^2 y.
        if isinstance(factor, Power) and not symbols(factor.base):
            above = Product((factor.exponent, *factors[at + 1 :]))
            yield product_of((*factors[:at], Power(factor.base, _sum(above, *after))))


def _gathered(terms: tuple[Expression, ...], *, numbers: bool) -> Iterator[tuple[str, Expression]]:
    """a + b/c + d as (a + b)/(c + d) and so on; a + b^c + d as a + b^(c + d)."""
    last = len(terms) - 1
    for at, plain in enumerate(terms):
        term = _on_one_line(plain) if numbers else plain
        for first, end in product(range(at, -1, -1), range(at, last + 1)):
            if first == at == end:
                continue
            inside = _with_neighbours(term, terms[first:at], terms[at + 1 : end + 1])
            if inside is not None:
                rest = (*terms[:first], inside, *terms[end + 1 :])
                rule = ABOVE if end == at and term == plain else RULE
                yield rule, rest[0] if len(rest) == 1 else Sum(rest)


def _on_one_line(term: Expression) -> Expression:
    """1/2x as 1/(2x), where it is that; any other term as it is."""
    if isinstance(term, Negation):
        return Negation(_on_one_line(term.operand))
    if isinstance(term, Product):
        lines = list(_gathered_below(term.factors, numbers=True))
        return lines[-1] if lines else term
    return term


def _with_neighbours(
    term: Expression, before: tuple[Expression, ...], after: tuple[Expression, ...]
) -> Expression | None:
    """A quotient with the terms before it above its line and those behind it below, a power with
    those behind it in its exponent.
    """
    match term:
        case Negation(operand=Quotient(numerator=above, denominator=below)) if before:
            return Quotient(Sum((*before, Negation(above))), _sum(below, *after))
        case Negation(operand=operand) if not before:
            inside = _with_neighbours(operand, before, after)
            return None if inside is None else Negation(inside)
        case Quotient(numerator=above, denominator=below):
            return Quotient(_sum(*before, above), _sum(below, *after))
        case Power(base=base, exponent=exponent) if not before:
            return Power(base, _sum(exponent, *after))
        case Product(factors=factors) if not before:
            *kept, final = factors
            inside = _with_neighbours(final, (), after)
            if inside is not None:
                return Product((*kept, inside))
            return next(_gathered_above(factors, *after), None)
    return None


def _sum(*terms: Expression) -> Expression:
    return terms[0] if len(terms) == 1 else Sum(terms)
