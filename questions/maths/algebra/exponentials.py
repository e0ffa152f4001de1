"""e^u, with the exponent taken apart term by term.

e^(a+b) = e^a e^b; e^(c ln|p|) = |p|^c; e^(i pi c) is a root of unity; e^(i arcsin v) and
e^(i arctan v) are algebraic. What is left becomes an exponential kernel with a whole power. Sine,
cosine and their kin are ratios of e^(iu), so their identities are those of polynomials.
"""

from fractions import Fraction
from typing import Final

from questions.maths.algebra.factors import RealField
from questions.maths.algebra.kernels import (
    Exponential,
    Imaginary,
    Kernel,
    Logarithm,
    Opaque,
    OpaqueLogarithm,
    Pi,
    Unity,
)
from questions.maths.algebra.ring import (
    GiveUpError,
    Key,
    Polynomial,
    Ratio,
    exponents,
    rational,
)

MAX_DEGREE: Final = 10**6
MAX_TURN_DENOMINATOR: Final = 120


class ExponentialField(RealField):
    """A field with e^u for any u, real or not."""

    @property
    def i(self) -> Ratio:
        return self.whole(self.tower.generator(Imaginary()))

    @property
    def pi(self) -> Ratio:
        return self.whole(self.tower.generator(Pi()))

    def exponential(self, value: Ratio) -> Ratio:
        result = self.whole(self.one)
        for term, coefficient in value.over.terms():
            factor = self._of_term(rational(coefficient), term, value.under)
            result = self.multiply(result, factor)
        return result

    def _of_term(self, coefficient: Fraction, term: tuple[int, ...], under: Polynomial) -> Ratio:
        """e^(coefficient * term / under)."""
        term, under = self._lowest(term, under)
        factors = [(self.tower.kernels[place], degree) for place, degree in exponents(term)]
        if under.is_one() and all(degree == 1 for _, degree in factors):
            found = self._algebraic([kernel for kernel, _ in factors], coefficient)
            if found is not None:
                return found
        named = (Key(self.ring.monomial(term)), Key(under))
        order = self.tower.order(named, coefficient.denominator)
        degree = int(coefficient * order)
        if abs(degree) > MAX_DEGREE:
            raise GiveUpError("degree of an exponential")
        base = self.tower.generator(Exponential(*named, order))
        return self.whole(base**degree) if degree >= 0 else Ratio(self.one, base**-degree)

    def _algebraic(self, kernels: list[Kernel], coefficient: Fraction) -> Ratio | None:
        """e^(coefficient * product of kernels) where that is algebraic in other kernels."""
        match sorted(kernels, key=lambda kernel: not isinstance(kernel, Imaginary)):
            case [Logarithm(radicand=radicand)]:
                return self.size_power(radicand, coefficient)
            case [OpaqueLogarithm(over=over, under=under)]:
                return self.root_power(self.of_keys(over, under), coefficient)
            case [Imaginary(), Pi()]:
                return self._root_of_unity(coefficient)
            case [Imaginary(), Opaque(name="asin" | "atan" as name, arguments=(argument,))]:
                if coefficient.denominator == 1:
                    value = self.of_keys(*argument)
                    return self.power(self._of_arc(name, value), coefficient.numerator)
        return None

    def _root_of_unity(self, turns: Fraction) -> Ratio:
        """e^(i pi turns)."""
        if turns.denominator > MAX_TURN_DENOMINATOR:
            raise GiveUpError("order of a root of unity")
        half_turn = self.tower.order(Unity, 2 * turns.denominator)
        power = int(turns * half_turn) % (2 * half_turn)
        return self.ratio(self.tower.generator(Unity(half_turn)) ** power, self.one)

    def _of_arc(self, name: str, value: Ratio) -> Ratio:
        """e^(i arcsin v) or e^(i arctan v)."""
        square = self.multiply(value, value)
        turned = self.multiply(self.i, value)
        one = self.constant(1)
        if name == "asin":
            return self.add(turned, self.root_power(self.subtract(one, square), Fraction(1, 2)))
        size = self.root_power(self.add(one, square), Fraction(1, 2))
        return self.divide(self.add(one, turned), size)

    def _lowest(
        self, term: tuple[int, ...], under: Polynomial
    ) -> tuple[tuple[int, ...], Polynomial]:
        """A monomial over a polynomial with leading coefficient 1, common generators cancelled."""
        if len(under) != 1 or under.is_one():
            return term, under
        below = under.monoms()[0]
        pairs = [(int(one), int(other)) for one, other in zip(term, below, strict=True)]
        above = tuple(max(one - other, 0) for one, other in pairs)
        rest = tuple(max(other - one, 0) for one, other in pairs)
        return above, self.ring.monomial(rest)
