"""Polynomials of one variable: highest power first, and cancelled with a power below the line."""

from fractions import Fraction
from typing import Final

from questions.maths.differentiation.tidying.collecting import raised, term_of, times, total
from questions.maths.differentiation.tidying.layout import written
from questions.maths.differentiation.tidying.terms import ONE, Term, integer
from questions.maths.expression import Expression, Sum, Symbol, number

HIGHEST: Final = 24
MOST_BELOW: Final = -2

Coefficients = dict[int, Fraction]


def without_common_polynomial(term: Term) -> Term:
    """(x³ + x)/(x² + 1)³ as x/(x² + 1)²: polynomials of one variable, divided while the division
    leaves nothing and a power stands below, so that what is not defined stays so.
    """
    above = [base for base, n in term.powers if isinstance(base, Sum) and n == ONE]
    below = [
        base for base, n in term.powers if isinstance(base, Sum) and (integer(n) or 0) <= MOST_BELOW
    ]
    if len(above) != 1 or len(below) != 1:
        return term
    divided = _divided(above[0], below[0])
    if divided is None:
        return term
    others = Term(term.coefficient, tuple(one for one in term.powers if one[0] != above[0]))
    cancelled = times(others, raised(term_of(below[0]), 1))
    return without_common_polynomial(times(cancelled, term_of(divided)))


def descending(tree: Expression) -> Expression:
    """A sum that is such a polynomial, its highest power first; another tree as it is."""
    found, name = _coefficients(tree) if isinstance(tree, Sum) else ({}, "")
    return _sum(found, name) if found else tree


def _divided(above: Expression, below: Expression) -> Expression | None:
    """The quotient where there is no remainder."""
    top, name = _coefficients(above)
    bottom, other = _coefficients(below)
    if not top or not bottom or name != other:
        return None
    found: Coefficients = {}
    degree = max(bottom)
    while top and max(top) >= degree:
        lead = max(top)
        factor = found[lead - degree] = top[lead] / bottom[degree]
        for power, coefficient in bottom.items():
            place = power + lead - degree
            top[place] = top.get(place, Fraction(0)) - factor * coefficient
        top = {power: value for power, value in top.items() if value}
    return None if top else _sum(found, name)


def _coefficients(tree: Expression) -> tuple[Coefficients, str]:
    """By the power of the one variable; nothing where it is no such polynomial."""
    found: Coefficients = {}
    name = ""
    for part in tree.children:
        term = term_of(part)
        power = 0
        if term.powers:
            ((base, exponent), *others) = term.powers
            power = integer(exponent) or 0
            if others or not isinstance(base, Symbol) or not 1 <= power <= HIGHEST:
                return {}, ""
            if name not in {"", base.name}:
                return {}, ""
            name = base.name
        found[power] = found.get(power, Fraction(0)) + term.coefficient
    return found, name


def _sum(coefficients: Coefficients, name: str) -> Expression:
    powers = sorted(coefficients.items(), reverse=True)
    return total(
        written(Term(value, ((Symbol(name), number(power)),) if power else ()))
        for power, value in powers
    )
