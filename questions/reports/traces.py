"""The graph of a typed function with both sweeps of automatic differentiation, as it is drawn."""

from collections.abc import Iterator, Sequence
from typing import Final

from questions import plots
from questions.calculator import Trace
from questions.calculator.tracing import Row

from .computation import PADDING, Drawing, Part

MOST_NODES: Final = 12
WIDTH: Final = 132
WIDEST: Final = 4 * WIDTH
LINE: Final = 24
TALL: Final = 34
LONGEST: Final = 60
"""LaTeX of an operation: a longer one does not fit into its box."""


def drawing(trace: Trace) -> Drawing | None:
    """The nodes from the inputs to the function, each with its value, the derivatives that forward
    mode carries along and the one that reverse mode gathers. None where that is too large to be
    read.
    """
    rows = trace.rows
    if len(rows) > MOST_NODES or any(len(row.definition) > LONGEST for row in rows):
        return None
    layers: dict[str, int] = {}
    for row in rows:
        above = (layers[one] for one in row.inputs if one in layers)
        layers[row.symbol] = 1 + max(above, default=-1)
    heights = {
        row.symbol: 2 * PADDING + sum(high for *_, high in _lines(trace.variables, row))
        for row in rows
    }
    diagram = plots.diagram(
        [
            plots.Vertex(row.symbol, layers[row.symbol], row.inputs, heights[row.symbol], WIDTH)
            for row in rows
        ]
    )
    if diagram.width > WIDEST:
        return None
    told = "; ".join(_told(row) for row in rows)
    return Drawing(diagram, list(_parts(trace, diagram)), f"From top to bottom: {told}.")


def _parts(trace: Trace, diagram: plots.Diagram) -> Iterator[Part]:
    for row, box in zip(trace.rows, diagram.boxes, strict=True):
        y = box.y + PADDING
        for label, text, name, height in _lines(trace.variables, row):
            yield Part(box.x, y, box.width, height, label, name, None, text)
            y += height


def _lines(variables: Sequence[str], row: Row) -> list[tuple[str, str, str, int]]:
    """What stands in a box: its label, what it is, its name in words, and how high it is."""
    tall = TALL if r"\frac" in row.definition else LINE
    first = (row.latex, row.definition or row.value, f"Operation of {row.name}", tall)
    value = [(row.latex, row.value, f"Value of {row.name}", LINE)] if row.definition else []
    return [
        first,
        *value,
        *_forward(variables, row),
        (rf"\bar{{{row.latex}}}", row.bar, f"Reverse derivative at {row.name}", LINE),
    ]


def _forward(variables: Sequence[str], row: Row) -> Iterator[tuple[str, str, str, int]]:
    """With a dot where there is one variable, otherwise each by its own."""
    is_alone = len(variables) == 1
    for name, dot in zip(variables, row.dots, strict=True):
        label = rf"\dot{{{row.latex}}}" if is_alone else rf"\partial_{{{name}}} {row.latex}"
        yield label, dot, f"Forward derivative at {row.name}", LINE


def _told(row: Row) -> str:
    if not row.inputs:
        return f"{row.name} is an input"
    return f"{row.name} is worked out of {' and '.join(row.inputs).replace('_', '')}"
