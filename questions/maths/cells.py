"""A point in every cell that the borders of expressions cut out of space.

The cells of polynomial borders are all met, by cylindrical decomposition: the line of the first
variable is cut where the picture over it changes, and over a point between two cuts the same is
done for the next. Other borders (ln x = y, sin x = 0) are enclosed along each line that is walked.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice, pairwise
from typing import Final

from questions.maths.algebra.nodes import Arena
from questions.maths.algebra.trees import tree
from questions.maths.borders import borders
from questions.maths.crossings import Budget
from questions.maths.errors import LimitError
from questions.maths.expression import Expression, symbols
from questions.maths.findings import Point
from questions.maths.lines import meetings
from questions.maths.points import DENOMINATOR, Bounds, Domain
from questions.maths.projection import Polynomial, Ring, levels, zeros_along
from questions.maths.zeros import zeros_of

MAX_POINTS: Final = 160
MAX_CUTS: Final = 40
"""Of one line: those nearest to 0 are kept."""
BUDGET: Final = 30_000
"""Operations on balls for following the borders that are no polynomials, in all lines."""
GENERIC: Final = Fraction(503, DENOMINATOR)


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
    ring = Ring(names)
    for border in borders(trees):
        for factor in ring.factors(border) or ():
            for place, name in enumerate(names):
                if factor.degrees()[place] == 1:
                    fixed = {index: base[other] for index, other in enumerate(names)}
                    yield from ({**base, name: zero} for zero in zeros_along(factor, place, fixed))


def _points(
    found: Sequence[Expression], names: Sequence[str], generic: Iterator[Point], domain: Domain
) -> Iterator[Point]:
    budget = Budget(BUDGET)
    first = _Decomposition(found, names, next(generic), domain, budget)
    walks = [first]
    if first.has_curves and len(names) > 1:
        # A curve is followed along lines only, so they should run in every direction.
        for turn in range(1, len(names)):
            turned = (*names[turn:], *names[:turn])
            walks.append(_Decomposition(found, turned, next(generic), domain, budget))
    for point in _in_turn([walk.points() for walk in walks]):
        yield {name: point[name] for name in names}


def _in_turn(several: Sequence[Iterator[Point]]) -> Iterator[Point]:
    """One of each until all are exhausted."""
    waiting = list(several)
    while waiting:
        for one in tuple(waiting):
            point = next(one, None)
            if point is None:
                waiting.remove(one)
            else:
                yield point


class _Decomposition:
    """Cells in one order of the variables; `has_curves` if not all borders are polynomials."""

    def __init__(
        self,
        found: Sequence[Expression],
        names: Sequence[str],
        base: Point,
        domain: Domain,
        budget: Budget,
    ) -> None:
        self._names = names
        self._budget = budget
        self._base = base
        self._domain = domain
        ring = Ring(names)
        polynomials: list[Polynomial] = []
        self._curves: dict[Expression, frozenset[str]] = {}
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
                    self._curves[part] = symbols(part)
        self._levels = levels(polynomials, len(names))
        self.has_curves = bool(self._curves)

    def points(self) -> Iterator[Point]:
        return self._above({})

    def _above(self, point: Mapping[str, Fraction]) -> Iterator[Point]:
        """Points of all cells over a point of the first variables."""
        place = len(point)
        if place == len(self._names):
            yield dict(point)
            return
        name = self._names[place]
        cuts = self._cuts(place, point)
        values = between(cuts, self._domain.get(name, (None, None)), self._base[name])
        nearest = sorted(values, key=abs)
        yield from _in_turn([self._above({**point, name: value}) for value in nearest])

    def _cuts(self, place: int, point: Mapping[str, Fraction]) -> set[Fraction]:
        name, before = self._names[place], dict(enumerate(point.values()))
        cuts = {
            zero
            for polynomial in self._levels[place]
            for zero in zeros_along(polynomial, place, before)
        }
        bounds = self._domain.get(name, (None, None))
        for curve, names in self._curves.items():
            if name in names:
                here = {one: point.get(one, self._base[one]) for one in names}
                cuts.update(meetings(curve, name, here, bounds, self._budget))
        return set(sorted(cuts, key=abs)[:MAX_CUTS])


def _simpler(border: Expression) -> Expression:
    """The border with what is above and below its fractions cancelled, as far as that goes."""
    try:
        return tree(Arena().node(border))
    except LimitError:
        return border


def between(cuts: set[Fraction], bounds: Bounds, otherwise: Fraction) -> list[Fraction]:
    """A number in each interval that the cuts leave of the bounds, or `otherwise` without cuts."""
    low, high = bounds
    inside = sorted(
        cut for cut in cuts if (low is None or cut > low) and (high is None or cut < high)
    )
    if not inside:
        return [otherwise]
    first = inside[0] - 1 - abs(inside[0]) / 7 if low is None else low
    last = inside[-1] + 1 + abs(inside[-1]) / 7 if high is None else high
    return [_generic_between(*pair) for pair in pairwise([first, *inside, last])]


def _generic_between(low: Fraction, high: Fraction) -> Fraction:
    """A short number about halfway that is not simple by accident."""
    unit = Fraction(1, DENOMINATOR)
    while unit * 8 > high - low:
        unit /= 2**8
    return round((low + (high - low) * GENERIC) / unit) * unit
