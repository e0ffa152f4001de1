"""Points of a domain that is searched by halving boxes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from heapq import heapify, heappop, heappush
from itertools import count, product
from typing import Final

from questions.maths.findings import Point
from questions.maths.points import DENOMINATOR, Domain

MAX_BOXES: Final = 300
WIDEST: Final = Fraction(4096)
MAX_SPLIT: Final = 5

Side = tuple[Fraction, Fraction]


def middles_of_boxes(
    names: Sequence[str], domain: Domain, is_barred: Callable[[Mapping[str, Side]], bool]
) -> Iterator[Point]:
    """Points of ever smaller boxes, without those where a value is proved to be missing."""
    order = count()
    waiting = [(0, next(order), box) for box in first_boxes(names, domain)]
    heapify(waiting)
    for _ in range(MAX_BOXES):
        if not waiting:
            return
        depth, _, box = heappop(waiting)
        if is_barred(dict(zip(names, box.sides, strict=True))):
            continue
        yield dict(zip(names, box.middle(), strict=True))
        for half in box.halves():
            heappush(waiting, (depth + 1, next(order), half))


@dataclass(frozen=True, slots=True)
class Box:
    """A product of intervals, for searching a small domain by halving."""

    sides: tuple[Side, ...]

    def middle(self) -> tuple[Fraction, ...]:
        """A generic point near the middle: no two variables have the same share of their sides."""
        return tuple(
            low + (high - low) * Fraction(503 - 7 * place, DENOMINATOR)
            for place, (low, high) in enumerate(self.sides)
        )

    def halves(self) -> "tuple[Box, Box]":
        """The box cut across its longest side."""
        lengths = [high - low for low, high in self.sides]
        longest = lengths.index(max(lengths))
        low, high = self.sides[longest]
        cut = (low + high) / 2
        before, after = self.sides[:longest], self.sides[longest + 1 :]
        return (
            Box((*before, (low, cut), *after)),
            Box((*before, (cut, high), *after)),
        )


def first_boxes(names: Sequence[str], domain: Domain) -> list[Box]:
    """Boxes that cover the domain within 4096 of the origin, split at zero."""
    sides = []
    for name in names:
        low, high = domain.get(name, (None, None))
        low = -WIDEST if low is None else low
        high = WIDEST if high is None else high
        split = low < 0 < high and len(names) <= MAX_SPLIT
        sides.append([(low, Fraction(0)), (Fraction(0), high)] if split else [(low, high)])
    return [Box(tuple(one)) for one in product(*sides)]
