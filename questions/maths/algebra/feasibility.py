"""Whether inequalities can hold together, by Fourier and Motzkin's elimination.

Monomials are taken for unknowns of their own, so "no" is a proof and "yes" is not. For linear
inequalities over the rationals the answer is exact.

Schrijver, Theory of Linear and Integer Programming, 1986, section 12.2.
"""

from collections.abc import Iterable, Mapping
from itertools import product
from typing import Final, TypeAlias

from questions.maths.evaluation.values import Exact

Monomial: TypeAlias = tuple[int, ...]
Inequality: TypeAlias = Mapping[Monomial, Exact]
"""The sum of the coefficients times the monomials is greater than 0."""

MOST: Final = 80


def may_hold_together(inequalities: Iterable[Inequality]) -> bool:
    """False only where no values of the monomials satisfy all of them."""
    waiting = [_without_zeros(one) for one in inequalities]
    while True:
        constants = [one for one in waiting if not any(any(term) for term in one)]
        if any(sum(one.values()) <= 0 for one in constants):
            return False
        waiting = [one for one in waiting if any(any(term) for term in one)]
        unknowns = {term for one in waiting for term in one if any(term)}
        if not unknowns or len(waiting) > MOST:
            return True
        waiting = _eliminated(waiting, min(unknowns))


def _without_zeros(one: Inequality) -> dict[Monomial, Exact]:
    return {term: coefficient for term, coefficient in one.items() if coefficient}


def _eliminated(
    inequalities: list[dict[Monomial, Exact]], unknown: Monomial
) -> list[dict[Monomial, Exact]]:
    """Every lower bound of the unknown below every upper bound."""
    rest = [one for one in inequalities if unknown not in one]
    lower = [one for one in inequalities if one.get(unknown, 0) > 0]
    upper = [one for one in inequalities if one.get(unknown, 0) < 0]
    pairs = product(lower, upper)
    rest += [_added(low, -high[unknown], high, low[unknown]) for low, high in pairs]
    return rest


def _added(
    one: dict[Monomial, Exact], by: Exact, other: dict[Monomial, Exact], times: Exact
) -> dict[Monomial, Exact]:
    terms = one.keys() | other.keys()
    total = {term: by * one.get(term, 0) + times * other.get(term, 0) for term in terms}
    return _without_zeros(total)
