"""Absolute values, real powers and logarithms, through factors.

A real ratio is a sign times prime numbers and irreducible polynomials: |u|, |u|^(p/q) and ln|u| go
factor by factor. A ratio that is written with i is not factored: it stays whole.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from flint import fmpz

from questions.maths.algebra.field import Field
from questions.maths.algebra.kernels import (
    Exponential,
    Logarithm,
    OpaqueLogarithm,
    OpaqueRoot,
    Root,
    Sign,
)
from questions.maths.algebra.ring import (
    GiveUpError,
    Key,
    Polynomial,
    Ratio,
    key,
    rational,
    sole_generator,
)

MAX_TERMS_TO_FACTOR: Final = 60
MAX_DEGREE_TO_FACTOR: Final = 24
MAX_BITS_TO_FACTOR: Final = 100


@dataclass(frozen=True, slots=True)
class Factors:
    """sign * product of signs of radicands * product of |factor|^exponent."""

    sign: int
    signs: frozenset[Key]
    powers: tuple[tuple[Key, int], ...]


class RealField(Field):
    """A field with |u|, u^(p/q) and ln u for ratios with real values."""

    def absolute(self, value: Ratio) -> Ratio:
        if value.is_zero:
            return value
        factors = self.factored(value)
        if factors is None:
            return self.root_power(self.multiply(value, value), Fraction(1, 2))
        result = self.whole(self.one)
        for factor, exponent in factors.powers:
            size = self.whole(self.tower.absolute(factor))
            result = self.multiply(result, self.power(size, exponent))
        return result

    def root_power(self, value: Ratio, exponent: Fraction) -> Ratio:
        """value^exponent for a rational exponent, where it is real."""
        if exponent.denominator == 1:
            return self.power(value, exponent.numerator)
        if value.is_zero:
            return self.power(value, 1 if exponent > 0 else -1)
        factors = self.factored(value)
        if factors is None:
            return self._opaque_power(value, exponent)
        result = self.whole(self.one)
        if exponent.denominator % 2 == 0:
            self.tower.signs.require(factors.sign, factors.signs)
        elif exponent.numerator % 2:
            result = self._sign(factors)
        for factor, degree in factors.powers:
            result = self.multiply(result, self.size_power(factor, exponent * degree))
        return result

    def logarithm(self, value: Ratio) -> Ratio:
        """ln value, where value is positive."""
        if value.is_zero:
            raise GiveUpError("logarithm of zero")
        factors = self.factored(value)
        if factors is None:
            kernel = OpaqueLogarithm(key(value.over), key(value.under))
            return self.whole(self.tower.generator(kernel))
        self.tower.signs.require(factors.sign, factors.signs)
        result = self.constant(0)
        for factor, exponent in factors.powers:
            term = self.multiply(self.constant(exponent), self._logarithm_of_size(factor))
            result = self.add(result, term)
        return result

    def size_power(self, factor: Key, exponent: Fraction) -> Ratio:
        """|factor|^exponent."""
        if exponent.denominator == 1:
            return self.power(self.whole(self.tower.absolute(factor)), exponent.numerator)
        match self._kernel(factor):
            case Exponential(term=term, under=under, order=order):
                self.tower.refine((term, under), order * exponent.denominator)
            case Root(radicand=radicand, order=order):
                return self.size_power(radicand, exponent / order)
        order = self.tower.order(factor, exponent.denominator)
        root = self.whole(self.tower.generator(Root(factor, order)))
        return self.power(root, int(exponent * order))

    def _logarithm_of_size(self, factor: Key) -> Ratio:
        match self._kernel(factor):
            case Exponential(term=term, under=under, order=order):
                argument = self.ratio(*self.of_keys(term, under))
                return self.multiply(self.constant(Fraction(1, order)), argument)
            case Root(radicand=radicand, order=order):
                share = self.constant(Fraction(1, order))
                return self.multiply(share, self._logarithm_of_size(radicand))
        return self.whole(self.tower.generator(Logarithm(factor)))

    def _opaque_power(self, value: Ratio, exponent: Fraction) -> Ratio:
        over, under = key(value.over), key(value.under)
        order = self.tower.order((over, under, "root"), exponent.denominator)
        root = self.tower.generator(OpaqueRoot(over, under, order))
        return self.power(self.ratio(root, value.under), int(exponent * order))

    def _sign(self, factors: Factors) -> Ratio:
        result = self.ring.constant(factors.sign)
        for radicand in sorted(factors.signs):
            result = self.tower.product(result, self.tower.generator(Sign(radicand)))
        return self.ratio(result, self.one)

    def _kernel(self, factor: Key) -> object | None:
        place = sole_generator(self.ring.polynomial(factor))
        return None if place is None else self.tower.kernels[place]

    def factored(self, value: Ratio) -> Factors | None:
        """The factors of a real ratio, or None if it is written with i."""
        if self.tower.is_complex(value.over, value.under):
            return None
        sign = 1
        signs: Counter[Key] = Counter()
        powers: Counter[Key] = Counter()
        for part, direction in ((value.over, 1), (value.under, -1)):
            for factor, exponent in self._factors_of(part):
                known = self.tower.known_sign(factor)
                kernel = self._kernel(key(factor))
                if isinstance(kernel, Sign):
                    signs[kernel.radicand] += exponent
                    continue
                if known < 0 and exponent % 2:
                    sign = -sign
                size = -factor if factor.is_constant() and known < 0 else factor
                if known == 0:
                    signs[key(factor)] += exponent
                if not size.is_one():
                    powers[key(size)] += direction * exponent
        odd = frozenset(radicand for radicand, count in signs.items() if count % 2)
        return Factors(sign, odd, tuple((one, count) for one, count in powers.items() if count))

    def _factors_of(self, value: Polynomial) -> Iterator[tuple[Polynomial, int]]:
        """-1, primes with their exponents (negative in denominators), irreducible factors."""
        if len(value) > MAX_TERMS_TO_FACTOR or value.total_degree() > MAX_DEGREE_TO_FACTOR:
            raise GiveUpError("factors")
        self.tower.spend(len(value) * 20)
        content, parts = value.factor()
        number = rational(content)
        for whole, direction in ((number.numerator, 1), (number.denominator, -1)):
            for prime, exponent in _primes(abs(whole)):
                yield self.ring.constant(prime), direction * exponent
        if number < 0:
            yield self.ring.constant(-1), 1
        for part, exponent in parts:
            yield part, int(exponent)


def _primes(whole: int) -> list[tuple[int, int]]:
    if whole.bit_length() > MAX_BITS_TO_FACTOR:
        raise GiveUpError("a number too long to factor")
    return [(int(prime), int(exponent)) for prime, exponent in fmpz(whole).factor()]
