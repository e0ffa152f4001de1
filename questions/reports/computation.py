"""A computation graph as a page draws it: boxes with what is given and with blanks to be filled in.

The blanks stand in the document in the order in which they can be filled in, which is that of the
entry and that in which the keyboard goes through them, wherever they are in the drawing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Protocol

from questions import maths, plots
from questions.maths.expression import number
from questions.problems import Problem
from questions.problems.computation import Blank, Graph

NAME_HEIGHT: Final = 30
LABEL_HEIGHT: Final = 42
FIELD_HEIGHT: Final = 34
PADDING: Final = 6
WIDTH: Final = 100
"""Three of them stand beside one another on a phone."""
WORDS: Final = {
    "plus": "{a} plus {b}",
    "minus": "{a} minus {b}",
    "times": "{a} times {b}",
    "square": "{a} squared",
    "scaled": "{k} times {a}",
    "over": "1 over {a}",
    "ratio": "{a} over {b}",
}


class Field(Protocol):
    """Where one part of an answer is written."""

    @property
    def position(self) -> int: ...


@dataclass(frozen=True)
class Part:
    """A part of a box: its label as LaTeX and in words, and a field to be filled in, or what stands
    there.
    """

    x: float
    y: float
    width: int
    height: int
    label: str
    name: str
    field: Field | None
    text: str


@dataclass(frozen=True)
class Drawing:
    """The boxes and edges with all parts in order; `told` says the same in sentences."""

    diagram: plots.Diagram
    parts: Sequence[Part]
    told: str


def drawing(problem: Problem, fields: Sequence[Field]) -> Drawing | None:
    """The problem's graph with its fields; None where it has none."""
    graph = problem.graph
    if graph is None:
        return None
    blanks = dict(zip(graph.blanks, fields, strict=True))
    return _drawn(graph, blanks, {})


def filled(problem: Problem) -> Drawing | None:
    """The problem's graph with the right answers; None where it has none."""
    graph = problem.graph
    if graph is None:
        return None
    return _drawn(graph, {}, dict(zip(graph.blanks, graph.key(), strict=True)))


def _drawn(graph: Graph, blanks: Mapping[Blank, Field], shown: Mapping[Blank, Fraction]) -> Drawing:
    layers, sources = _layers(graph), {node.name: node.inputs for node in graph.nodes}
    order = _order(graph)
    heights = dict.fromkeys(layers, 2 * PADDING)
    for blank in order:
        heights[blank.node] += _height(graph, blank)
    diagram = plots.diagram(
        [
            plots.Vertex(name, layers[name], sources.get(name, ()), heights[name], WIDTH)
            for name in layers
        ]
    )
    boxes = {box.key: box for box in diagram.boxes}
    parts = []
    for blank in order:
        box, is_value = boxes[blank.node], blank.part == "value"
        above = 0 if is_value else _height(graph, Blank(blank.node, "value"))
        parts.append(
            Part(
                x=box.x,
                y=box.y + PADDING + above,
                width=box.width,
                height=_height(graph, blank),
                label=_label(graph, blank),
                name=_name(graph, blank),
                field=blanks.get(blank),
                text=_text(graph, blank, shown),
            )
        )
    return Drawing(diagram, parts, _told(graph))


def _layers(graph: Graph) -> dict[str, int]:
    """As far down as the longest way from an input."""
    layers = {name: 0 for name, _ in graph.inputs}
    for node in graph.nodes:
        layers[node.name] = 1 + max(layers[one] for one in node.inputs)
    return layers


def _order(graph: Graph) -> list[Blank]:
    """Every value and derivative, given or not, in the order in which they are worked out."""
    names = [*(name for name, _ in graph.inputs), *(node.name for node in graph.nodes)]
    if graph.mode == "forward":
        return [Blank(name, part) for name in names for part in ("value", "derivative")]
    values = [Blank(name, "value") for name in names]
    first = [one for one in graph.blanks if one.part == "derivative"]
    return [*values, Blank(graph.last, "derivative"), *first]


def _height(graph: Graph, blank: Blank) -> int:
    """Of its label, behind which stands what is given, and of its field where it has one."""
    label = NAME_HEIGHT if blank.part == "value" else LABEL_HEIGHT
    return label + (FIELD_HEIGHT if blank in graph.blanks else 0)


def _label(graph: Graph, blank: Blank) -> str:
    if blank.part == "derivative":
        return graph.derivative_label(blank.node)
    node = next((one for one in graph.nodes if one.name == blank.node), None)
    return blank.node if node is None else f"{node.name} = {node.definition}"


def _name(graph: Graph, blank: Blank) -> str:
    if blank.part == "value":
        return f"Value of {_plain(blank.node)}"
    above, below = (blank.node, graph.seed) if graph.seed else (graph.last, blank.node)
    return f"Derivative of {_plain(above)} by {_plain(below)}"


def _text(graph: Graph, blank: Blank, shown: Mapping[Blank, Fraction]) -> str:
    """What stands there as LaTeX; empty where it is to be filled in."""
    if blank in graph.blanks:
        return _latex(shown[blank]) if blank in shown else ""
    if blank.part == "value":
        return _latex(dict(graph.inputs)[blank.node])
    return _latex(Fraction(int(blank.node in {graph.last, graph.seed})))


def _latex(value: Fraction) -> str:
    return maths.write_latex(number(value))


def _told(graph: Graph) -> str:
    """What the drawing shows, in sentences."""
    inputs = [f"the input {name} is {value}" for name, value in graph.inputs]
    nodes = []
    for node in graph.nodes:
        a, b = _plain(node.inputs[0]), _plain(node.inputs[-1])
        made = WORDS[node.operation].format(a=a, b=b, k=node.factor)
        nodes.append(f"{_plain(node.name)} is {made}")
    return f"From top to bottom: {'; '.join([*inputs, *nodes])}."


def _plain(name: str) -> str:
    return name.replace("_", "")
