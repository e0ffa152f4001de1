"""The graph of one function, small, and told in words as a sighted reader sees it."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise
from typing import Final

import numpy as np

from questions import maths
from questions.plots.axes import Axis, height
from questions.plots.curves import spelled
from questions.plots.drawing import SMALL, Sheet
from questions.plots.picture import Interval, Picture
from questions.plots.sampling import Floats, pieces

POINTS: Final = 481
FLAT: Final = 1e-9


def shape(tree: maths.Expression, variable: str, over: Interval) -> Picture | None:
    """See `plots.shape`."""
    low, high = (float(one) for one in over if one is not None)
    across = Axis(low, high)
    points = np.linspace(low, high, POINTS)
    values = maths.floats(tree, {variable: points}) + np.zeros(POINTS)
    if np.count_nonzero(np.isfinite(values)) < 2:
        return None
    up = height([values], [0.0])
    name = spelled(variable)
    sheet = Sheet(across, up, name, size=SMALL)
    function = partial(_values, tree, variable)
    sheet.curve("function", pieces(function, points, up))
    title = f"A graph for {name} from {_number(low)} to {_number(high)}"
    told = " ".join(_told(points, values, name))
    return Picture(sheet.finished(title, told), title, told)


def _values(tree: maths.Expression, variable: str, points: Floats) -> Floats:
    return maths.floats(tree, {variable: points}) + np.zeros(len(points))


def _told(points: Floats, values: Floats, name: str) -> Iterator[str]:
    """From left to right: where it begins, rises, turns, crosses the axis, has no value."""
    for some, theirs in _parts(points, values):
        yield from _part(some, theirs, name)


def _parts(points: Floats, values: Floats) -> Iterator[tuple[Floats, Floats]]:
    """The stretches in which it has values."""
    has_value = np.isfinite(values)
    cuts = np.flatnonzero(has_value[:-1] != has_value[1:]) + 1
    for some, theirs in zip(np.split(points, cuts), np.split(values, cuts), strict=True):
        if len(some) > 1 and np.isfinite(theirs[0]):
            yield some, theirs


def _part(points: Floats, values: Floats, name: str) -> Iterator[str]:
    span = float(np.ptp(values)) or 1.0
    steps = np.where(np.abs(np.diff(values)) < FLAT * span, 0.0, np.diff(values))
    if not steps.any():
        yield f"It is level at {_number(float(values[0]))}."
        return
    turns = _turns(steps)
    stops = [0, *turns, len(points) - 1]
    said = [f"from {_number(float(values[0]))} at {name} = {_number(float(points[0]))}"]
    for start, stop in pairwise(stops):
        verb = "rises" if values[stop] > values[start] else "falls"
        where = f"{_number(float(values[stop]))} at {name} = {_number(float(points[stop]))}"
        said.append(f"{verb}{_bend(values, start, stop)} to {where}")
    yield f"{said[0].capitalize()} it {', then '.join(said[1:])}."
    crossings = _crossings(points, values)
    if crossings:
        yield f"It meets the horizontal axis at {name} = {_and(crossings)}."


def _turns(steps: Floats) -> list[int]:
    """The places at which it stops rising and falls, or the other way round."""
    moving = np.flatnonzero(steps)
    signs = np.sign(steps[moving])
    return [int(moving[one + 1]) for one in np.flatnonzero(signs[:-1] != signs[1:])]


def _bend(values: Floats, start: int, stop: int) -> str:
    """Evenly where it is straight; nothing where it is bent."""
    chord = np.linspace(values[start], values[stop], stop - start + 1)
    gap = float(np.max(np.abs(values[start : stop + 1] - chord)))
    return " evenly" if gap < 0.01 * abs(float(values[stop] - values[start])) else ""


def _crossings(points: Floats, values: Floats) -> list[str]:
    near = np.abs(values) < 1e-3 * float(np.ptp(values))
    changes = np.flatnonzero(np.sign(values[:-1]) * np.sign(values[1:]) < 0)
    places = [float(points[one] + points[one + 1]) / 2 for one in changes]
    groups = np.split(np.flatnonzero(near), np.flatnonzero(np.diff(np.flatnonzero(near)) > 1) + 1)
    places += [float(points[group].mean()) for group in groups if len(group)]
    return list(dict.fromkeys(_number(one) for one in sorted(places)))


def _number(value: float) -> str:
    rounded = round(value, 1) + 0.0
    return f"{rounded:g}".replace("-", "−")


def _and(texts: Sequence[str]) -> str:
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} and {texts[-1]}"
