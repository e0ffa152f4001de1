"""Polynomials over the rationals in a fixed stock of generators, and their ratios.

A generator stands for a kernel (a variable, pi, an exponential, a root, ...); which one is the
tower's business. Keys are polynomials that can be hashed and sorted.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final, NamedTuple, TypeAlias

from flint import Ordering, fmpq, fmpq_mpoly_ctx

Polynomial: TypeAlias = Any

GENERATORS: Final = 28
FEW: Final = 6


class GiveUpError(Exception):
    """The computation passed a bound or met something that it cannot do; nothing is proved."""


class CrowdedError(GiveUpError):
    """The ring has too few generators."""


class NoDomainError(GiveUpError):
    """Signs are needed that contradict each other: nothing has a value, but at single points."""


class RestartError(Exception):
    """A root had to be made finer, which makes what was computed so far stale."""


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

    def polynomial(self, of: Mapping[tuple[int, ...], Any]) -> Polynomial:
        """From coefficients by exponents."""
        return self._context.from_dict(of)

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


class Key:
    """A polynomial by its value; FLINT's have no hash."""

    __slots__ = ("_hash", "polynomial")

    def __init__(self, polynomial: Polynomial) -> None:
        self.polynomial = polynomial
        self._hash = hash((len(polynomial), int(polynomial.total_degree())))

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Key) and bool(self.polynomial == other.polynomial)

    def __lt__(self, other: "Key") -> bool:
        return bool(tuple(self.polynomial.terms()) < tuple(other.polynomial.terms()))


class Ratio(NamedTuple):
    """over / under, where under is not the zero polynomial."""

    over: Polynomial
    under: Polynomial

    @property
    def is_zero(self) -> bool:
        return bool(self.over.is_zero())


class Factors(NamedTuple):
    """sign * product of signs of radicands * product of |factor|^exponent."""

    sign: int
    signs: frozenset[Key]
    powers: tuple[tuple[Key, int], ...]


def rational(value: Any) -> Fraction:
    """An `fmpq` as a Fraction."""
    exact = fmpq(value)
    return Fraction(int(exact.p), int(exact.q))


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
