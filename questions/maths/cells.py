"""A point in every cell that the borders of expressions cut out of space.

The cells of polynomial borders are all met, by cylindrical decomposition: the line of the first
variable is cut where the picture over it changes, and over a point between two cuts the same is
done for the next. Other borders (ln x = y, sin x = 0) are enclosed along each line that is walked.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice, pairwise
from typing import Final, TypeAlias, TypeVar

from questions.maths.algebra.nodes import Arena
from questions.maths.algebra.trees import tree
from questions.maths.borders import borders
from questions.maths.budget import Budget
from questions.maths.errors import LimitError
from questions.maths.expression import Expression, symbols
from questions.maths.findings import Point
from questions.maths.lines import meetings
from questions.maths.points import DENOMINATOR, Bounds, Domain
from questions.maths.projection import Polynomial, Ring, levels, zeros_along
from questions.maths.zeros import zeros_of

MAX_POINTS: Final = 160
MAX_CUTS: Final = 40
"""Of one line: those of polynomials first, and then those nearest to 0 are kept."""
BUDGET: Final = 100_000
"""What the cells of one comparison may cost."""
GENERIC: Final = Fraction(503, DENOMINATOR)

Item = TypeVar("Item")
Curves: TypeAlias = dict[Expression, frozenset[str]]
"""Borders that are no polynomials, with their variables."""
Cuts: TypeAlias = tuple[set[Fraction], set[Fraction]]
"""Of a line: by polynomials, and by others."""


def in_every_cell(
    trees: Sequence[Expression], names: Sequence[str], generic: Iterator[Point], domain: Domain
) -> Iterator[Point]:
    """At most `MAX_POINTS` points of the domain, none where the trees have no borders.

    `generic` gives points for the variables that no border has met yet.
    """
    found = borders(trees)
    if found and names:
        yield from islice(_points(found, names, generic, domain), MAX_POINTS)


def on_borders(trees: Sequence[Expression], names: Sequence[str], base: Point) -> Iterator[Point]:
    """The rational points of polynomial borders along each variable from a point."""
    budget = Budget(BUDGET)
    ring = Ring(names, budget)
    places = {place: base[name] for place, name in enumerate(names)}
    for border in borders(trees):
        for factor in ring.factors(border) or ():
            for place, name in enumerate(names):
                if factor.degrees()[place] == 1:
                    fixed = {other: value for other, value in places.items() if other != place}
                    for zero in zeros_along(factor, place, fixed, budget):
                        yield {**base, name: zero}


def _points(
    found: Sequence[Expression], names: Sequence[str], generic: Iterator[Point], domain: Domain
) -> Iterator[Point]:
    budget = Budget(BUDGET)
    polynomials, curves = _sorted(found, Ring(names, budget))
    turns = len(names) if curves else 1
    walks = []
    for turn in range(turns):
        # A curve is followed along lines only, so they should run in every direction.
        order = [*range(turn, len(names)), *range(turn)]
        of_order = levels(polynomials, order, budget)
        walks.append(_Walk(of_order, curves, names, next(generic), domain, budget).points(order))
    yield from _in_turn(walks)


def _sorted(found: Sequence[Expression], ring: Ring) -> tuple[list[Polynomial], Curves]:
    """Borders that are polynomials, in factors, and others with their variables."""
    polynomials: list[Polynomial] = []
    curves: Curves = {}
    for border in found:
        factors = ring.factors(border)
        if factors is not None:
            polynomials += factors
            continue
        for part in zeros_of(_simpler(border)):
            factors = ring.factors(part)
            if factors is not None:
                polynomials += factors
            else:
                curves[part] = symbols(part)
    return polynomials, curves


def _in_turn(several: Sequence[Iterator[Item]]) -> Iterator[Item]:
    """One of each until all are exhausted."""
    waiting = list(several)
    while waiting:
        for one in tuple(waiting):
            point = next(one, None)
            if point is None:
                waiting.remove(one)
            else:
                yield point


class _Walk:
    """Through the cells of polynomials, by their levels in one order of the variables; curves are
    looked at along the lines that are walked."""

    def __init__(
        self,
        of_order: Mapping[int, Sequence[Polynomial]],
        curves: Curves,
        names: Sequence[str],
        base: Point,
        domain: Domain,
        budget: Budget,
    ) -> None:
        self._levels = of_order
        self._curves = curves
        self._names = names
        self._base = base
        self._domain = domain
        self._budget = budget
        self._on_every_line: dict[int, Cuts] = {}

    def points(self, order: Sequence[int]) -> Iterator[Point]:
        """Points of all cells, near ones first."""
        for values in self._above({}, order):
            yield {name: values[place] for place, name in enumerate(self._names)}

    def _above(
        self, before: Mapping[int, Fraction], order: Sequence[int]
    ) -> Iterator[Mapping[int, Fraction]]:
        """Values of all variables by place, of which those before are chosen."""
        if not order:
            yield before
            return
        place, *rest = order
        name = self._names[place]
        cuts = self._cuts(place, before)
        nearest = sorted(between(cuts, self._bounds(name), self._base[name]), key=abs)
        yield from _in_turn([self._above({**before, place: value}, rest) for value in nearest])

    def _bounds(self, name: str) -> Bounds:
        return self._domain.get(name, (None, None))

    def _cuts(self, place: int, before: Mapping[int, Fraction]) -> list[Fraction]:
        """Where borders cut a line: those in its variable alone do so on every line.

        Polynomials come first, for they are few: a wave has more cuts than are kept.
        """
        if place not in self._on_every_line:
            self._on_every_line[place] = self._met(place, {}, alone=True)
        every, here = self._on_every_line[place], self._met(place, before, alone=False)
        return [
            cut
            for one, other in zip(every, here, strict=True)
            for cut in sorted(one | other, key=abs)
        ]

    def _met(self, place: int, before: Mapping[int, Fraction], *, alone: bool) -> Cuts:
        straight = {
            zero
            for polynomial in self._levels[place]
            if (sum(map(bool, polynomial.degrees())) == 1) is alone
            for zero in zeros_along(polynomial, place, before, self._budget)
        }
        return straight, set(self._of_curves(place, before, alone=alone))

    def _of_curves(
        self, place: int, before: Mapping[int, Fraction], *, alone: bool
    ) -> Iterator[Fraction]:
        name = self._names[place]
        here = {**self._base, **{self._names[one]: value for one, value in before.items()}}
        for curve, names in self._curves.items():
            if name in names and (len(names) == 1) is alone:
                point = {one: here[one] for one in names}
                yield from meetings(curve, name, point, self._bounds(name), self._budget)


def _simpler(border: Expression) -> Expression:
    """The border with what is above and below its fractions cancelled, as far as that goes."""
    try:
        return tree(Arena().node(border))
    except LimitError:
        return border


def between(cuts: Sequence[Fraction], bounds: Bounds, otherwise: Fraction) -> list[Fraction]:
    """A number in each interval that the cuts leave of the bounds, or `otherwise` without cuts.

    Of more than `MAX_CUTS` the first count.
    """
    low, high = bounds
    inside = [cut for cut in cuts if (low is None or cut > low) and (high is None or cut < high)]
    if not inside:
        return [otherwise]
    inside = sorted(dict.fromkeys(inside[:MAX_CUTS]))
    first = inside[0] - 1 - abs(inside[0]) / 7 if low is None else low
    last = inside[-1] + 1 + abs(inside[-1]) / 7 if high is None else high
    return [_generic_between(*pair) for pair in pairwise([first, *inside, last])]


def _generic_between(low: Fraction, high: Fraction) -> Fraction:
    """A short number about halfway that is not simple by accident."""
    unit = Fraction(1, DENOMINATOR)
    while unit * 8 > high - low:
        unit /= 2**8
    return round((low + (high - low) * GENERIC) / unit) * unit
