"""Polynomial borders, and what they look like from the side.

Collins (1975), with the projection that suffices for open cells: leading coefficients,
discriminants and resultants (Strzebonski, Solving systems of strict polynomial inequalities, 2000).
Over each cell of the projection the zeros of the borders are separate, continuous functions.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from math import comb
from typing import Any, Final, TypeAlias

from flint import Ordering, fmpq_mpoly_ctx, fmpq_poly

from questions.maths.evaluation import (
    Absence,
    Program,
    fraction,
    nearby,
    rational,
    rational_value,
)
from questions.maths.expression import (
    Expression,
    Negation,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    symbols,
)

Polynomial: TypeAlias = Any
"""An `fmpq_mpoly`: python-flint carries no types."""
Ratio: TypeAlias = tuple[Polynomial, Polynomial]

MAX_DEGREE: Final = 24
MAX_TERMS: Final = 200
MAX_PRODUCT: Final = 40
"""Of the degrees of two polynomials whose resultant is taken."""
MAX_POLYNOMIALS: Final = 32
BITS: Final = 128


class Ring:
    """Polynomials in some variables."""

    def __init__(self, names: Sequence[str]) -> None:
        plain = tuple(f"g{place}" for place in range(len(names)))
        self._context = fmpq_mpoly_ctx.get(plain, Ordering.lex)
        self._symbols = dict(zip(names, self._context.gens(), strict=True))
        self._one = self._context.constant(1)

    def factors(self, tree: Expression) -> list[Polynomial] | None:
        """Irreducible polynomials that together vanish where the tree does, as a ratio of
        polynomials; None where it is none, or one that is too large."""
        ratio = self.ratio(tree)
        return None if ratio is None else list(irreducible([ratio[0]]))

    def ratio(self, tree: Expression) -> Ratio | None:
        """The tree as one polynomial over another; None where it is none, or a large one."""
        if not symbols(tree):
            return self._constant(tree)
        match tree:
            case Symbol(name=name):
                return self._symbols[name], self._one
            case Power(base=base, exponent=exponent):
                return self._power(self.ratio(base), rational_value(exponent))
            case Sum() | Product() | Negation() | Quotient():
                return self._combined(tree)
        return None

    def _constant(self, tree: Expression) -> Ratio | None:
        """Its value, or a rational number close to it, which moves borders by next to nothing."""
        if isinstance(tree, Number):
            return self._context.constant(rational(tree.value)), self._one
        (value,) = Program([tree]).at({}, BITS)
        close = None if isinstance(value, Absence) else nearby(value)
        return None if close is None else (self._context.constant(rational(close)), self._one)

    def _power(self, base: Ratio | None, exponent: Fraction | None) -> Ratio | None:
        if base is None or exponent is None or exponent.denominator != 1:
            return None
        over, under = base if exponent >= 0 else base[::-1]
        power = abs(int(exponent))
        for part in (over, under):
            if part.total_degree() * power > MAX_DEGREE or _terms_of_power(part, power) > MAX_TERMS:
                return None
        return None if under.is_zero() else (over**power, under**power)

    def _combined(self, tree: Expression) -> Ratio | None:
        parts: list[Ratio] = []
        for child in tree.children:
            part = self.ratio(child)
            if part is None:
                return None
            parts.append(part)
        over, under = parts[0]
        if isinstance(tree, Negation):
            return -over, under
        for above, below in parts[1:]:
            match tree:
                case Sum():
                    over, under = over * below + above * under, under * below
                case Product():
                    over, under = over * above, under * below
                case Quotient():
                    over, under = over * below, under * above
            if under.is_zero() or max(_size(over), _size(under)) > MAX_DEGREE:
                return None
        return over, under


def _terms_of_power(polynomial: Polynomial, power: int) -> int:
    """At most so many terms."""
    return comb(len(polynomial) + power - 1, power) if len(polynomial) else 0


def _size(polynomial: Polynomial) -> int:
    return int(polynomial.total_degree()) if len(polynomial) <= MAX_TERMS else MAX_DEGREE + 1


def irreducible(polynomials: Sequence[Polynomial]) -> Iterator[Polynomial]:
    """The irreducible factors of all of them, each once, without constants."""
    seen: list[Polynomial] = []
    for polynomial in polynomials:
        if polynomial.is_zero():
            continue
        _, factors = polynomial.factor()
        for factor, _ in factors:
            if factor not in seen and len(seen) < MAX_POLYNOMIALS:
                seen.append(factor)
                yield factor


def levels(polynomials: Sequence[Polynomial], count: int) -> list[list[Polynomial]]:
    """For each of `count` variables the polynomials in it and those before it whose zeros cut its
    line; the last level has the polynomials themselves."""
    found: list[list[Polynomial]] = [[] for _ in range(count)]
    current = list(irreducible(polynomials))
    for place in reversed(range(count)):
        found[place] = [one for one in current if one.degrees()[place]]
        rest = [one for one in current if not one.degrees()[place]]
        current = list(irreducible([*rest, *_projected(found[place], place)]))
    return found


def _projected(polynomials: Sequence[Polynomial], place: int) -> Iterator[Polynomial]:
    for one in polynomials:
        yield _leading_coefficient(one, place)
        if one.degrees()[place] > 1 and _is_small(one, one):
            yield one.discriminant(place)
    for one, other in combinations(polynomials, 2):
        if _is_small(one, other):
            yield one.resultant(other, place)


def _is_small(one: Polynomial, other: Polynomial) -> bool:
    return bool(one.total_degree() * other.total_degree() <= MAX_PRODUCT)


def _leading_coefficient(polynomial: Polynomial, place: int) -> Polynomial:
    degree = polynomial.degrees()[place]
    terms = {
        (*term[:place], 0, *term[place + 1 :]): coefficient
        for term, coefficient in polynomial.terms()
        if term[place] == degree
    }
    return polynomial.context().from_dict(terms)


def zeros_along(
    polynomial: Polynomial, place: int, point: Mapping[int, Fraction]
) -> Iterator[Fraction]:
    """Rational numbers close to its real zeros in one variable, those before it fixed by place."""
    coefficients: dict[int, Fraction] = {}
    for term, coefficient in polynomial.terms():
        value = fraction(coefficient)
        for index, power in enumerate(term):
            if power and index != place:
                value *= point[index] ** int(power)
        degree = int(term[place])
        coefficients[degree] = coefficients.get(degree, Fraction(0)) + value
    dense = [rational(coefficients.get(one, Fraction(0))) for one in range(max(coefficients) + 1)]
    yield from _real_zeros(fmpq_poly(dense))


def _real_zeros(polynomial: Any) -> Iterator[Fraction]:
    if polynomial.degree() == 1:
        yield fraction(-polynomial[0] / polynomial[1])
    elif polynomial.degree() > 1:
        for zero, _ in polynomial.numer().complex_roots():
            if zero.imag.contains(0):
                place = nearby(zero.real)
                if place is not None:
                    yield place
