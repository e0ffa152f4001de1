"""Two functions of one variable in one picture."""

import unicodedata
from collections.abc import Sequence
from fractions import Fraction
from functools import partial
from typing import Final

import numpy as np

from questions import maths
from questions.plots import windows
from questions.plots.axes import Axis, height
from questions.plots.drawing import Sheet
from questions.plots.picture import Interval, Marked, Picture
from questions.plots.sampling import Floats, Function, pieces

POINTS: Final = 481
SHORT: Final = 6
KINDS: Final = (("right", "right answer"), ("answered", "your answer"))
NO_VALUE: Final = frozenset({"", "undefined"})


def two_curves(
    right: maths.Expression,
    answer: maths.Expression,
    variable: str,
    domain: Interval,
    marked: Marked | None,
) -> Picture | None:
    """See `plots.two_curves`."""
    functions: list[Function] = [partial(_values, one, variable) for one in (right, answer)]
    point = None if marked is None else float(marked.at)
    try:
        across = windows.best(functions, domain, point)
    except maths.UnsupportedError:
        return None
    if across is None:
        return None
    return _picture(functions, across, spelled(variable), marked)


def _values(tree: maths.Expression, variable: str, points: Floats) -> Floats:
    return maths.floats(tree, {variable: points})


def _picture(
    functions: Sequence[Function], across: Axis, variable: str, marked: Marked | None
) -> Picture:
    points = windows.points_in(across, POINTS)
    dots: list[tuple[str, float]] = []
    if marked is not None:
        there = np.array([float(marked.at)])
        points = np.union1d(points, there)
        dots = [
            (kind, float(one(there)[0])) for (kind, _), one in zip(KINDS, functions, strict=True)
        ]
        dots = [(kind, value) for kind, value in dots if np.isfinite(value)]
    up = height([one(points) for one in functions], [value for _, value in dots])
    sheet = Sheet(across, up, variable)
    for (kind, _), function in zip(KINDS, functions, strict=True):
        sheet.curve(kind, pieces(function, points, up))
    if marked is not None:
        sheet.guide(float(marked.at), f"{variable} = {_short(marked.at)}")
        for kind, value in dots:
            sheet.dot(kind, float(marked.at), value)
    sheet.legend(KINDS)
    title = f"The right answer and yours for {variable} from {_round(across)}"
    description = _described(variable, marked)
    return Picture(sheet.finished(title, description), title, description)


def _described(variable: str, marked: Marked | None) -> str:
    """What the picture shows, for who does not see it."""
    lines = "The right answer is the solid line, yours the dashed one."
    if marked is None:
        return lines
    where = f"At {variable} = {marked.at} the right one"
    return f"{lines} {where} {_value(marked.right)}, yours {_value(marked.answer)}."


def _value(text: str) -> str:
    return "has no value" if text in NO_VALUE else f"is {text}"


def _short(number: Fraction) -> str:
    """The fraction itself where it is short."""
    exact = str(number)
    text = exact if len(exact) <= SHORT else f"{float(number):.4g}"
    return text.replace("-", "−")


def _round(axis: Axis) -> str:
    return f"{axis.low:.3g} to {axis.high:.3g}".replace("-", "−")


def spelled(variable: str) -> str:
    """The variable's name, Greek letters as such."""
    try:
        return unicodedata.lookup(f"GREEK SMALL LETTER {variable}")
    except KeyError:
        return variable
