"""A function with its tangents at points, and its derivative over the same stretch."""

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
SHARE: Final = 0.11
"""Of the width: how far a tangent goes to each side where there are several."""

Place = tuple[float, float]


def tangent(
    function: maths.Expression,
    slope: maths.Expression,
    variable: str,
    name: str,
    at: Sequence[float],
    window: tuple[float, float] | None,
) -> Sequence[Picture]:
    """See `plots.tangent`."""
    curves: list[Function] = [partial(_values, one, variable) for one in (function, slope)]
    try:
        across = Axis(*window) if window else windows.around(curves[0], at[0] if at else None)
        if across is None:
            return ()
        values, rises = (one(np.array(at)) if at else np.array([]) for one in curves)
    except maths.UnsupportedError:
        return ()
    if not all(np.isfinite(one(windows.points_in(across, POINTS))).any() for one in curves):
        return ()
    is_known = np.isfinite(values) & np.isfinite(rises)
    places = np.array(at)[is_known].tolist()
    touched = list(zip(places, values[is_known].tolist(), strict=True))
    read = list(zip(places, rises[is_known].tolist(), strict=True))
    letter = spelled(variable)
    return (
        _picture(curves[0], across, letter, name, touched, rises[is_known].tolist()),
        _picture(curves[1], across, letter, f"{name}′", read, ()),
    )


def _values(tree: maths.Expression, variable: str, points: Floats) -> Floats:
    return maths.floats(tree, {variable: points})


def _picture(
    function: Function,
    across: Axis,
    letter: str,
    name: str,
    places: Sequence[Place],
    rises: Sequence[float],
) -> Picture:
    """One curve with points on it and, where slopes are given, the tangents there."""
    points = np.union1d(windows.points_in(across, POINTS), [x for x, _ in places])
    up = height([function(points)], [y for _, y in places])
    sheet = Sheet(across, up, letter)
    kind = "slope" if name.endswith("′") else "function"
    sheet.curve(kind, pieces(function, points, up))
    entries = [(kind, f"{name}({letter})")]
    if rises:
        entries.append(("tangent", "tangents" if len(rises) > 1 else "tangent"))
    for (x, y), rise in zip(places, rises, strict=False):
        ends = _ends(across, x, is_alone=len(places) == 1)
        with np.errstate(over="ignore", invalid="ignore"):
            line = y + rise * (ends - x)
        if np.isfinite(line).all():
            sheet.curve("tangent", [(ends, line)])
    if len(places) == 1:
        sheet.guide(places[0][0], f"{letter} = {_short(places[0][0])}")
    for x, y in places:
        sheet.dot(kind, x, y)
    sheet.legend(entries, has_marks=False)
    title = f"{name} with {'its tangent' if len(rises) == 1 else 'tangents'}" if rises else name
    description = _described(across, letter, name, places, rises)
    return Picture(sheet.finished(title, description), title, description)


def _ends(across: Axis, x: float, *, is_alone: bool) -> Floats:
    if is_alone:
        return np.array([across.low, across.high])
    return np.array([x - SHARE * across.span, x + SHARE * across.span])


def _described(
    across: Axis, letter: str, name: str, places: Sequence[Place], rises: Sequence[float]
) -> str:
    """What the picture shows, for who does not see it."""
    stretch = f"from {_short(across.low)} to {_short(across.high)}"
    told = [f"{name} is drawn over {letter} {stretch}."]
    for number, (x, y) in enumerate(places):
        slope = f", where the tangent has the slope {_short(rises[number])}" if rises else ""
        told.append(f"At {letter} = {_short(x)} it is {_short(y)}{slope}.")
    return " ".join(told)


def _short(number: float) -> str:
    text = f"{number:.4g}".replace("-", "−").replace("e+", "e")
    return "0" if text == "−0" else text
