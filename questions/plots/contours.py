"""Level curves of a function of two variables, with the path of a descent."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from contourpy import LineType, contour_generator

from questions import maths
from questions.plots.axes import Axis
from questions.plots.curves import spelled
from questions.plots.drawing import BOTTOM, RIGHT, USUAL, Sheet
from questions.plots.picture import Picture
from questions.plots.sampling import Floats

GRID: Final = 81
LEVELS: Final = 14
FAR: Final = 4.0
"""Times the first step and one unit: what of a path is farther from its start is not shown."""
LEAST: Final = 2.0
ARROW: Final = 0.28
"""Its length as a part of the height."""
ROOM: Final = 0.25
RATIO: Final = (USUAL.width - 40 - RIGHT) / (USUAL.height - USUAL.top - BOTTOM)
"""Width by height of the frame, nearly: labels take some 40 at the left."""

Place = tuple[float, float]


def descent(
    function: maths.Expression, variables: tuple[str, str], path: Sequence[Place]
) -> Picture | None:
    """See `plots.descent`."""
    shown = _near(path)
    sheet = _sheet(function, variables, *window(shown))
    if sheet is None:
        return None
    first, second = map(spelled, variables)
    sheet.trail("path", shown)
    sheet.dot("start", *shown[0])
    sheet.legend(
        (("level", f"level curves, {second} upward"), ("path", "descent")), has_marks=False
    )
    title = "Level curves with the path of the descent"
    description = _described(first, second, path, shown)
    return Picture(sheet.finished(title, description), title, description)


def ascent(
    function: maths.Expression, variables: tuple[str, str], point: Place, gradient: Place
) -> Picture | None:
    """See `plots.ascent`."""
    length = float(np.hypot(*gradient))
    if not 0 < length < np.inf:
        return None
    reach = max(LEAST, float(np.hypot(*point)) / 2)
    x, y = point
    across, up = window([(x - reach, y - reach), (x + reach, y + reach)])
    sheet = _sheet(function, variables, across, up)
    if sheet is None:
        return None
    first, second = map(spelled, variables)
    end = x + gradient[0] / length * ARROW * up.span, y + gradient[1] / length * ARROW * up.span
    sheet.arrow("path", point, end)
    sheet.dot("start", *point)
    entries = ("level", f"level curves, {second} upward"), ("path", "gradient")
    sheet.legend(entries, has_marks=False)
    title = "Level curves with the direction of the gradient"
    description = (
        f"At {first} = {short(x)}, {second} = {short(y)} the gradient is "
        f"({short(gradient[0])}, {short(gradient[1])}). Its arrow stands at a right angle to the "
        "level curve through the point, towards larger values."
    )
    return Picture(sheet.finished(title, description), title, description)


def _sheet(
    function: maths.Expression, variables: tuple[str, str], across: Axis, up: Axis
) -> Sheet | None:
    """A sheet with level curves; None where the function has no values on it."""
    x, y = (np.linspace(one.low, one.high, GRID) for one in (across, up))
    try:
        values = maths.floats(function, dict(zip(variables, np.meshgrid(x, y), strict=True)))
    except maths.UnsupportedError:
        return None
    if not np.isfinite(values).any():
        return None
    sheet = Sheet(across, up, spelled(variables[0]))
    generator = contour_generator(x, y, np.ma.masked_invalid(values), line_type=LineType.Separate)
    for level in _levels(values):
        lines: Any = generator.lines(level)
        sheet.curve("level", ((one[:, 0], one[:, 1]) for one in lines))
    return sheet


def _near(path: Sequence[Place]) -> list[Place]:
    """The path up to where it leaves for far away."""
    start = np.array(path[0])
    reach = FAR * (1 + float(np.hypot(*(np.array(path[1]) - start))) if len(path) > 1 else 1.0)
    shown: list[Place] = []
    for place in path:
        distance = np.hypot(*(np.array(place) - start))
        if not distance <= reach:
            break
        shown.append(place)
    return shown


def window(shown: Sequence[Place]) -> tuple[Axis, Axis]:
    """A stretch of both variables about the path in which a unit is as long across as up."""
    places = np.array(shown)
    low, high = places.min(axis=0), places.max(axis=0)
    wide, tall = (high - low) * (1 + 2 * ROOM)
    tall = max(float(tall), float(wide) / RATIO, LEAST)
    middle = (low + high) / 2
    half = np.array([tall * RATIO, tall]) / 2
    return tuple(  # type: ignore[return-value]
        Axis(float(one - reach), float(one + reach))
        for one, reach in zip(middle, half, strict=True)
    )


def _levels(values: Floats) -> list[float]:
    """Between the least and the greatest value, denser where the values are."""
    known = values[np.isfinite(values)]
    by_rank = np.quantile(known, np.linspace(0.02, 0.98, LEVELS))
    evenly = np.linspace(by_rank[0], by_rank[-1], LEVELS)
    return sorted({float(one) for one in (by_rank + evenly) / 2})


def _described(first: str, second: str, path: Sequence[Place], shown: Sequence[Place]) -> str:
    told = f"The path starts at {first} = {short(path[0][0])}, {second} = {short(path[0][1])}"
    if len(shown) < len(path):
        return f"{told} and leaves the picture after {len(shown) - 1} of {len(path) - 1} steps."
    end = path[-1]
    ends = f"{first} = {short(end[0])}, {second} = {short(end[1])}"
    return f"{told} and is at {ends} after {len(path) - 1} steps."


def short(number: float) -> str:
    text = f"{number:.3g}"
    return "0" if text == "-0" else text.replace("-", "−")
