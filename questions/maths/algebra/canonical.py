"""The canonical form: a node as a ratio of polynomials in kernels, and the zero test.

Sound, not complete. A node whose numerator becomes the zero polynomial is zero wherever the
tree that it came from is defined, apart from isolated points (sign(u) is taken as |u|/u); any other
outcome proves nothing.
"""

from collections.abc import Callable
from fractions import Fraction
from functools import reduce
from typing import Final, NamedTuple

from questions.maths.algebra.exponentials import ExponentialField
from questions.maths.algebra.kernels import Opaque, Variable
from questions.maths.algebra.kinds import Kind
from questions.maths.algebra.node import Node
from questions.maths.algebra.ring import (
    GiveUpError,
    Key,
    Polynomial,
    Ratio,
    rational,
)
from questions.maths.algebra.tower import Tower

HALF: Final = Fraction(1, 2)
ANGLES: Final = {
    ("asin", Fraction(1)): Fraction(1, 2),
    ("asin", HALF): Fraction(1, 6),
    ("atan", Fraction(1)): Fraction(1, 4),
}
"""Inverse functions with a rational multiple of pi at a rational number."""


class Wave(NamedTuple):
    """Sine and cosine, of the circle or of the hyperbola, are odd/size and even/size."""

    odd: Polynomial
    even: Polynomial
    size: Polynomial


class Canonical(ExponentialField):
    """Converts nodes; one for each pass over a tower."""

    def __init__(self, tower: Tower) -> None:
        super().__init__(tower)
        self._known: dict[Node, Ratio] = {}
        self._circles: dict[tuple[Key, Key], Wave] = {}

    def ratio_of(self, node: Node) -> Ratio:
        if node not in self._known:
            self._known[node] = self._convert(node)
        return self._known[node]

    def _convert(self, node: Node) -> Ratio:
        match node.kind:
            case Kind.NUMBER:
                return self.constant(node.value)
            case Kind.SYMBOL:
                return self.whole(self.tower.generator(Variable(node.name)))
            case Kind.CONSTANT:
                return self.pi if node.name == "pi" else self.exponential(self.constant(1))
            case Kind.SUM:
                return self.add(*(self.ratio_of(term) for term in node.arguments))
            case Kind.PRODUCT:
                return self.multiply(*(self.ratio_of(factor) for factor in node.arguments))
            case Kind.POWER:
                return self._power(*node.arguments)
            case Kind.RELATION | Kind.CASES:
                raise GiveUpError("cases")
        return self._call(node.name, [self.ratio_of(one) for one in node.arguments])

    def _power(self, base: Node, exponent: Node) -> Ratio:
        is_euler = base.kind is Kind.CONSTANT and base.name == "e"
        if is_euler:
            return self.exponential(self.ratio_of(exponent))
        if exponent.kind is Kind.NUMBER:
            return self.root_power(self.ratio_of(base), exponent.value)
        logarithm = self.logarithm(self.ratio_of(base))
        return self.exponential(self.multiply(self.ratio_of(exponent), logarithm))

    def _call(self, name: str, arguments: list[Ratio]) -> Ratio:
        if name in COMPOSED:
            inner, outer = COMPOSED[name]
            return outer(self, self._call(inner, arguments))
        if name in RECIPROCAL_ARGUMENT:
            return self._call(RECIPROCAL_ARGUMENT[name], [self.inverse(arguments[0])])
        if name in FORMULAS:
            return FORMULAS[name](self, arguments[0])
        if name in ("max", "min"):
            return reduce(self._greater if name == "max" else self._lesser, arguments)
        return self._opaque(name, arguments)

    def _opaque(self, name: str, arguments: list[Ratio]) -> Ratio:
        named = tuple((Key(one.over), Key(one.under)) for one in arguments)
        return self.whole(self.tower.generator(Opaque(name, named)))

    def odd(self, name: str, value: Ratio) -> Ratio:
        """An opaque odd function: f(-u) = -f(u)."""
        if value.is_zero:
            return value
        if value.over.leading_coefficient() < 0:
            return self.negative(self.odd(name, self.negative(value)))
        if value.under.is_one() and value.over.is_constant():
            angle = ANGLES.get((name, rational(value.over.leading_coefficient())))
            if angle is not None:
                return self.multiply(self.constant(angle), self.pi)
        return self._opaque(name, [value])

    def circle(self, value: Ratio) -> Wave:
        """e^(iu) = p/q gives sin u and cos u."""
        named = Key(value.over), Key(value.under)
        if named not in self._circles:
            turn = self.exponential(self.multiply(self.i, value))
            wave = self._wave(turn)
            odd = self.tower.product(wave.odd, -self.i.over)
            self._circles[named] = Wave(odd, wave.even, wave.size)
        return self._circles[named]

    def hyperbola(self, value: Ratio) -> Wave:
        """e^u = p/q gives sinh u and cosh u."""
        return self._wave(self.exponential(value))

    def _wave(self, power: Ratio) -> Wave:
        product = self.tower.product
        above = product(power.over, power.over)
        below = product(power.under, power.under)
        return Wave((above - below) / 2, (above + below) / 2, product(power.over, power.under))

    def _greater(self, one: Ratio, other: Ratio) -> Ratio:
        gap = self.absolute(self.subtract(one, other))
        return self.half(self.add(self.add(one, other), gap))

    def _lesser(self, one: Ratio, other: Ratio) -> Ratio:
        gap = self.absolute(self.subtract(one, other))
        return self.half(self.subtract(self.add(one, other), gap))


