"""Where the boxes and edges of a graph go that is read from top to bottom.

What stands in a box is up to the page: here are the places alone.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from questions.plots.layers import Place, ordered
from questions.plots.picture import Box, Diagram, Edge, Vertex

GAP: Final = 6
THROUGH: Final = 12
BETWEEN: Final = 34
MARGIN: Final = 1
HEAD: Final = 7
"""Length of an arrow's head."""


def diagram(vertices: Sequence[Vertex]) -> Diagram:
    """See `plots.diagram`."""
    found = ordered(vertices)
    known = {one.key: one for one in vertices}
    widths = [sum(_width(place, known) + GAP for place in layer) - GAP for layer in found.layers]
    wide = max(widths)
    tops, heights = _levels(found.layers, known)
    lefts: dict[Place, float] = {}
    for layer, width in zip(found.layers, widths, strict=True):
        x = MARGIN + (wide - width) / 2
        for place in layer:
            lefts[place] = x
            x += _width(place, known) + GAP
    boxes = [
        Box(
            one.key,
            round(lefts[one.layer, one.key], 1),
            tops[one.layer],
            one.width,
            one.height,
        )
        for one in vertices
    ]
    return Diagram(
        wide + 2 * MARGIN,
        tops[-1] + heights[-1] + MARGIN,
        boxes,
        _edges(found.routes, lefts, known, tops, heights),
    )


def _width(place: Place, known: Mapping[str, Vertex]) -> int:
    return known[place[1]].width if place[1] in known else THROUGH


def _levels(
    layers: Sequence[Sequence[Place]], known: Mapping[str, Vertex]
) -> tuple[list[int], list[int]]:
    """How far down each layer begins, and how high it is."""
    heights = [max(known[key].height for _, key in layer if key in known) for layer in layers]
    tops = [MARGIN]
    for height in heights[:-1]:
        tops.append(tops[-1] + height + BETWEEN)
    return tops, heights


def _edges(
    routes: Sequence[Sequence[Place]],
    lefts: Mapping[Place, float],
    known: Mapping[str, Vertex],
    tops: Sequence[int],
    heights: Sequence[int],
) -> list[Edge]:
    """From the foot of a box to the top of another, upright at each place between. Edges that
    leave or reach the same box stand beside one another, in the order of their other ends.
    """

    def centre(place: Place) -> float:
        return lefts[place] + _width(place, known) / 2

    def slot(route: Sequence[Place], end: int, beside: int) -> float:
        """Where on its box the edge ends."""
        same = [one for one in routes if one[end] == route[end]]
        same.sort(key=lambda one: centre(one[beside]))
        return lefts[route[end]] + _width(route[end], known) * (same.index(route) + 1) / (
            len(same) + 1
        )

    edges = []
    for route in routes:
        xs = [slot(route, 0, 1), *map(centre, route[1:-1]), slot(route, -1, -2)]
        y = float(tops[route[0][0]] + known[route[0][1]].height)
        steps = [f"M{xs[0]:.1f} {y:.1f}"]
        for (_, place), (x, across) in zip(pairwise(route), pairwise(xs), strict=True):
            is_last = place is route[-1]
            down = tops[place[0]] - (HEAD if is_last else 0)
            half = (y + down) / 2
            steps.append(f"C{x:.1f} {half:.1f} {across:.1f} {half:.1f} {across:.1f} {down:.1f}")
            y = float(down)
            if not is_last:
                y = float(tops[place[0]] + heights[place[0]])
                steps.append(f"V{y:.1f}")
        tip = tops[route[-1][0]]
        head = f"M{xs[-1] - 4:.1f} {tip - HEAD}H{xs[-1] + 4:.1f}L{xs[-1]:.1f} {tip}Z"
        edges.append(Edge("".join(steps), head))
    return edges
