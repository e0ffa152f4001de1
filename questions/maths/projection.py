"""Polynomial borders, and what they look like from the side.

Collins (1975), with the projection that suffices for open cells: leading coefficients,
discriminants and resultants (Strzebonski, Solving systems of strict polynomial inequalities, 2000).
Over each cell of the projection the zeros of the borders are separate, continuous functions.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations_with_replacement, pairwise
from math import comb
from operator import itemgetter
from typing import Any, Final, TypeAlias

from flint import Ordering, arb, ctx, fmpq, fmpq_mpoly_ctx, fmpq_poly

from questions.maths.budget import Budget
from questions.maths.evaluation import (
    Absence,
    Program,
    disjoint,
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
MAX_BITS: Final = 20_000
"""Of a coefficient of a power."""
MAX_PRODUCT: Final = 40
"""Of the degrees of two polynomials whose resultant is taken."""
MAX_POLYNOMIALS: Final = 32
"""Of which resultants are taken, two and two."""
LARGEST_DENOMINATOR: Final = 1000
"""Of a constant that is taken for the rational number in its ball."""
BITS: Final = 128
LONG_BITS: Final = 512
"""Of coefficients, from which on it pays to ask first whether a polynomial has any real zero."""
FACTORING, TERMS_FOR_A_RESULTANT, ZEROS = 4, 10, 16
"""Prices in operations on balls, as measured: of a factoring for each term and degree, of a
resultant for so many products of terms, degrees and variables squared, of zeros for each square of
the degree."""


class Ring:
    """Polynomials in some variables."""

    def __init__(self, names: Sequence[str], budget: Budget) -> None:
        self._budget = budget
        plain = tuple(f"g{place}" for place in range(len(names)))
        self._context = fmpq_mpoly_ctx.get(plain, Ordering.lex)
        self._symbols = dict(zip(names, self._context.gens(), strict=True))
        self._one = self._context.constant(1)

    def factors(self, tree: Expression) -> list[Polynomial] | None:
        """Irreducible polynomials that together vanish where the tree does, as a ratio of
        polynomials; None where it is none, or one that is too large."""
        ratio = self.ratio(tree)
        return None if ratio is None else list(irreducible([ratio[0]], self._budget))

    def ratio(self, tree: Expression) -> Ratio | None:
        """The tree as one polynomial over another; None where it is none, or a large one."""
        match tree:
            case Symbol(name=name):
                return self._symbols[name], self._one
            case Number(value=value):
                return self._context.constant(rational(value)), self._one
            case Sum() | Product() | Negation() | Quotient():
                return self._combined(tree)
            case Power(base=base, exponent=exponent) if symbols(base):
                power = rational_value(exponent)
                if power is not None and power.denominator == 1:
                    return self._power(self.ratio(base), int(power))
        return None if symbols(tree) else self._constant(tree)

    def _constant(self, tree: Expression) -> Ratio | None:
        """Its value, or a rational number close to it, which moves borders by next to nothing.

        A short one (for a constant such as e^(ln 2)) lets polynomials have factors in common.
        """
        (value,) = Program([tree]).at({}, BITS)
        close = None if isinstance(value, Absence) else nearby(value)
        if close is None:
            return None
        simple = rational(close.limit_denominator(LARGEST_DENOMINATOR))
        chosen = simple if not disjoint(value, simple) else rational(close)
        return self._context.constant(chosen), self._one

    def _power(self, base: Ratio | None, exponent: int) -> Ratio | None:
        if base is None:
            return None
        over, under = base if exponent >= 0 else base[::-1]
        power = abs(exponent)
        if any(_is_large(part, power) for part in (over, under)):
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


def _is_large(polynomial: Polynomial, power: int) -> bool:
    """Whether the power may have too many terms, too high a degree or too long a coefficient."""
    bits = max((one.height_bits() for one in polynomial.coeffs()), default=0)
    return bool(
        polynomial.total_degree() * power > MAX_DEGREE
        or _terms_of_power(polynomial, power) > MAX_TERMS
        or bits * power > MAX_BITS
    )


def _terms_of_power(polynomial: Polynomial, power: int) -> int:
    """At most so many terms."""
    return comb(len(polynomial) + power - 1, power) if len(polynomial) else 0


def _size(polynomial: Polynomial) -> int:
    return int(polynomial.total_degree()) if len(polynomial) <= MAX_TERMS else MAX_DEGREE + 1


def irreducible(polynomials: Iterable[Polynomial], budget: Budget) -> Iterator[Polynomial]:
    """The irreducible factors of all of them, each once, without constants."""
    seen: list[Polynomial] = []
    for polynomial in polynomials:
        if polynomial.is_constant():
            continue
        if not budget.spend(FACTORING * len(polynomial) * int(polynomial.total_degree())):
            return
        _, factors = polynomial.factor()
        for factor, _ in factors:
            if factor not in seen and len(seen) < MAX_POLYNOMIALS:
                seen.append(factor)
                yield factor


def levels(
    polynomials: Sequence[Polynomial], order: Sequence[int], budget: Budget
) -> dict[int, list[Polynomial]]:
    """For each variable, by its place, the polynomials in it and those before it in the order
    whose zeros cut its line; the last has the polynomials themselves. What the budget does not
    reach is missing before."""
    found: dict[int, list[Polynomial]] = {}
    current: list[Polynomial] = []
    for one in polynomials:
        if one not in current and (len(order) == 1 or len(current) < MAX_POLYNOMIALS):
            current.append(one)
    for place in reversed(order):
        found[place] = [one for one in current if one.degrees()[place]]
        if place != order[0]:
            rest = [one for one in current if not one.degrees()[place]]
            current = [*rest, *_projected(found[place], place, budget)]
            current = list(irreducible(current, budget))
    return found


def _projected(
    polynomials: Sequence[Polynomial], place: int, budget: Budget
) -> Iterator[Polynomial]:
    """Leading coefficients, discriminants and resultants, what is cheap first."""
    for one in polynomials:
        yield _leading_coefficient(one, place)
    pairs = combinations_with_replacement(polynomials, 2)
    for price, one, other in sorted(((_price(*pair), *pair) for pair in pairs), key=itemgetter(0)):
        if not _is_small(one, other) or not budget.spend(price):
            continue
        if one is not other:
            yield one.resultant(other, place)
        elif one.degrees()[place] > 1:
            yield one.discriminant(place)


def _price(one: Polynomial, other: Polynomial) -> int:
    degrees = int(one.total_degree() * other.total_degree())
    variables = sum(map(any, zip(one.degrees(), other.degrees(), strict=True)))
    return 1 + len(one) * len(other) * degrees * variables**2 // TERMS_FOR_A_RESULTANT


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
    polynomial: Polynomial, place: int, point: Mapping[int, Fraction], budget: Budget
) -> Iterator[Fraction]:
    """Rational numbers close to its real zeros in one variable, those before it fixed by place."""
    degree = int(polynomial.degrees()[place])
    if not budget.spend(ZEROS * degree**2):
        return
    fixed = {f"g{index}": rational(value) for index, value in point.items()}
    dense = [fmpq(0)] * (degree + 1)
    for term, coefficient in (polynomial.subs(fixed) if fixed else polynomial).terms():
        dense[int(term[place])] = coefficient
    yield from _real_zeros(fmpq_poly(dense))


def _real_zeros(polynomial: Any) -> Iterator[Fraction]:
    if polynomial.degree() == 1:
        yield fraction(-polynomial[0] / polynomial[1])
    elif polynomial.degree() == 2:
        yield from _of_quadratic(*polynomial.coeffs())
    elif polynomial.degree() > 2 and _has_real_zeros(polynomial):
        for zero, _ in polynomial.numer().complex_roots():
            if zero.imag.contains(0):
                place = nearby(zero.real)
                if place is not None:
                    yield place


def _has_real_zeros(polynomial: Any) -> bool:
    """Whether there are any, by Sturm's theorem: signs of the remainders at both infinities.

    Asked only of long coefficients. Their zeros are found in the complex plane, where close ones
    may take a second to tell apart that are not even real.
    """
    if max(int(one).bit_length() for one in polynomial.numer().coeffs()) <= LONG_BITS:
        return True
    chain = [polynomial, polynomial.derivative()]
    while chain[-1].degree() > 0:
        rest = chain[-2] % chain[-1]
        if not rest:
            break
        # Only signs count, and without its content a remainder stays short.
        whole = rest.numer()
        chain.append(-fmpq_poly(whole) / whole.content())
    right = [one[one.degree()] > 0 for one in chain]
    left = [up ^ bool(one.degree() % 2) for one, up in zip(chain, right, strict=True)]
    return _changes(left) > _changes(right)


def _changes(signs: Sequence[bool]) -> int:
    return sum(one != two for one, two in pairwise(signs))


def _of_quadratic(constant: Any, linear: Any, square: Any) -> Iterator[Fraction]:
    """Without cancelling what is alike: the greater zero first, the other from their product."""
    inside = linear**2 - 4 * constant * square
    if inside < 0:
        return
    with ctx.workprec(BITS):
        root = arb(inside).sqrt()
        greater = -(linear + root if linear > 0 else linear - root) / 2
        places = [greater / square] if greater == 0 else [greater / square, constant / greater]
    yield from (place for place in map(nearby, places) if place is not None)
