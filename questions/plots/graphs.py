"""A graph in layers, such as skills with what they build on, from left to right.

Nodes stand in columns by their layer; an edge over several layers runs through a free place in
each of them. Classes say what a shape is, not how it looks.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from xml.etree import ElementTree

from questions.plots.layers import Place, ordered
from questions.plots.picture import Node, Picture

WIDTH: Final = 172
HEIGHT: Final = 62
COLUMN: Final = 224
GAP: Final = 12
THROUGH: Final = 14
MARGIN: Final = 8
LINE: Final = 22
LINES: Final = 2
METER: Final = 5


def graph(nodes: Sequence[Node], title: str) -> Picture | None:
    """See `plots.graph`."""
    if not nodes:
        return None
    known = {node.key: node for node in nodes}
    found = ordered(nodes)
    columns, routes = found.layers, found.routes
    heights = {place: _height(place, known) for column in columns for place in column}
    tall = max(sum(heights[place] + GAP for place in column) for column in columns) - GAP
    middles = _middles(columns, heights, tall)
    wide = (len(columns) - 1) * COLUMN + WIDTH + 2 * MARGIN
    size = {"viewBox": f"0 0 {wide} {tall + 2 * MARGIN:.0f}", "class": "graph", "role": "group"}
    root = ElementTree.Element("svg", size | {"aria-label": title})
    for route in routes:
        _add(root, "path", {"class": "edge", "d": _path(route, middles)})
    for node in nodes:
        _draw(root, node, known, middles[node.layer, node.key])
    description = " ".join(_sentence(node, known) for node in nodes)
    return Picture(ElementTree.tostring(root, encoding="unicode"), title, description)


def _height(place: Place, known: Mapping[str, Node]) -> int:
    return HEIGHT if place[1] in known else THROUGH


def _middles(
    columns: Sequence[Sequence[Place]], heights: Mapping[Place, int], tall: float
) -> dict[Place, float]:
    """How far down the middle of each place is; each column stands in the middle."""
    found = {}
    for column in columns:
        size = sum(heights[place] + GAP for place in column) - GAP
        down = MARGIN + (tall - size) / 2
        for place in column:
            found[place] = down + heights[place] / 2
            down += heights[place] + GAP
    return found


def _path(route: Sequence[Place], middles: Mapping[Place, float]) -> str:
    """From the right side of a node to the left side of another, level at each place between."""
    x, y = MARGIN + route[0][0] * COLUMN + WIDTH, middles[route[0]]
    steps = [f"M{x} {y:.1f}"]
    for place in route[1:]:
        end, down = MARGIN + place[0] * COLUMN, middles[place]
        half = (x + end) / 2
        steps.append(f"C{half:.1f} {y:.1f} {half:.1f} {down:.1f} {end} {down:.1f}")
        if place is not route[-1]:
            steps.append(f"H{end + WIDTH}")
        x, y = end + WIDTH, down
    return "".join(steps)


def _draw(root: Any, node: Node, known: Mapping[str, Node], middle: float) -> None:
    """The box with its name, its note, and its range where there is one."""
    x, y = MARGIN + node.layer * COLUMN, middle - HEIGHT / 2
    link = _add(root, "a", {"href": node.address, "aria-label": _sentence(node, known)})
    box = {"x": x, "y": y, "width": WIDTH, "height": HEIGHT, "rx": 8}
    _add(link, "rect", box | {"class": f"node {node.state}"})
    for number, line in enumerate(_wrapped(node.name)):
        _add(link, "text", {"x": x + 10, "y": y + 18 + 15 * number, "class": "name"}, line)
    _add(link, "text", {"x": x + 10, "y": y + HEIGHT - 8, "class": "note"}, node.note)
    if node.span is None:
        return
    left, wide, top = x + WIDTH / 2, WIDTH / 2 - 10, y + HEIGHT - 15
    low, value, high = (left + wide * part / 100 for part in node.span)
    bar = {"y": top, "height": METER}
    _add(link, "rect", bar | {"class": "track", "x": left, "width": wide})
    _add(link, "rect", bar | {"class": "range", "x": low, "width": high - low})
    _add(link, "rect", bar | {"class": "mean", "x": value - 1, "width": 2})


def _wrapped(name: str) -> list[str]:
    """At most two lines, cut with an ellipsis."""
    lines = [""]
    for word in name.split():
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) <= LINE or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > LINES:
        lines = [lines[0], f"{lines[1][: LINE - 1]}…"]
    return lines


def _sentence(node: Node, known: Mapping[str, Node]) -> str:
    needs = [known[source].name for source in node.sources if source in known]
    builds = f" Builds on {', '.join(needs)}." if needs else ""
    return f"{node.name}: {node.told}.{builds}"


def _add(parent: Any, name: str, attributes: Mapping[str, Any], text: str = "") -> Any:
    written = {
        key: f"{value:.1f}" if isinstance(value, float) else str(value)
        for key, value in attributes.items()
    }
    element = ElementTree.SubElement(parent, name, written)
    element.text = text or None
    return element