def _sin(field: Canonical, value: Ratio) -> Ratio:
    wave = field.circle(value)
    return field.ratio(wave.odd, wave.size)


def _cos(field: Canonical, value: Ratio) -> Ratio:
    wave = field.circle(value)
    return field.ratio(wave.even, wave.size)


def _tan(field: Canonical, value: Ratio) -> Ratio:
    wave = field.circle(value)
    return field.ratio(wave.odd, wave.even)


def _sinh(field: Canonical, value: Ratio) -> Ratio:
    wave = field.hyperbola(value)
    return field.ratio(wave.odd, wave.size)


def _cosh(field: Canonical, value: Ratio) -> Ratio:
    wave = field.hyperbola(value)
    return field.ratio(wave.even, wave.size)


def _tanh(field: Canonical, value: Ratio) -> Ratio:
    wave = field.hyperbola(value)
    return field.ratio(wave.odd, wave.even)


def _asinh(field: Canonical, value: Ratio) -> Ratio:
    square = field.multiply(value, value)
    root = field.root_power(field.add(square, field.constant(1)), HALF)
    return field.logarithm(field.add(value, root))


def _acosh(field: Canonical, value: Ratio) -> Ratio:
    square = field.multiply(value, value)
    root = field.root_power(field.subtract(square, field.constant(1)), HALF)
    return field.logarithm(field.add(value, root))


def _atanh(field: Canonical, value: Ratio) -> Ratio:
    one = field.constant(1)
    quotient = field.divide(field.add(one, value), field.subtract(one, value))
    return field.half(field.logarithm(quotient))


def _asin(field: Canonical, value: Ratio) -> Ratio:
    return field.odd("asin", value)


def _acos(field: Canonical, value: Ratio) -> Ratio:
    return field.subtract(field.half(field.pi), _asin(field, value))


def _atan(field: Canonical, value: Ratio) -> Ratio:
    return field.odd("atan", value)


def _acot(field: Canonical, value: Ratio) -> Ratio:
    return field.subtract(field.half(field.pi), _atan(field, value))


def _sign(field: Canonical, value: Ratio) -> Ratio:
    return field.divide(field.absolute(value), value)


def _heaviside(field: Canonical, value: Ratio) -> Ratio:
    return field.half(field.add(field.constant(1), _sign(field, value)))


def _relu(field: Canonical, value: Ratio) -> Ratio:
    return field.half(field.add(value, field.absolute(value)))


def _sigmoid(field: Canonical, value: Ratio) -> Ratio:
    decay = field.exponential(field.negative(value))
    return field.inverse(field.add(field.constant(1), decay))


def _softplus(field: Canonical, value: Ratio) -> Ratio:
    return field.logarithm(field.add(field.constant(1), field.exponential(value)))


def _erf(field: Canonical, value: Ratio) -> Ratio:
    return field.odd("erf", value)


FORMULAS: Final[dict[str, Callable[[Canonical, Ratio], Ratio]]] = {
    "sin": _sin,
    "cos": _cos,
    "tan": _tan,
    "sinh": _sinh,
    "cosh": _cosh,
    "tanh": _tanh,
    "asinh": _asinh,
    "acosh": _acosh,
    "atanh": _atanh,
    "asin": _asin,
    "acos": _acos,
    "atan": _atan,
    "acot": _acot,
    "ln": Canonical.logarithm,
    "abs": Canonical.absolute,
    "sign": _sign,
    "heaviside": _heaviside,
    "relu": _relu,
    "sigmoid": _sigmoid,
    "softplus": _softplus,
    "erf": _erf,
}
COMPOSED: Final[dict[str, tuple[str, Callable[[Canonical, Ratio], Ratio]]]] = {
    "sec": ("cos", Canonical.inverse),
    "csc": ("sin", Canonical.inverse),
    "cot": ("tan", Canonical.inverse),
    "sech": ("cosh", Canonical.inverse),
    "csch": ("sinh", Canonical.inverse),
    "coth": ("tanh", Canonical.inverse),
}
RECIPROCAL_ARGUMENT: Final = {
    "asec": "acos",
    "acsc": "asin",
    "asech": "acosh",
    "acsch": "asinh",
    "acoth": "atanh",
}
