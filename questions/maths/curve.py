"""Points of the curve that an equation in two variables describes, each one certified.

A zero of the equation lies between two numbers where it has opposite signs, since it is continuous
wherever a ball has a value. Simple rational points come first, for a person can check those by
hand; the others have a simple first coordinate and a second one that is a narrow ball.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, islice, pairwise, product
from typing import Final

from flint import arb, ctx

from questions.maths.evaluation import (
    Absence,
    Number,
    Program,
    Value,
    around,
    ball,
    is_exact,
    nearby,
    rational,
)
from questions.maths.expression import Expression, Negation, Relation, Sum, symbols
from questions.maths.findings import Point
from questions.maths.points import SIMPLE, Domain, generic, inside
from questions.maths.task import Task

BITS: Final = 384
RADIUS: Final = 340
"""Coordinates that are no simple numbers are known to within 2^-RADIUS."""
COARSE: Final = 64
HALVINGS: Final = 20
SECANTS: Final = 14
MOST_EXACT: Final = 6
BY_HAND: Final = tuple(
    sign * Fraction(size, 2) for size in (2, 4, 6, 1, 8, 3, 10, 12, 5) for sign in (1, -1)
)
"""Coordinates that a person can work with."""
MOST_LINES: Final = 24
MOST_ON_A_LINE: Final = 2
GRID: Final = tuple(
    sign * Fraction(round(1009 * 1.35**power), 20_000)
    for sign, powers in ((-1, range(21, -1, -1)), (1, range(22)))
    for power in powers
)
"""Where signs are looked at: 44 numbers up to 28 from 0, none of them simple."""
DIGITS_TOLD: Final = 6


@dataclass(frozen=True, slots=True)
class Curve:
    """Where an equation in two variables holds; it is solved for `dependent`."""

    equation: Relation
    independent: str
    dependent: str

    @property
    def gap(self) -> Expression:
        """What is zero there: the left side less the right one."""
        left, right = self.equation.sides
        return Sum((left, Negation(right)))


def curve_of(task: Task | None) -> Curve | None:
    """Where the answer to a task means something, if that is a curve."""
    if task is None or task.ask != "implicit" or task.at or not isinstance(task.function, Relation):
        return None
    return Curve(task.function, task.with_respect_to[0], task.dependent_variable)


@dataclass(frozen=True, slots=True)
class Place:
    """A point of a curve. `coordinates` enclose it; `told` is what a person reads, where the
    names in `rounded` are given to six digits.
    """

    coordinates: Mapping[str, Number]
    told: Point
    rounded: tuple[str, ...] = ()

    def neighbourhood(self, radius: int) -> dict[str, Number]:
        """Balls of radius 2^-radius and a little more around the coordinates."""
        wide = arb(0, arb(2) ** -radius)
        return {name: ball(value) + wide for name, value in self.coordinates.items()}


def places(curve: Curve, domain: Domain) -> Iterator[Place]:
    """A bounded number of points of the curve, simplest first, the same on every machine.

    None where the equation has other variables, too. Raises LimitError or UnsupportedError as
    programs do.
    """
    if symbols(curve.equation) != {curve.independent, curve.dependent}:
        return
    search = _Search(Program((curve.gap,)), curve)
    for place in chain(islice(search.exact(), MOST_EXACT), search.on_lines(domain)):
        if inside(place.told, domain):
            yield place


class _Search:
    """Zeros of the difference of both sides."""

    def __init__(self, gap: Program, curve: Curve) -> None:
        self._gap = gap
        self._x, self._y = curve.independent, curve.dependent

    def exact(self) -> Iterator[Place]:
        """Simple rational points."""
        for x, y in product(BY_HAND, BY_HAND):
            value = self._at(rational(x), rational(y), COARSE)
            if not isinstance(value, Absence) and is_exact(value) and value == 0:
                yield self._exactly(x, y)

    def on_lines(self, domain: Domain) -> Iterator[Place]:
        """Points with a given first coordinate."""
        others = (one[self._x] for one in generic((self._x,), "curve", domain))
        for x in islice(chain(SIMPLE, others), MOST_LINES):
            yield from islice(self._on_line(x), MOST_ON_A_LINE)

    def _on_line(self, x: Fraction) -> Iterator[Place]:
        signs = [(y, self._sign(x, y)) for y in GRID]
        for (low, sign), (high, other) in pairwise(signs):
            if sign * other < 0:
                place = self._between(x, low, high, sign)
                if place is not None:
                    yield place

    def _between(self, x: Fraction, low: Fraction, high: Fraction, sign: int) -> Place | None:
        """The zero between two numbers of opposite signs; None where it cannot be certified."""
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            found = self._sign(x, middle)
            if not found:
                break
            low, high = (middle, high) if found == sign else (low, middle)
        y = self._narrowed(x, low, high)
        if y is None:
            return None
        near = nearby(y)
        if near is None:
            return None
        told = Fraction(f"{float(near):.{DIGITS_TOLD}g}")
        return Place({self._x: rational(x), self._y: y}, {self._x: x, self._y: told}, (self._y,))

    def _narrowed(self, x: Fraction, low: Fraction, high: Fraction) -> Number | None:
        """A ball that certainly holds a zero, found by secants from two numbers beside it."""
        at = rational(x)
        with ctx.workprec(BITS):
            before, last = ball(rational(low)), ball(rational(high))
            value_before, value = self._at(at, before, BITS), self._at(at, last, BITS)
            for _ in range(SECANTS):
                if isinstance(value, Absence) or isinstance(value_before, Absence):
                    return None
                rise = ball(value) - ball(value_before)
                if rise.contains(0):
                    break
                before, last = last, (last - value * (last - before) / rise).mid()
                value_before, value = value, self._at(at, last, BITS)
            middle = nearby(last)
            return None if middle is None else self._certified(x, middle)

    def _certified(self, x: Fraction, middle: Fraction) -> Number | None:
        step = Fraction(1, 2**RADIUS)
        low, high = (self._sign(x, middle + side, BITS) for side in (-step, step))
        if low * high >= 0:
            return None
        found = around(middle, RADIUS)
        return None if isinstance(self._at(rational(x), found, BITS), Absence) else found

    def _sign(self, x: Fraction, y: Fraction, bits: int = COARSE) -> int:
        """1 or -1 where that is certain, 0 elsewhere."""
        value = self._at(rational(x), rational(y), bits)
        if isinstance(value, Absence):
            return 0
        size = ball(value)
        return 1 if size > 0 else -1 if size < 0 else 0

    def _at(self, x: Number, y: Number, bits: int) -> Value:
        return self._gap.at({self._x: x, self._y: y}, bits)[0]

    def _exactly(self, x: Fraction, y: Fraction) -> Place:
        return Place({self._x: rational(x), self._y: rational(y)}, {self._x: x, self._y: y})
