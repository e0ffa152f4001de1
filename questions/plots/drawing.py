"""Shapes on a sheet with two axes, written as SVG. Classes say what a shape is, not how it looks.

Nothing has an identifier, so that a page can hold several; what leaves the frame is cut off
by a nested `svg`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final
from xml.etree import ElementTree

import numpy as np

from questions.plots.axes import Axis
from questions.plots.sampling import Floats

RIGHT, BOTTOM = 12, 30
CHARACTER: Final = 7.5
HEAD: Final = 10
LONGEST_BESIDE, LINE = 3, 18
"""A longer name of an axis stands on a line below the numbers, not in the place of the last."""
SQUARES: Final = frozenset({"answered", "central"})


@dataclass(frozen=True, slots=True)
class Size:
    """How large a sheet is, what stands free above its frame, and how many ticks its axes bear."""

    width: int = 400
    height: int = 300
    top: int = 50
    x_ticks: int = 9
    y_ticks: int = 6


USUAL: Final = Size()
SMALL: Final = Size(240, 190, 10, 7, 5)
"""For several side by side: the letters are as large, there is no room for a legend."""


class Sheet:
    """A frame with axes; shapes are placed by their coordinates on these."""

    def __init__(self, across: Axis, up: Axis, variable: str, size: Size = USUAL) -> None:
        self._across, self._up, self._size = across, up, size
        self._labels = [(tick, up.label(tick, size.y_ticks)) for tick in up.ticks(size.y_ticks)]
        self.left = 12 + CHARACTER * max(len(text) for _, text in self._labels)
        self.width = size.width - self.left - RIGHT
        self._below = LINE if len(variable) > LONGEST_BESIDE else 0
        self.height = size.height - size.top - BOTTOM - self._below
        box = {"viewBox": f"0 0 {size.width} {size.height}", "class": "plot", "role": "img"}
        self._root = ElementTree.Element("svg", box)
        self._title = ElementTree.SubElement(self._root, "title")
        self._description = ElementTree.SubElement(self._root, "desc")
        self._rule(variable)
        frame = {"x": self.left, "y": size.top, "width": self.width, "height": self.height}
        self._inside = self._add(self._root, "svg", frame)
        self._add(self._root, "rect", frame | {"class": "frame"})

    def curve(self, kind: str, parts: Iterable[tuple[Floats, Floats]]) -> None:
        """One line of several parts."""
        steps = "".join(self._path(points, values) for points, values in parts)
        if steps:
            self._add(self._inside, "path", {"class": f"curve {kind}", "d": steps})

    def band(self, kind: str, points: Floats, low: Floats, high: Floats) -> None:
        """What lies between two lines over the same points."""
        there = [f"{self._x(x):.1f} {self._y(y):.1f}" for x, y in zip(points, high, strict=True)]
        back = [f"{self._x(x):.1f} {self._y(y):.1f}" for x, y in zip(points, low, strict=True)]
        outline = f"M{'L'.join([*there, *reversed(back)])}Z"
        self._add(self._inside, "path", {"class": f"band {kind}", "d": outline})

    def guide(self, x: float, text: str) -> None:
        """A vertical line with a text above the frame."""
        place, top = self.left + self._x(x), self._size.top
        line = {"class": "guide", "x1": place, "x2": place, "y1": top, "y2": top + self.height}
        self._add(self._root, "line", line)
        half = CHARACTER * len(text) / 2
        middle = min(max(place, half), self._size.width - half)
        where = {"x": middle, "y": top - 6, "text-anchor": "middle", "class": "note"}
        self._add(self._root, "text", where, text)

    def dot(self, kind: str, x: float, y: float, *, size: int = 5) -> None:
        self._mark(self._inside, kind, self._x(x), self._y(y), size)

    def legend(
        self,
        entries: Iterable[tuple[str, str]],
        *,
        has_lines: bool = True,
        has_marks: bool = True,
    ) -> None:
        """Above the frame, each kind's line and mark, where it has them, with its name."""
        place: float = self.left
        for kind, name in entries:
            if has_lines:
                middle = {"class": f"curve {kind}", "d": f"M{place:g} 17h36"}
                self._add(self._root, "path", middle)
            if has_marks:
                self._mark(self._root, kind, place + 18, 17)
            self._add(self._root, "text", {"x": place + 43, "y": 22, "class": "name"}, name)
            place += 62 + CHARACTER * len(name)

    def trail(self, kind: str, places: Sequence[tuple[float, float]]) -> None:
        """A path through points, each of them marked."""
        corners = [f"{self._x(x):.1f} {self._y(y):.1f}" for x, y in places]
        self._add(self._inside, "path", {"class": f"curve {kind}", "d": f"M{'L'.join(corners)}"})
        for x, y in places:
            self.dot(kind, x, y, size=3)

    def arrow(self, kind: str, start: tuple[float, float], end: tuple[float, float]) -> None:
        """A straight line with a head at its end."""
        x, y = self._x(end[0]), self._y(end[1])
        along = np.array([x - self._x(start[0]), y - self._y(start[1])])
        along = along / np.hypot(*along) * HEAD
        turned = np.array([-along[1], along[0]]) / 2
        left, right = -along + turned, -along - turned
        steps = [
            f"M{self._x(start[0]):.1f} {self._y(start[1]):.1f}L{x:.1f} {y:.1f}",
            f"M{x + left[0]:.1f} {y + left[1]:.1f}L{x:.1f} {y:.1f}",
            f"L{x + right[0]:.1f} {y + right[1]:.1f}",
        ]
        self._add(self._inside, "path", {"class": f"curve {kind}", "d": "".join(steps)})

    def finished(self, title: str, description: str) -> str:
        """The SVG element as text."""
        self._title.text, self._description.text = title, description
        return ElementTree.tostring(self._root, encoding="unicode")

    def _rule(self, variable: str) -> None:
        """Grid lines with their numbers, the axes themselves darker, and the variable's name."""
        top, right = self._size.top, self._size.width - RIGHT
        bottom = top + self.height
        for tick, text in self._labels:
            y = top + self._y(tick)
            line = {"class": _line(tick), "x1": self.left, "x2": right, "y1": y, "y2": y}
            self._add(self._root, "line", line)
            where = {"x": self.left - 6, "y": y + 4.5, "text-anchor": "end", "class": "tick"}
            self._add(self._root, "text", where, text)
        taken = 4 + CHARACTER * len(variable)
        end = self._size.width if self._below else right - taken
        for tick in self._across.ticks(self._size.x_ticks):
            x = self.left + self._x(tick)
            line = {"class": _line(tick), "x1": x, "x2": x, "y1": top, "y2": bottom}
            self._add(self._root, "line", line)
            text = self._across.label(tick, self._size.x_ticks)
            if x + CHARACTER * len(text) / 2 < end:
                where = {"x": x, "y": bottom + 18, "text-anchor": "middle", "class": "tick"}
                self._add(self._root, "text", where, text)
        y = bottom + 18 + self._below
        where = {"x": right, "y": y, "text-anchor": "end", "class": "variable"}
        self._add(self._root, "text", where, variable)

    def _mark(self, parent: Any, kind: str, x: float, y: float, size: int = 5) -> None:
        """A square for what was answered and for central differences, a disc for all else."""
        if kind not in SQUARES:
            self._add(parent, "circle", {"class": f"mark {kind}", "cx": x, "cy": y, "r": size})
        else:
            square = {"x": x - size, "y": y - size, "width": 2 * size, "height": 2 * size}
            self._add(parent, "rect", {"class": f"mark {kind}"} | square)

    def _path(self, points: Floats, values: Floats) -> str:
        """Straight steps. What is far outside is drawn nearer, and its middle left out."""
        low, high = self._up.low - self._up.span, self._up.high + self._up.span
        side = np.sign(values - np.clip(values, self._up.low, self._up.high))
        is_far = (side[1:-1] != 0) & (side[:-2] == side[1:-1]) & (side[2:] == side[1:-1])
        keep = np.concatenate([[True], ~is_far, [True]])
        steps = [
            f"{self._x(x):.1f} {self._y(y):.1f}"
            for x, y in zip(points[keep], np.clip(values[keep], low, high), strict=True)
        ]
        return "M" + "L".join(steps)

    def _x(self, value: float) -> float:
        return (value - self._across.low) / self._across.span * self.width

    def _y(self, value: float) -> float:
        return (self._up.high - value) / self._up.span * self.height

    @staticmethod
    def _add(parent: Any, name: str, attributes: dict[str, Any], text: str = "") -> Any:
        written = {
            key: f"{value:.1f}" if isinstance(value, float) else str(value)
            for key, value in attributes.items()
        }
        element = ElementTree.SubElement(parent, name, written)
        element.text = text or None
        return element


def _line(tick: float) -> str:
    return "axis" if tick == 0 else "grid"
