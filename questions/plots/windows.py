"""Which stretch of the variable a picture shows."""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from questions.plots.axes import Axis, height
from questions.plots.picture import Interval
from questions.plots.sampling import Floats, Function

REACH: Final = 4.0
AROUND: Final = (2.0, 1.0, 0.5, 0.1)
MOST_TURNS: Final = 20
NEAR_ZERO: Final = 3.0
ROUGH_POINTS: Final = 241
VISIBLE_GAP: Final = 0.05
MOSTLY: Final = 0.75


def best(functions: Sequence[Function], domain: Interval, point: float | None) -> Axis | None:
    """The widest stretch that shows the gap between the functions at the point.

    It holds the point, lies within the domain and leaves out where no function has a value.
    None where there is nothing to see.
    """
    found: list[tuple[float, Axis]] = []
    for stretch in _stretches(domain, point):
        trimmed = _trimmed(functions, stretch, point)
        if trimmed is None:
            continue
        gap = 1.0 if point is None else _gap(functions, trimmed, point)
        found.append((gap, trimmed))
        if gap >= VISIBLE_GAP:
            break
    return max(found, key=lambda one: one[0])[1] if found else None


def _stretches(domain: Interval, point: float | None) -> Iterator[Axis]:
    low, high = (None if bound is None else float(bound) for bound in domain)
    reach = max([REACH, *(1.25 * abs(one) for one in (low, high, point) if one is not None)])
    wanted = [Axis(-reach, reach)]
    if point is not None:
        size = max(abs(point), 1.0)
        wanted += [Axis(point - one * size, point + one * size) for one in AROUND]
    for one in wanted:
        left = one.low if low is None else max(one.low, low)
        right = one.high if high is None else min(one.high, high)
        if left < right:
            yield Axis(left, right)


def around(function: Function, point: float | None) -> Axis | None:
    """The widest stretch about 0, or about the point, in which the curve is seen to move near the
    point. None where the function has no values.
    """
    size = max(1.0, abs(point or 0.0))
    wanted = [Axis(-REACH, REACH)] if point is None or abs(point) <= NEAR_ZERO else []
    if point is not None:
        wanted += [Axis(point - one * size, point + one * size) for one in AROUND]
    found: list[tuple[float, Axis]] = []
    for stretch in wanted:
        trimmed = _trimmed([function], stretch, point)
        if trimmed is None:
            continue
        found.append((1.0 if point is None else _movement(function, trimmed, point), trimmed))
        if found[-1][0] >= VISIBLE_GAP:
            break
    return max(found, key=lambda one: one[0])[1] if found else None


def _movement(function: Function, axis: Axis, point: float) -> float:
    """How far the curve moves in the eighth of the picture about the point, as a part of its
    height; 1 for a curve that does not move at all, 0 for one that turns too often to be seen.
    """
    near = np.linspace(point - axis.span / 16, point + axis.span / 16, 17)
    values = function(near)
    values = values[np.isfinite(values)]
    if not len(values):
        return 0.0
    moved = float(np.ptp(values))
    if not moved:
        return 1.0
    whole = function(points_in(axis, ROUGH_POINTS))
    return 0.0 if _turns(whole) > MOST_TURNS else moved / height([whole], []).span


def _turns(values: Floats) -> int:
    """How often a curve goes from rising to falling or back."""
    steps = np.sign(np.diff(values[np.isfinite(values)]))
    return int(np.count_nonzero(np.diff(steps[steps != 0])))


def points_in(axis: Axis, count: int) -> Floats:
    """So many points, evenly spaced within, without the ends."""
    return np.linspace(axis.low, axis.high, count + 2)[1:-1]


def _trimmed(functions: Sequence[Function], axis: Axis, point: float | None) -> Axis | None:
    """Without the ends where no function has a value, unless they are small."""
    points = points_in(axis, ROUGH_POINTS)
    has_value = np.logical_or.reduce([np.isfinite(one(points)) for one in functions])
    places = np.flatnonzero(has_value)
    if len(places) < 2:
        return None
    low, high = float(points[places[0]]), float(points[places[-1]])
    if point is not None:
        low, high = min(low, point), max(high, point)
    if high - low > MOSTLY * axis.span:
        return axis
    room = (high - low) * 0.08
    return Axis(max(axis.low, low - room), min(axis.high, high + room))


def _gap(functions: Sequence[Function], axis: Axis, point: float) -> float:
    """The gap at the point as a part of the picture's height; 1 where one has no value."""
    ends = [float(one(np.array([point]))[0]) for one in functions]
    if not np.all(np.isfinite(ends)):
        return 1.0
    points = points_in(axis, ROUGH_POINTS)
    return abs(ends[0] - ends[1]) / height([one(points) for one in functions], ends).span
