"""Looking at two expressions at one point, as closely as needed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto
from fractions import Fraction
from functools import lru_cache
from typing import Final

from flint import arb, ctx

from questions.maths.evaluation import (
    Absence,
    Ball,
    Number,
    Value,
    ball,
    disjoint,
    is_exact,
    rational,
)
from questions.maths.expression import Expression
from questions.maths.findings import Point
from questions.maths.keys import Key, coordinates

FIRST_BITS: Final = 64
MAX_BITS: Final = 2048
BITS_TO_SHOW: Final = 110
"""Enough for the thirty digits that values are shown with at most."""
BITS_OF_GAPS: Final = 30
MAX_BITS_UNKNOWN: Final = 512
BUDGET: Final = 400_000
"""Operations that one decision may spend on balls, counted in operations of 64 bits."""


class Sight(Enum):
    APART = auto()
    """Both have values, and the values differ."""
    AGREE = auto()
    """Both have values that agree as closely as was asked."""
    KEY_ONLY = auto()
    ANSWER_ONLY = auto()
    NEITHER = auto()
    UNKNOWN = auto()

    __hash__ = object.__hash__
    """Members are single objects, which need not be hashed by their names."""


@dataclass(frozen=True, slots=True)
class Observation:
    """`answer_is_huge`: at some precision it was beyond every ball."""

    sight: Sight
    point: Point
    key: Value
    answer: Value
    bits: int
    answer_is_huge: bool = False


class Observer:
    """Looks at a key and an answer until its budget is spent."""

    def __init__(self, key: Key, answer: Expression) -> None:
        self._key = key
        self._program, self._goes_on = key.program_with(answer)
        self.has_unknown_function = self._program.has_unknown_function
        self._budget = BUDGET
        used = self._program.names
        declared = [name for name in key.variables if name in used]
        self.names = (*declared, *(name for name in used if name not in declared))

    @property
    def tired(self) -> bool:
        """Whether the budget is spent; what was not seen by then stays unknown."""
        return self._budget <= 0

    def look(self, point: Point, wanted: int, first: int = FIRST_BITS) -> Observation:
        """What is seen at the point, with at least `wanted` bits where the values agree."""
        bits, huge = first, False
        while True:
            before, ctx.prec = ctx.prec, bits
            try:
                key, answer = self._values(point, bits)
                sight = sight_of(key, answer, wanted)
            finally:
                ctx.prec = before
            huge = huge or answer is Absence.HUGE
            limit = MAX_BITS_UNKNOWN if _absent(key, answer) else max(MAX_BITS, first)
            if sight is not None or bits * 2 > limit or self.tired:
                return Observation(sight or Sight.UNKNOWN, point, key, answer, bits, huge)
            bits *= 2

    def sharpened(self, seen: Observation) -> Observation:
        """The same observation, with values known to many digits beside the greater one."""
        key, answer, bits = seen.key, seen.answer, seen.bits
        while not _are_sharp(key, answer) and bits < MAX_BITS:
            bits = max(2 * bits, 2 * BITS_TO_SHOW)
            key, answer = self._values(seen.point, bits)
        return replace(seen, key=key, answer=answer, bits=bits)

    def gap(self, seen: Observation) -> Number:
        """The answer's value less the key's, known to several digits."""
        key, answer, bits = seen.key, seen.answer, seen.bits
        while True:
            with ctx.workprec(bits):
                gap = ball(answer) - ball(key)
            if gap.rel_accuracy_bits() >= BITS_OF_GAPS or bits > MAX_BITS:
                return gap
            bits *= 2
            key, answer = self._values(seen.point, bits)

    def holds_around(self, seen: Observation) -> bool:
        """Whether what was seen (apart, or key only) is proved for a whole neighbourhood."""
        return any(
            self._sight_around(seen.point, radius, bits) is seen.sight
            for radius, bits in _radii(seen.bits)
        )

    def _sight_around(self, point: Point, radius: int, bits: int) -> Sight | None:
        with ctx.workprec(bits):
            return sight_of(*self._values(point, bits, radius), wanted=MAX_BITS)

    def over(self, sides: Mapping[str, tuple[Fraction, Fraction]]) -> tuple[Value, Value]:
        """Values that enclose the key's and the answer's on a whole box."""
        region = {}
        for name, (low, high) in sides.items():
            radius = arb(rational((high - low) / 2)).upper()
            region[name] = arb(rational((low + high) / 2)) + arb(0, radius)
        self._spend(FIRST_BITS)
        key, answer = self._program.at(region, FIRST_BITS)
        return key, answer

    def _values(self, point: Point, bits: int, radius: int | None = None) -> tuple[Value, Value]:
        self._spend(bits)
        begun = (
            self._key.values(point, bits, radius)
            if self._goes_on
            else coordinates(point, self._program.names, bits, radius)
        )
        key, answer = self._program.picked(self._program.values(begun, bits))
        return key, answer

    def _spend(self, bits: int) -> None:
        """The whole program counts, whatever of it is known: findings must not depend on that."""
        self._budget -= (len(self._program) + 1) * (1 + bits // 256)


def _are_sharp(*values: Value) -> bool:
    sizes = [ball(value) for value in values if not isinstance(value, Absence)]
    greatest = max((size.abs_upper() for size in sizes), default=arb(0))
    return all(size.rad() <= greatest * arb(2) ** -BITS_TO_SHOW for size in sizes)


def _radii(bits: int) -> Iterator[tuple[int, int]]:
    """Radii 2^-n to try, and the precision for each: wide ones first, then as small as it takes."""
    yield 24, bits
    yield 44, bits
    while bits <= MAX_BITS:
        yield bits - 16, bits
        bits *= 4


def _absent(key: Value, answer: Value) -> bool:
    return isinstance(key, Absence) or isinstance(answer, Absence)


def sight_of(key: Value, answer: Value, wanted: int) -> Sight | None:
    """What two values say; None if more precision may say more. AGREE is to `wanted` bits."""
    if type(key) is Absence or type(answer) is Absence:
        return _sight_of_absence(key, answer)
    if disjoint(key, answer):
        return Sight.APART
    return Sight.AGREE if agrees(key, answer, wanted) else None


def _sight_of_absence(key: Value, answer: Value) -> Sight | None:
    for value in (key, answer):
        if value is Absence.UNKNOWN or value is Absence.HUGE:
            return None
    if key is Absence.UNDEFINED:
        return Sight.NEITHER if answer is Absence.UNDEFINED else Sight.ANSWER_ONLY
    return Sight.KEY_ONLY


def agrees(key: Number, answer: Number, bits: int) -> bool:
    """The values differ by less than 2^-bits of the greater one, or both by 2^-200 from 0."""
    if is_exact(key) and is_exact(answer):
        return bool(key == answer)
    one, other = ball(key), ball(answer)
    gap = (one - other).abs_upper()
    if one.contains(0) and other.contains(0):
        return bool(gap <= _power_of_two(-200))
    return bool(gap <= abs(one).max(abs(other)).abs_lower() * _power_of_two(-bits))


@lru_cache(64)
def _power_of_two(exponent: int) -> Ball:
    """Exact at any precision."""
    return arb(2) ** exponent
