"""Arithmetic of ratios over a tower, kept in lowest terms where that is cheap."""

from fractions import Fraction
from typing import Final

from questions.maths.algebra.ring import GiveUpError, Key, Polynomial, Ratio
from questions.maths.algebra.tower import Tower

MAX_TERMS_FOR_GCD: Final = 900
MAX_DEGREE_FOR_GCD: Final = 40


class Field:
    """Every result is equal to the true one wherever the arguments are defined."""

    def __init__(self, tower: Tower) -> None:
        self.tower = tower
        self.ring = tower.ring
        self.one = tower.ring.one

    def whole(self, value: Polynomial) -> Ratio:
        """A polynomial as a ratio."""
        return Ratio(value, self.one)

    def of_keys(self, over: Key, under: Key) -> Ratio:
        return Ratio(over.polynomial, under.polynomial)

    def constant(self, value: Fraction | int) -> Ratio:
        return Ratio(self.ring.constant(value), self.one)

    def ratio(self, over: Polynomial, under: Polynomial) -> Ratio:
        """over / under, reduced; GiveUpError where the denominator turns out to be zero."""
        over = self.tower.reduced(over)
        if under is not self.one:
            under = self.tower.reduced(under)
        if over.is_zero() and not under.is_zero():
            return Ratio(self.ring.zero, self.one)
        if under.is_one():
            return Ratio(self.tower.checked(over), self.one)
        if under.is_zero():
            raise GiveUpError("division by zero")
        if self._gcd_is_cheap(over, under):
            common = over.gcd(under)
            if not common.is_constant():
                over, under = over / common, under / common
        leading = under.leading_coefficient()
        if leading != 1:
            over, under = over * (1 / leading), under * (1 / leading)
        return Ratio(self.tower.checked(over), self.tower.checked(under))

    def _gcd_is_cheap(self, over: Polynomial, under: Polynomial) -> bool:
        if under.is_constant():
            return False
        pairs = len(over) * len(under)
        self.tower.spend(pairs)
        degree = max(int(over.total_degree()), int(under.total_degree()))
        return pairs == 1 or (pairs <= MAX_TERMS_FOR_GCD and degree <= MAX_DEGREE_FOR_GCD)

    def add(self, *ratios: Ratio) -> Ratio:
        if all(one.under is self.one for one in ratios):
            return self.ratio(sum((one.over for one in ratios), self.ring.zero), self.one)
        total = ratios[0]
        product = self.tower.product
        for one in ratios[1:]:
            if total.under is one.under or total.under == one.under:
                total = self.ratio(total.over + one.over, one.under)
            else:
                over = product(total.over, one.under) + product(one.over, total.under)
                total = self.ratio(over, product(total.under, one.under))
        return total

    def multiply(self, *ratios: Ratio) -> Ratio:
        total = ratios[0]
        for one in ratios[1:]:
            under = one.under
            if total.under is not self.one:
                under = self.tower.product(total.under, one.under)
            total = self.ratio(self.tower.product(total.over, one.over), under)
        return total

    def negative(self, value: Ratio) -> Ratio:
        return Ratio(-value.over, value.under)

    def subtract(self, one: Ratio, other: Ratio) -> Ratio:
        return self.add(one, self.negative(other))

    def inverse(self, value: Ratio) -> Ratio:
        if value.is_zero:
            raise GiveUpError("division by zero")
        return self.ratio(value.under, value.over)

    def divide(self, one: Ratio, other: Ratio) -> Ratio:
        return self.multiply(one, self.inverse(other))

    def power(self, base: Ratio, exponent: int) -> Ratio:
        if exponent < 0:
            base, exponent = self.inverse(base), -exponent
        power = self.tower.power
        return self.ratio(power(base.over, exponent), power(base.under, exponent))

    def half(self, value: Ratio) -> Ratio:
        return Ratio(value.over / 2, value.under)
