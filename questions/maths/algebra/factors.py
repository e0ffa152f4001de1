"""Absolute values, real powers and logarithms, through factors.

A real ratio is a sign times prime numbers and irreducible polynomials: |u|, |u|^(p/q) and ln|u| go
factor by factor. A ratio that is written with i is not factored: it stays whole.
"""

from collections.abc import Iterator
from fractions import Fraction
from functools import reduce
from typing import Any, Final

from flint import fmpq, fmpz

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
    Factors,
    GiveUpError,
    Key,
    Polynomial,
    Ratio,
    exponents,
    rational,
    sole_generator,
)

MAX_TERMS_TO_FACTOR: Final = 60
MAX_DEGREE_TO_FACTOR: Final = 24
MAX_BITS_TO_FACTOR: Final = 100


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
            self.tower.require(factors.sign, factors.signs)
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
            kernel = OpaqueLogarithm(Key(value.over), Key(value.under))
            return self.whole(self.tower.generator(kernel))
        self.tower.require(factors.sign, factors.signs)
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
        over, under = Key(value.over), Key(value.under)
        order = self.tower.order((over, under, "root"), exponent.denominator)
        root = self.tower.generator(OpaqueRoot(over, under, order))
        return self.power(self.ratio(root, value.under), int(exponent * order))

    def _sign(self, factors: Factors) -> Ratio:
        result = self.ring.constant(factors.sign)
        for radicand in sorted(factors.signs):
            result = self.tower.product(result, self.tower.generator(Sign(radicand)))
        return self.ratio(result, self.one)

    def _kernel(self, factor: Key) -> object | None:
        place = sole_generator(factor.polynomial)
        return None if place is None else self.tower.kernels[place]

    def factored(self, value: Ratio) -> Factors | None:
        """The factors of a real ratio, or None if it is written with i."""
        if self.tower.is_complex(value.over, value.under):
            return None
        over = self._factors_of(value.over)
        if value.under is self.one:
            return over
        under = self._factors_of(value.under)
        powers = dict(over.powers)
        for factor, exponent in under.powers:
            powers[factor] = powers.get(factor, 0) - exponent
        return Factors(
            over.sign * under.sign,
            over.signs ^ under.signs,
            tuple((factor, exponent) for factor, exponent in powers.items() if exponent),
        )

    def _factors_of(self, value: Polynomial) -> Factors:
        """The factors of a polynomial, found once for all passes over the tower."""
        if len(value) > MAX_TERMS_TO_FACTOR or value.total_degree() > MAX_DEGREE_TO_FACTOR:
            raise GiveUpError("factors")
        self.tower.spend(len(value) * 20)
        known = self.tower.factors
        of = Key(value)
        if of not in known:
            known[of] = self._new_factors(value)
        return known[of]

    def _new_factors(self, value: Polynomial) -> Factors:
        content, parts = _split(value)
        number = rational(content)
        sign = 1 if number > 0 else -1
        signs: set[Key] = set()
        powers = {Key(self.ring.constant(one)): count for one, count in _primes(number)}
        for factor, exponent in parts:
            named = Key(factor)
            kernel = self._kernel(named)
            if isinstance(kernel, Sign):
                signs ^= {kernel.radicand} if exponent % 2 else set()
                continue
            if exponent % 2:
                known = self.tower.known_sign(factor)
                sign *= known or 1
                signs ^= set() if known else {named}
            powers[named] = exponent
        return Factors(sign, frozenset(signs), tuple(powers.items()))


def _split(value: Polynomial) -> tuple[Any, list[tuple[Polynomial, int]]]:
    """A number and irreducible factors: plainly where there is one term, or none of a degree > 1.

    The factors have whole coefficients without common factor, the first of them positive.
    """
    if value.total_degree() > 1 and len(value) > 1:
        content, parts = value.factor()
        return content, [(part, int(exponent)) for part, exponent in parts]
    if len(value) == 1:
        generators = value.context().gens()
        degrees = exponents(value.degrees())
        return value.leading_coefficient(), [(generators[place], many) for place, many in degrees]
    numbers = value.coeffs()
    over = reduce(fmpz.gcd, (one.p for one in numbers))
    under = reduce(fmpz.lcm, (one.q for one in numbers))
    content = fmpq(over, under) if numbers[0] > 0 else fmpq(-over, under)
    return content, [(value / content, 1)]


def _primes(number: Fraction) -> Iterator[tuple[int, int]]:
    """The primes in a number with their exponents, negative in the denominator."""
    for whole, direction in ((abs(number.numerator), 1), (number.denominator, -1)):
        if whole.bit_length() > MAX_BITS_TO_FACTOR:
            raise GiveUpError("a number too long to factor")
        if whole > 1:
            for prime, exponent in fmpz(whole).factor():
                yield int(prime), direction * int(exponent)
