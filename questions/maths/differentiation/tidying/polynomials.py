"""Multiplying out products of sums, where that makes a sum shorter to read."""

from collections.abc import Iterable
from fractions import Fraction
from itertools import product
from math import gcd, lcm

from questions.maths.differentiation.tidying.collecting import flattened, term_of, times, total
from questions.maths.differentiation.tidying.layout import written
from questions.maths.differentiation.tidying.terms import ONE, Term, exponent_in, integer
from questions.maths.expression import Expression, Sum, number, size

MOST_TERMS = 40
HIGHEST_POWER = 3


def shorter_sum(trees: Iterable[Expression]) -> Expression:
    """The sum of tidy trees, with products of sums multiplied out if that shortens it."""
    parts = tuple(trees)
    plain = total(parts)
    if not any(_expandable(term) for term in flattened(parts)):
        return plain
    expanded: list[Expression] = []
    for term in flattened(parts):
        expanded.extend(_expanded(term) if _expandable(term) else [written(term)])
        if len(expanded) > MOST_TERMS:
            return plain
    opened = total(expanded)
    return opened if size(opened) < size(plain) else plain


def multiplied_out(tree: Expression) -> Expression:
    """A tidy tree as a sum of its terms, where it is a small product of sums."""
    term = term_of(tree)
    return total(_expanded(term)) if _expandable(term) else tree


def _expandable(term: Term) -> bool:
    """Has a sum among its factors, and only small whole powers of sums."""
    sums = [integer(exponent) for base, exponent in term.powers if isinstance(base, Sum)]
    return bool(sums) and all(n is not None and 1 <= n <= HIGHEST_POWER for n in sums)


def _expanded(term: Term) -> list[Expression]:
    choices: list[list[Term]] = [[Term(term.coefficient)]]
    for base, exponent in term.powers:
        if isinstance(base, Sum):
            repeated = [[term_of(one) for one in base.terms]] * (integer(exponent) or 0)
            choices.extend(repeated)
        else:
            choices.append([Term(Fraction(1), ((base, exponent),))])
    found: list[Expression] = []
    for combination in product(*choices):
        whole = combination[0]
        for factor in combination[1:]:
            whole = times(whole, factor)
        found.append(written(whole))
        if len(found) > MOST_TERMS:
            break
    return found


def common_factor(terms: tuple[Term, ...], wanted: Term) -> Term:
    """What to pull out of a sum that stands over a denominator.

    Negative powers and fractions always, so that no fraction stands in a fraction; positive
    powers and numbers as far as `wanted` (the denominator, with positive exponents) cancels them.
    """
    bases = list(dict.fromkeys(base for term in terms for base, _ in term.powers))
    powers = []
    for base in bases:
        lowest = min(exponent_in(term.powers, base) for term in terms)
        if lowest > 0:
            lowest = min(lowest, max(exponent_in(wanted.powers, base), Fraction(0)))
        if lowest:
            powers.append((base, number(lowest)))
    return Term(_content(terms, wanted.coefficient), tuple(powers))


def _content(terms: tuple[Term, ...], below: Fraction) -> Fraction:
    denominators = lcm(*(term.coefficient.denominator for term in terms))
    numerators = gcd(*(int(term.coefficient * denominators) for term in terms))
    sign = -1 if all(term.coefficient < 0 for term in terms) else 1
    return Fraction(sign * gcd(numerators, below.numerator), denominators)


def is_plain_sum(base: Expression, exponent: Expression) -> bool:
    return isinstance(base, Sum) and exponent == ONE
