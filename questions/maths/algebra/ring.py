"""Polynomials over the rationals in a fixed stock of generators, and their ratios.

A generator stands for a kernel (a variable, pi, an exponential, a root, ...); which one is the
tower's business. Keys make polynomials hashable and can be turned back into them.
"""

from fractions import Fraction
from typing import Any, Final, NamedTuple, TypeAlias

from flint import Ordering, fmpq, fmpq_mpoly_ctx

Polynomial: TypeAlias = Any
Key: TypeAlias = tuple[tuple[tuple[int, ...], Any], ...]

GENERATORS: Final = 28
FEW: Final = 6


class GiveUpError(Exception):
    """The computation passed a bound or met something that it cannot do; nothing is proved."""


class CrowdedError(GiveUpError):
    """The ring has too few generators."""


class NoDomainError(GiveUpError):
    """Signs are needed that contradict each other: nothing has a value, but at single points."""


class RestartError(Exception):
    """Something was learned (a finer root, a sign) that makes what was computed so far stale."""


class Ring:
    """The polynomials in so many generators."""

    def __init__(self, generators: int) -> None:
        self._context = fmpq_mpoly_ctx.get(
            tuple(f"g{index}" for index in range(generators)), Ordering.lex
        )
        self.generators = self._context.gens()
        self.one = self._context.constant(1)
        self.zero = self._context.constant(0)

    def constant(self, value: Fraction | int) -> Polynomial:
        return self._context.constant(fmpq(value.numerator, value.denominator))

    def polynomial(self, of: Key) -> Polynomial:
        return self._context.from_dict(dict(of))

    def monomial(self, exponents: tuple[int, ...]) -> Polynomial:
        return self._context.from_dict({exponents: fmpq(1)})

    def by_degree(self, of: Polynomial, place: int) -> dict[int, Polynomial]:
        """The polynomial as one in a single generator: its coefficients by degree."""
        parts: dict[int, dict[tuple[int, ...], Any]] = {}
        for term, coefficient in of.terms():
            rest = (*term[:place], 0, *term[place + 1 :])
            parts.setdefault(int(term[place]), {})[rest] = coefficient
        return {degree: self._context.from_dict(terms) for degree, terms in parts.items()}


RINGS: Final = (Ring(FEW), Ring(GENERATORS))
"""To be tried in turn: everything is several times faster with few generators, which nearly always
are enough."""


class Ratio(NamedTuple):
    """over / under, where under is not the zero polynomial."""

    over: Polynomial
    under: Polynomial

    @property
    def is_zero(self) -> bool:
        return bool(self.over.is_zero())


def rational(value: Any) -> Fraction:
    """An `fmpq` as a Fraction."""
    exact = fmpq(value)
    return Fraction(int(exact.p), int(exact.q))


def key(polynomial: Polynomial) -> Key:
    return tuple(polynomial.terms())


def exponents(of: tuple[int, ...]) -> list[tuple[int, int]]:
    """The places and degrees of the generators in a monomial."""
    return [(place, int(degree)) for place, degree in enumerate(of) if degree]


def places(of: Polynomial) -> list[int]:
    """The places of the generators that occur."""
    if of.is_zero():
        return []
    return [place for place, degree in enumerate(of.degrees()) if degree]


def sole_generator(of: Polynomial) -> int | None:
    """The place of the generator that this polynomial is, if it is one."""
    if len(of) != 1 or of.total_degree() != 1 or of.leading_coefficient() != 1:
        return None
    return places(of)[0]
