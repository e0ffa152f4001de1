"""Constants that are proved to be zero because they are too small to be anything else.

A number made of whole numbers by +, -, *, / and roots cannot be arbitrarily close to zero without
being zero. Burnikel, Funke, Mehlhorn, Schirra and Schmitt, "A separation bound for real algebraic
expressions" (Algorithmica 55, 2009): E is a quotient U/L of algebraic integers of degree at most D
whose conjugates are at most u and l in size, so |E| < 1/(u^(D-1) l) makes E zero. sin, cos and
their kin of rational multiples of pi belong to them: they are made of e^(i pi/n), whose
conjugates have size 1.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import lcm, prod
from typing import Final

from flint import arb, fmpz

from questions.maths.algebra.kinds import Kind
from questions.maths.algebra.node import Node
from questions.maths.algebra.trees import tree
from questions.maths.evaluation import Absence, Program, ball

MAX_BITS: Final = 20_000
"""A number that would have to be known more closely is left unproved."""
MORE_BITS: Final = 64
MAX_TURN: Final = 5_000
QUARTER: Final = 4


@dataclass(frozen=True, slots=True)
class Size:
    """Upper bounds of log2 u and log2 l."""

    over: Fraction
    under: Fraction


class _NotAlgebraicError(Exception):
    """The number is not known to be algebraic."""


def is_too_small(node: Node) -> bool:
    """Proved: the node, a constant with a value, is zero; False proves nothing."""
    bits = bits_to_separate(node)
    if bits is None:
        return False
    (value,) = Program([tree(node)]).at({}, bits + MORE_BITS)
    return not isinstance(value, Absence) and bool(abs(ball(value)) < arb(2) ** -bits)


def bits_to_separate(node: Node) -> int | None:
    """The node, a constant, is zero if it is smaller than 2^-bits; None where no bound is known."""
    bound = _Bound()
    try:
        size = bound.of(node)
    except _NotAlgebraicError:
        return None
    bits = (bound.degree() - 1) * max(size.over, Fraction(0)) + max(size.under, Fraction(0)) + 1
    return int(bits) + 1 if bits < MAX_BITS else None


class _Bound:
    """The sizes of nodes, and the degrees of the roots met on the way."""

    def __init__(self) -> None:
        self._sizes: dict[Node, Size] = {}
        self._roots: dict[tuple[Node, int], int] = {}
        self._turn = 1

    def degree(self) -> int:
        """The degree of a field that holds every number met."""
        return prod(self._roots.values()) * int(fmpz(self._turn).euler_phi())

    def of(self, node: Node) -> Size:
        if node not in self._sizes:
            self._sizes[node] = self._of(node)
        return self._sizes[node]

    def _of(self, node: Node) -> Size:
        match node.kind:
            case Kind.NUMBER:
                return Size(_log2(abs(node.value.numerator)), _log2(node.value.denominator))
            case Kind.SUM:
                return _sum([self.of(term) for term in node.arguments])
            case Kind.PRODUCT:
                parts = [self.of(factor) for factor in node.arguments]
                over = sum((part.over for part in parts), Fraction(0))
                return Size(over, sum((part.under for part in parts), Fraction(0)))
            case Kind.POWER:
                return self._power(*node.arguments)
            case Kind.CALL if node.name in TURNS:
                return self._of_turn(node)
        raise _NotAlgebraicError

    def _power(self, base: Node, exponent: Node) -> Size:
        if exponent.kind is not Kind.NUMBER:
            raise _NotAlgebraicError
        size, value = self.of(base), exponent.value
        times, degree = abs(value.numerator), value.denominator
        if degree > 1:
            self._roots[base, degree] = degree
            size = _root(size, degree)
        size = Size(size.over * times, size.under * times)
        return size if value > 0 else Size(size.under, size.over)

    def _of_turn(self, node: Node) -> Size:
        """A function of turns * pi: with z = e^(i pi turns), cos is (z + 1/z)/2."""
        turns = _turns(node.arguments[0])
        self._turn = lcm(self._turn, 2 * turns.denominator, QUARTER)
        if self._turn > MAX_TURN:
            raise _NotAlgebraicError
        return TURNS[node.name]


TURNS: Final = {
    **dict.fromkeys(("sin", "cos", "sec", "csc"), Size(Fraction(1), Fraction(1))),
    **dict.fromkeys(("tan", "cot"), Size(Fraction(2), Fraction(2))),
}


def _turns(argument: Node) -> Fraction:
    """The argument divided by pi, where that is rational."""
    if _is_pi(argument):
        return Fraction(1)
    if argument.kind is Kind.NUMBER and not argument.value:
        return Fraction(0)
    if argument.kind is Kind.PRODUCT and len(argument.arguments) == 2:
        number, rest = argument.arguments
        if number.kind is Kind.NUMBER and _is_pi(rest):
            return number.value
    raise _NotAlgebraicError


def _is_pi(node: Node) -> bool:
    return node.kind is Kind.CONSTANT and node.name == "pi"


def _log2(whole: int) -> Fraction:
    """At least log2 of a whole number that is not negative; 0 for 0."""
    return Fraction((whole - 1).bit_length() if whole > 0 else 0)


def _sum(parts: list[Size]) -> Size:
    """U/L of a sum: each U over the product of the other L's."""
    under = sum((part.under for part in parts), Fraction(0))
    greatest = max(part.over + under - part.under for part in parts)
    return Size(greatest + _log2(len(parts)), under)


def _root(size: Size, degree: int) -> Size:
    """Of U/L: the root of U L^(d-1) over L, or U over the root of U^(d-1) L; the smaller."""
    above = Size((size.over + (degree - 1) * size.under) / degree, size.under)
    below = Size(size.over, ((degree - 1) * size.over + size.under) / degree)
    return above if size.over >= size.under else below
