"""Where a function crosses zero along a line, enclosed by halving intervals."""

from collections.abc import Mapping
from fractions import Fraction
from heapq import heappop, heappush
from math import log2
from typing import Final, TypeAlias

from flint import arb, ctx

from questions.maths.budget import Budget
from questions.maths.evaluation import Absence, Number, Program, Value, ball, rational

Interval: TypeAlias = tuple[float, float]
Bounds: TypeAlias = tuple[Fraction | None, Fraction | None]

BITS: Final = 64
MAX_LOOKS: Final = 200
"""Intervals that are looked at for one function on one line."""
MAX_STEPS: Final = 20
"""Of the secants that follow a change of sign to its place."""
FARTHEST: Final = 2.0**64
NEAREST: Final = 2.0**-40
COARSE: Final = 2.0**-6
FINE: Final = 2.0**-36
EXACT: Final = 2.0**-50
"""Widths, as shares of the place: where secants take over from halving, where halving ends
without a change of sign, and where secants end."""
LEAST, GREATEST = 1e-300, 1e300
FAR_IS_DEAR, NEAR_IS_DEAR = 4, 2
"""How many halvings around 1 are worth as much as one twice as far from 0, or half as far."""


def crossings(
    program: Program,
    name: str,
    point: Mapping[str, Fraction],
    bounds: Bounds,
    budget: Budget,
) -> list[Fraction]:
    """Places close to the zeros of a program's only value along one variable.

    What is not among them within the bounds and `FARTHEST` is proved to be no zero, unless more
    than `MAX_LOOKS` intervals would have to be looked at or the budget ends; what is near 0 is
    looked at first.
    """
    exact = {one: rational(value) for one, value in point.items()}
    line = _Line(program, name, exact, budget)
    waiting = [_looked_at_later(*part) for part in _within(*bounds)]
    found: list[Interval] = []
    if any(start == 0 for *_, start, _ in waiting) and line.vanishes_at_zero():
        found.append((0.0, 0.0))
    for _ in range(MAX_LOOKS):
        if not waiting or budget.left <= 0:
            break
        *_, start, end = heappop(waiting)
        if not line.may_vanish(start, end):
            continue
        place = line.enclosed(start, end)
        if place is not None:
            found.append(place)
            continue
        for part in _halves(start, end, _cut(start, end)):
            heappush(waiting, _looked_at_later(*part))
    return _middles(found)


def _within(low: Fraction | None, high: Fraction | None) -> list[Interval]:
    """What is looked at of the line, cut at 0."""
    start = -FARTHEST if low is None else _reached(low)
    end = FARTHEST if high is None else _reached(high)
    return _halves(start, end, 0.0) if start < end else []


def _reached(end: Fraction) -> float:
    return float(max(min(end, Fraction(FARTHEST)), Fraction(-FARTHEST)))


def _halves(start: float, end: float, cut: float) -> list[Interval]:
    return [(start, cut), (cut, end)] if start < cut < end else [(start, end)]


def _sizes(start: float, end: float) -> Interval:
    near, far = sorted((abs(start), abs(end)))
    return near, far


def _cut(start: float, end: float) -> float:
    """Halfway in size where the interval spans several, else in the middle."""
    near, far = _sizes(start, end)
    if far <= 4 * near:
        return (start + end) / 2
    cut = 2.0 ** (round(log2(far) + log2(max(near, NEAREST / 4))) // 2)
    return cut if end > 0 else -cut


def _looked_at_later(start: float, end: float) -> tuple[float, float, float, float]:
    """An entry that sorts by how soon to look there: far away, close to 0 and finely is dear."""
    near, far = _sizes(start, end)
    finely = log2(far / (end - start)) if far <= 4 * near else 0
    away = FAR_IS_DEAR * log2(max(near, 1)) - NEAR_IS_DEAR * log2(min(far, 1))
    return finely + away, near, start, end


def _middles(found: list[Interval]) -> list[Fraction]:
    """The middle of every run of neighbouring intervals."""
    runs: list[Interval] = []
    for start, end in sorted(found):
        if runs and runs[-1][1] >= start:
            runs[-1] = (runs[-1][0], max(end, runs[-1][1]))
        else:
            runs.append((start, end))
    return [(Fraction(start) + Fraction(end)) / 2 for start, end in runs]


class _Line:
    """One function along one variable."""

    def __init__(
        self, program: Program, name: str, point: Mapping[str, Number], budget: Budget
    ) -> None:
        self._program = program
        self._budget = budget
        self._name = name
        self._point = {one: value for one, value in point.items() if one in program.names}

    def _at(self, value: Number) -> Value:
        self._budget.left -= len(self._program) + 1
        self._point[self._name] = value
        (found,) = self._program.at(self._point, BITS)
        return found

    def may_vanish(self, start: float, end: float) -> bool:
        """False only where the function has no zero in between, or no value at all."""
        with ctx.workprec(BITS):
            middle = arb((start + end) / 2)
            value = self._at(arb(middle, (arb(end) - middle).abs_upper()))
        if value is Absence.HUGE:
            near, far = _sizes(start, end)
            return far > 4 * near
        if isinstance(value, Absence):
            return value is Absence.UNKNOWN
        return bool(ball(value).contains(0))

    def vanishes_at_zero(self) -> bool:
        """So many functions do that it should not have to be sought."""
        value = self._at(arb(0))
        return not isinstance(value, Absence) and bool(ball(value).contains(0))

    def enclosed(self, start: float, end: float) -> Interval | None:
        """A small interval around a zero in between, or None if it is to be halved on."""
        width, far = end - start, _sizes(start, end)[1]
        if far <= NEAREST or width <= FINE * far:
            return start, end
        if width > COARSE * far:
            return None
        below, above = self._height(start), self._height(end)
        if not below * above < 0:
            return None
        return self._followed(start, end, below, above)

    def _followed(self, start: float, end: float, below: float, above: float) -> Interval:
        """Secants from a change of sign, the stale end halved: the Illinois method (Dowell and
        Jarratt, 1971)."""
        for _ in range(MAX_STEPS):
            step = (end - start) * (above / (above - below))
            place = end - step
            height = self._height(place)
            if height == 0 or abs(step) <= EXACT * abs(place):
                return place, place
            if height * above < 0:
                start, below = end, above
            else:
                below /= 2
            end, above = place, height
        return end, end

    def _height(self, place: float) -> float:
        """The value there, 0 if it has none or is not told from 0."""
        value = self._at(arb(place))
        if isinstance(value, Absence) or ball(value).contains(0):
            return 0.0
        height = min(max(float(abs(ball(value).mid())), LEAST), GREATEST)
        return height if value > 0 else -height
