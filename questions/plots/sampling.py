"""A function as pieces of a curve: cut where it has no value, at poles and where it jumps."""

from collections.abc import Callable, Iterator
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from questions.plots.axes import Axis

Floats = NDArray[np.float64]
Function = Callable[[Floats], Floats]
"""Values at an array of points, nan where there are none."""

HALVINGS: Final = 24
STEEP: Final = 1 / 12
"""A rise between neighbours, as a part of the picture's height, that may be a jump."""


def pieces(function: Function, points: Floats, shown: Axis) -> Iterator[tuple[Floats, Floats]]:
    """The connected parts of the curve over the points, which rise, each with two points or more.

    A part that ends where the function ends is followed up to there.
    """
    points, values = _to_the_ends(function, points, function(points))
    is_joined = _joined(function, points, values, shown)
    cuts = np.flatnonzero(~is_joined) + 1
    pairs = zip(np.split(points, cuts), np.split(values, cuts), strict=True)
    for some, theirs in pairs:
        if len(some) > 1:
            yield some, theirs


def _joined(function: Function, points: Floats, values: Floats, shown: Axis) -> NDArray[np.bool_]:
    """For each pair of neighbours, whether the curve goes on from one to the other.

    A rise that is as large however near one looks is a jump; so is one with no value within.
    """
    with np.errstate(all="ignore"):
        rises = np.abs(np.diff(values))
        is_joined = np.isfinite(values[:-1]) & np.isfinite(values[1:])
        doubtful = np.flatnonzero(is_joined & (rises > shown.span * STEEP))
        low, high = points[doubtful], points[doubtful + 1]
        at_low, at_high = values[doubtful], values[doubtful + 1]
        is_whole = np.ones(len(doubtful), dtype=bool)
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            found = function(middle)
            is_whole &= np.isfinite(found)
            is_left = ~(np.abs(found - at_low) < np.abs(at_high - found))
            low, high = np.where(is_left, low, middle), np.where(is_left, middle, high)
            at_low = np.where(is_left, at_low, found)
            at_high = np.where(is_left, found, at_high)
        is_joined[doubtful] = is_whole & (np.abs(at_high - at_low) < rises[doubtful] / 2)
    return is_joined


def _to_the_ends(function: Function, points: Floats, values: Floats) -> tuple[Floats, Floats]:
    """With points added next to where values begin or end."""
    has_value = np.isfinite(values)
    ends = np.flatnonzero(has_value[:-1] != has_value[1:])
    inside = np.where(has_value[ends], points[ends], points[ends + 1])
    outside = np.where(has_value[ends], points[ends + 1], points[ends])
    for _ in range(HALVINGS):
        middle = (inside + outside) / 2
        is_inside = np.isfinite(function(middle))
        inside, outside = np.where(is_inside, middle, inside), np.where(is_inside, outside, middle)
    order = np.argsort(np.concatenate([points, inside]), kind="stable")
    merged = np.concatenate([points, inside])[order]
    found: Any = np.concatenate([values, function(inside)])[order]
    return merged, found
