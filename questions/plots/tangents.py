"""A function with its tangent at a point, and below it the derivative."""

from collections.abc import Sequence
from functools import partial
from typing import Final

import numpy as np

from questions import maths
from questions.plots import windows
from questions.plots.axes import Axis, height
from questions.plots.curves import spelled
from questions.plots.drawing import Sheet
from questions.plots.picture import Picture
from questions.plots.sampling import Floats, Function, pieces

POINTS: Final = 481


def tangent(
    function: maths.Expression, slope: maths.Expression, variable: str, name: str, at: float | None
) -> Sequence[Picture]:
    """See `plots.tangent`."""
    curves: list[Function] = [partial(_values, one, variable) for one in (function, slope)]
    try:
        across = windows.around(curves[0], at)
    except maths.UnsupportedError:
        return ()
    if across is None:
        return ()
    letter = spelled(variable)
    value, rise = (None if at is None else _at(one, at) for one in curves)
    if at is None or value is None or rise is None:
        return (
            _picture(curves[0], across, letter, name, None),
            _picture(curves[1], across, letter, f"{name}′", None),
        )
    return (
        _picture(curves[0], across, letter, name, (at, value), rise),
        _picture(curves[1], across, letter, f"{name}′", (at, rise)),
    )


def _values(tree: maths.Expression, variable: str, points: Floats) -> Floats:
    return maths.floats(tree, {variable: points})


def _at(function: Function, place: float) -> float | None:
    value = float(function(np.array([place]))[0])
    return value if np.isfinite(value) else None


def _picture(
    function: Function,
    across: Axis,
    letter: str,
    name: str,
    point: tuple[float, float] | None,
    rise: float | None = None,
) -> Picture:
    """One curve, with the point on it and, where its slope is given, the tangent there."""
    points = windows.points_in(across, POINTS)
    if point is not None:
        points = np.union1d(points, [point[0]])
    up = height([function(points)], [] if point is None else [point[1]])
    sheet = Sheet(across, up, letter)
    kind = "slope" if name.endswith("′") else "function"
    sheet.curve(kind, pieces(function, points, up))
    entries = [(kind, f"{name}({letter})")]
    description = (
        f"{name} is drawn over {letter} from {_short(across.low)} to {_short(across.high)}."
    )
    if point is not None:
        description = f"{description} At {letter} = {_short(point[0])} it is {_short(point[1])}."
        if rise is not None:
            ends = np.array([across.low, across.high])
            sheet.curve("tangent", [(ends, point[1] + rise * (ends - point[0]))])
            entries.append(("tangent", "tangent"))
            description += f" The tangent there has the slope {_short(rise)}."
        sheet.guide(point[0], f"{letter} = {_short(point[0])}")
        sheet.dot(kind, *point)
    sheet.legend(entries, has_marks=False)
    title = f"{name} with its tangent" if rise is not None else name
    return Picture(sheet.finished(title, description), title, description)


def _short(number: float) -> str:
    return f"{number:.4g}".replace("-", "−").replace("e+", "e")
