"""Curves in the plane: where a function of two variables is 0, and the way of a moving point."""

from typing import Any, Final

import numpy as np
from contourpy import LineType, contour_generator

from questions import maths
from questions.plots.axes import Axis
from questions.plots.contours import RATIO, short, window
from questions.plots.curves import spelled
from questions.plots.drawing import Sheet
from questions.plots.picture import Picture
from questions.plots.sampling import Floats

GRID: Final = 161
REACHES: Final = (4.0, 8.0, 16.0, 50.0)
"""Half the height of what is shown, the first at which the whole curve is seen, or some of it."""
JUMP: Final = 0.05
"""Of the usual size of the values: more than this at a crossing of 0 is a pole, and no zero."""
POINTS: Final = 601
OUTLIERS: Final = (0.02, 0.98)
ARROW: Final = 0.28
TINY: Final = 1e-12

Place = tuple[float, float]
Lines = list[tuple[Floats, Floats]]


def zeros(
    function: maths.Expression,
    variables: tuple[str, str],
    point: Place | None,
    direction: Place | None,
) -> Picture | None:
    """See `plots.implicit`."""
    try:
        found = [_zeros(function, variables, point, reach) for reach in REACHES]
    except maths.UnsupportedError:
        return None
    seen = [one for one in found if one[2]]
    if not seen:
        return None
    across, up, lines = next((one for one in seen if _is_whole(*one)), seen[0])
    sheet = Sheet(across, up, spelled(variables[0]))
    sheet.curve("function", lines)
    return _finished(sheet, (across, up), variables, point, direction, is_path=False)


def path(
    coordinates: tuple[maths.Expression, maths.Expression],
    parameter: str,
    names: tuple[str, str],
    over: tuple[float, float],
    point: Place | None,
    velocity: Place | None,
) -> Picture | None:
    """See `plots.path`."""
    times = np.linspace(*over, POINTS)
    try:
        x, y = (maths.floats(one, {parameter: times}) for one in coordinates)
    except maths.UnsupportedError:
        return None
    is_there = np.isfinite(x) & np.isfinite(y) & (np.hypot(x, y) < 1e9)
    if is_there.sum() < 2:
        return None
    ends = [np.quantile(one[is_there], OUTLIERS) for one in (x, y)]
    corners = [(float(ends[0][place]), float(ends[1][place])) for place in (0, 1)]
    across, up = window([*corners, *([point] if point else [])])
    sheet = Sheet(across, up, spelled(names[0]))
    cuts = np.flatnonzero(~is_there)
    parts = (np.setdiff1d(one, cuts) for one in np.split(np.arange(POINTS), cuts))
    sheet.curve("function", [(x[one], y[one]) for one in parts if len(one) > 1])
    return _finished(sheet, (across, up), names, point, velocity, is_path=True)


def _zeros(
    function: maths.Expression, variables: tuple[str, str], point: Place | None, reach: float
) -> tuple[Axis, Axis, Lines]:
    """A window about the origin that holds the point, and the curve in it."""
    x, y = point or (0.0, 0.0)
    tall = max(reach, 1.25 * abs(y), 1.25 * abs(x) / RATIO)
    across, up = Axis(-tall * RATIO, tall * RATIO), Axis(-tall, tall)
    # Nothing that is round lies on the grid: a zero there would leave a gap.
    xs, ys = (np.linspace(one.low, one.high, GRID) + one.span * 1e-7 for one in (across, up))
    values = maths.floats(function, dict(zip(variables, np.meshgrid(xs, ys), strict=True)))
    known = np.abs(values[np.isfinite(values)])
    if not known.size:
        return across, up, []
    usual = float(np.quantile(known, 0.5))
    generator = contour_generator(xs, ys, np.ma.masked_invalid(values), line_type=LineType.Separate)
    lines: Any = generator.lines(0.0)
    kept = (one for one in lines if _is_zero(function, variables, one, usual))
    return across, up, [(one[:, 0], one[:, 1]) for one in kept]


def _is_zero(
    function: maths.Expression, variables: tuple[str, str], line: Floats, usual: float
) -> bool:
    """Whether the function is small along the line, and does not jump over 0 there."""
    values = maths.floats(function, dict(zip(variables, line.T, strict=True)))
    with np.errstate(invalid="ignore"):
        return bool(np.nanmedian(np.abs(values)) <= JUMP * usual)


def _is_whole(across: Axis, up: Axis, lines: Lines) -> bool:
    """Whether the curve stays off the edges."""
    return all(
        (np.abs(x) < across.high * 0.98).all() and (np.abs(y) < up.high * 0.98).all()
        for x, y in lines
    )


def _finished(
    sheet: Sheet,
    axes: tuple[Axis, Axis],
    names: tuple[str, str],
    point: Place | None,
    direction: Place | None,
    *,
    is_path: bool,
) -> Picture:
    """With the point, the tangent there, and of a path the velocity as an arrow."""
    first, second = map(spelled, names)
    entries = [("function", "path" if is_path else f"curve, {second} upward")]
    told = ["The curve that the equation describes."]
    if is_path:
        told = [f"The path of the point, {first} to the right and {second} upward."]
    length = float(np.hypot(*direction)) if direction else 0.0
    if point and direction and 0 < length < np.inf:
        across, up = (one / length for one in direction)
        spans = ((axes[0].span, across), (axes[1].span, up))
        # Farther out a sheet draws points nearer, which would turn the line.
        reach = min(span / abs(one) for span, one in spans if abs(one) > TINY)
        ends = np.array([-reach, reach])
        sheet.curve("tangent", [(point[0] + across * ends, point[1] + up * ends)])
        entries.append(("tangent", "tangent"))
        told.append(_slope(across, up))
        if is_path:
            tip = ARROW * axes[1].span
            sheet.arrow("path", point, (point[0] + across * tip, point[1] + up * tip))
            entries.append(("path", "velocity"))
            told.append(f"The velocity there is ({short(direction[0])}, {short(direction[1])}).")
    if point:
        sheet.dot("start", *point)
        told.insert(1, f"The marked point is ({short(point[0])}, {short(point[1])}).")
    sheet.legend(entries, has_marks=False)
    title = "The path with its tangent" if is_path else "The curve with its tangent"
    title = title if length else title.removesuffix(" with its tangent")
    description = " ".join(told)
    return Picture(sheet.finished(title, description), title, description)


def _slope(across: float, up: float) -> str:
    if abs(across) < TINY:
        return "The tangent there is vertical."
    return f"The tangent there has the slope {short(up / across)}."
