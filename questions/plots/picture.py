"""What is marked in a picture, and the picture itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

Interval: TypeAlias = tuple[Fraction | None, Fraction | None]
"""An open interval; None for no bound."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A point to be marked, with both values as people read them; "" or "undefined" for none."""

    at: Fraction
    right: str
    answer: str


@dataclass(frozen=True, slots=True)
class Occasion:
    """A chance for something to show: whether it did, and how likely (0 to 1) it was held to be
    after that.
    """

    shown: bool
    likely: float


@dataclass(frozen=True, slots=True)
class Estimated:
    """An estimate in per cent, with the range that it is in, at a place on the axis across. `right`
    says whether the answer that it follows was right; None where there was none.
    """

    place: float
    value: float
    low: float
    high: float
    right: bool | None


@dataclass(frozen=True, slots=True)
class Ahead:
    """What is to be expected from the last estimate on, in per cent, at rising places. The last
    place has a `name`, such as "exam", and is `when`, such as "at the exam".
    """

    places: Sequence[float]
    values: Sequence[float]
    name: str
    when: str


@dataclass(frozen=True, slots=True)
class Node:
    """A node of a graph in a layer, counted from 0, with the keys of the nodes that lead to it.

    `note` stands in its box, `told` says the same to who does not see it; `state` is a class.
    `span` holds a low end, a value and a high end in per cent, where there is an estimate.
    """

    key: str
    name: str
    layer: int
    sources: Sequence[str]
    state: str
    note: str
    told: str
    address: str
    span: tuple[float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Vertex:
    """What needs a box of a size in a layer, counted from 0, with the keys of what leads to it."""

    key: str
    layer: int
    sources: Sequence[str]
    height: int
    width: int


@dataclass(frozen=True, slots=True)
class Box:
    """A vertex's place: its left upper corner and its size."""

    key: str
    x: float
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Edge:
    """The path of an edge and that of its arrow's head, as SVG writes them."""

    line: str
    head: str


@dataclass(frozen=True, slots=True)
class Diagram:
    """Boxes and edges on a sheet of this size; the boxes in the order of their vertices."""

    width: int
    height: int
    boxes: Sequence[Box]
    edges: Sequence[Edge]


@dataclass(frozen=True, slots=True)
class Picture:
    """An SVG element that carries `title` and `description` as its text alternative."""

    svg: str
    title: str
    description: str
