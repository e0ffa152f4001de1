"""The tower: which kernel each generator stands for, and the relations between them.

What is learned on the way (orders of roots, signs on the common domain) is kept while the
computation is started again; generators keep their places and meanings throughout.
"""

from math import lcm
from typing import Final, NoReturn

from questions.maths.algebra.constants import sign_of_constant
from questions.maths.algebra.kernels import (
    Exponential,
    Imaginary,
    Kernel,
    OpaqueRoot,
    Pi,
    Root,
    Sign,
    Unity,
)
from questions.maths.algebra.ring import (
    CrowdedError,
    Factors,
    GiveUpError,
    Key,
    Polynomial,
    RestartError,
    Ring,
    places,
)
from questions.maths.algebra.signs import Signs

MAX_TERMS: Final = 1500
MAX_REWRITES: Final = 40
MAX_QUOTIENT: Final = 120
MAX_DEGREE_OF_DEFINITE: Final = 8
MAX_WORK: Final = 400_000
RELATED: Final = (Imaginary, Unity, Sign, Root, OpaqueRoot)
"""Kernels some power of which is written otherwise."""


class Tower:
    """Generators, kernels and relations. Raises GiveUpError beyond its bounds."""

    def __init__(self, ring: Ring) -> None:
        self.ring = ring
        self.kernels: list[Kernel] = []
        self.signs = Signs()
        self.has_learned = False
        self.factors: dict[Key, Factors] = {}
        self._places: dict[Kernel, int] = {}
        self._complex: set[int] = set()
        self._related: list[int] = []
        self._orders: dict[object, int] = {}
        self._work = 0

    def copy(self) -> "Tower":
        """Another one with the same generators, which may learn of other signs from here on."""
        other = Tower(self.ring)
        other.kernels = list(self.kernels)
        other.signs = self.signs.copy()
        other.factors = dict(self.factors)
        other._places = dict(self._places)
        other._complex = set(self._complex)
        other._related = list(self._related)
        other._orders = dict(self._orders)
        other._work = self._work
        return other

    def generator(self, kernel: Kernel) -> Polynomial:
        place = self._places.get(kernel)
        if place is None:
            place = len(self.kernels)
            if place >= len(self.ring.generators):
                raise CrowdedError
            self._places[kernel] = place
            self.kernels.append(kernel)
            if self._is_written_with_i(kernel):
                self._complex.add(place)
            if isinstance(kernel, RELATED):
                self._related.append(place)
        return self.ring.generators[place]

    def is_complex(self, *polynomials: Polynomial) -> bool:
        """Whether a generator occurs that need not be real."""
        if not self._complex:
            return False
        return any(not self._complex.isdisjoint(places(one)) for one in polynomials)

    def _is_written_with_i(self, kernel: Kernel) -> bool:
        match kernel:
            case Imaginary() | Unity() | OpaqueRoot():
                return True
            case Exponential(term=term, under=under):
                return self.is_complex(term.polynomial, under.polynomial)
        return False

    def order(self, of: object, denominator: int) -> int:
        """The order in use for roots of something, a multiple of the denominator.

        Raises RestartError when it had to be made finer.
        """
        known = self._orders.get(of, 1)
        if known % denominator:
            self.refine(of, denominator)
        return known

    def refine(self, of: object, denominator: int) -> NoReturn:
        """Make the order a multiple of the denominator and start again."""
        self._orders[of] = lcm(self._orders.get(of, 1), denominator)
        raise RestartError

    def require(self, sign: int, radicands: frozenset[Key]) -> None:
        """Learn that sign times the product of these signs is 1.

        What was computed before stays true; only, it may not be as simple as it could be, so
        that `has_learned` says that another pass may find more.
        """
        self.has_learned |= self.signs.require(sign, radicands)

    def spend(self, work: int) -> None:
        self._work += work
        if self._work > MAX_WORK:
            raise GiveUpError("work")

    def checked(self, result: Polynomial) -> Polynomial:
        self.spend(len(result))
        if len(result) > MAX_TERMS:
            raise GiveUpError("terms")
        return result

    def product(self, one: Polynomial, other: Polynomial) -> Polynomial:
        self.spend(len(one) * len(other))
        return self.checked(one * other)

    def reduced(self, value: Polynomial) -> Polynomial:
        """The same value with every relation used up."""
        if not self._related:
            return value
        for _ in range(MAX_REWRITES):
            found = self._next_relation(value)
            if found is None:
                return value
            value = self._rewritten(value, *found)
        raise GiveUpError("relations")

    def _next_relation(self, value: Polynomial) -> tuple[int, int, Polynomial] | None:
        """A generator with too high a power, the power that falls, and what it becomes."""
        if value.is_constant():
            return None
        degrees = value.degrees()
        for place in self._related:
            degree = degrees[place]
            relation = self._relation(self.kernels[place], int(degree)) if degree else None
            if relation is not None:
                return (place, *relation)
        return None

    def _relation(self, kernel: Kernel, degree: int) -> tuple[int, Polynomial] | None:
        match kernel:
            case Imaginary() if degree >= 2:
                return 2, -self.ring.one
            case Unity(order=order) if degree >= order:
                return order, -self.ring.one
            case Sign(radicand=radicand):
                return self._sign_relation(radicand, degree)
            case Root(radicand=radicand, order=order) if degree >= order:
                return order, self.absolute(radicand)
            case OpaqueRoot(over=over, under=under, order=order) if degree >= order:
                below = under.polynomial ** (order - 1)
                return order, self.product(over.polynomial, below)
        return None

    def _sign_relation(self, radicand: Key, degree: int) -> tuple[int, Polynomial] | None:
        known = self.signs.solved(radicand)
        if known is None:
            return (2, self.ring.one) if degree >= 2 else None
        sign, others = known
        result = self.ring.constant(sign)
        for other in sorted(others):
            result *= self.generator(Sign(other))
        return 1, result

    def _rewritten(
        self, value: Polynomial, place: int, power: int, becomes: Polynomial
    ) -> Polynomial:
        generator = self.ring.generators[place]
        parts: dict[int, Polynomial] = {}
        for degree, part in self.ring.by_degree(value, place).items():
            times, rest = divmod(degree, power)
            parts[times] = parts.get(times, self.ring.zero) + part * generator**rest
        if max(parts) > MAX_QUOTIENT and not becomes.is_constant():
            raise GiveUpError("degree")
        result = self.ring.zero
        for times, part in parts.items():
            result += self.product(part, self.power(becomes, times)) if times else part
        return self.checked(result)

    def power(self, base: Polynomial, exponent: int) -> Polynomial:
        """A power that is known to stay small, else GiveUpError."""
        terms = len(base)
        if terms > 1:
            degree = max(int(base.total_degree()), 1)
            if exponent * degree > MAX_QUOTIENT or (terms > 2 and terms**exponent > 60_000):
                raise GiveUpError("power")
            self.spend(min(terms**exponent, 60_000))
        elif any(value.height_bits() * exponent > 5000 for value in base.coeffs()):
            raise GiveUpError("power")
        return self.checked(base**exponent)

    def absolute(self, radicand: Key) -> Polynomial:
        """|radicand|, with its sign as a generator unless that is known."""
        value = radicand.polynomial
        sign = self.known_sign(value)
        if sign:
            return value * sign
        return self.generator(Sign(radicand)) * value

    def known_sign(self, value: Polynomial) -> int:
        """1 or -1 where the sign is certain wherever the value is not 0, else 0."""
        if value.is_constant():
            return 1 if value.leading_coefficient() > 0 else -1
        if all(coefficient > 0 for coefficient in value.coeffs()) and all(
            self.is_positive(one) for one in value.monoms()
        ):
            return 1
        if self._is_definite(value):
            return 1
        return sign_of_constant(value, self.kernels)

    def _is_definite(self, value: Polynomial) -> bool:
        """Whether it is a u^2 + b u + c with a > 0 and 4ac - b^2 >= 0 for a real kernel u."""
        if value.total_degree() > MAX_DEGREE_OF_DEFINITE:
            return False
        degrees = value.degrees()
        for place in places(value):
            if degrees[place] == 2 and place not in self._complex:
                parts = self.ring.by_degree(value, place)
                squared, single, rest = (parts.get(one, self.ring.zero) for one in (2, 1, 0))
                discriminant = 4 * squared * rest - single**2
                if squared.is_constant() and squared.leading_coefficient() > 0:
                    return bool(discriminant.is_zero()) or self.known_sign(discriminant) > 0
        return False

    def is_positive(self, monomial: tuple[int, ...]) -> bool:
        """Whether it is certain to be positive wherever it is not 0."""
        for place, degree in enumerate(monomial):
            if degree and place in self._complex:
                return False
            if degree % 2 and not isinstance(self.kernels[place], Pi | Exponential | Root):
                return False
        return True
