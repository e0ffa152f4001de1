"""A computation graph whose nodes are blanks: what is filled in is its values and derivatives."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any, Final, Literal

from questions.maths import automatic
from questions.maths.expression import Expression

from .formulas import written
from .operations import BINARY, OPERATIONS, Node, local_slopes, worked_out, wrong_slopes
from .rows import Row

MODES: Final = frozenset({"forward", "reverse"})
NAME: Final = re.compile(r"[a-z](?:_[0-9])?")
NUMBER: Final = re.compile(r"-?[0-9]{1,6}(?:/[1-9][0-9]{0,5})?")
MOST_NODES: Final = 9

Part = Literal["value", "derivative"]


@dataclass(frozen=True, slots=True)
class Blank:
    """What one field takes: a node's value, or the derivative that is carried there."""

    node: str
    part: Part


@dataclass(frozen=True, slots=True)
class Graph:
    """Inputs with their values, and nodes in an order in which they can be worked out.

    `mode` says which derivatives its blanks take: of every node by the input `seed` ("forward"), or
    of the last node by every node ("reverse"). `wrong` has local derivatives that somebody takes a
    node to have, by its name.
    """

    inputs: tuple[tuple[str, Fraction], ...]
    nodes: tuple[Node, ...]
    wrong: Mapping[str, tuple[Fraction, ...]] = field(default_factory=dict)
    mode: str = "reverse"
    seed: str = ""

    @property
    def values(self) -> dict[str, Fraction]:
        return dict(self.inputs) | {node.name: node.value for node in self.nodes}

    @property
    def last(self) -> str:
        return self.nodes[-1].name

    @property
    def definition(self) -> str:
        """LaTeX of all nodes, one after the other."""
        return r",\quad ".join(f"{node.name} = {node.definition}" for node in self.nodes)

    @property
    def blanks(self) -> tuple[Blank, ...]:
        """In the order in which they can be filled in. Where a sweep starts is given: the
        derivatives of the inputs forwards, of the last node by itself backwards.
        """
        values = [Blank(node.name, "value") for node in self.nodes]
        if self.mode == "forward":
            dots = [Blank(node.name, "derivative") for node in self.nodes]
            return tuple(one for both in zip(values, dots, strict=True) for one in both)
        backwards = [node.name for node in reversed(self.nodes[:-1])]
        backwards += [name for name, _ in self.inputs]
        return (*values, *(Blank(name, "derivative") for name in backwards))

    def derivative_label(self, name: str) -> str:
        """LaTeX of the derivative that is carried at a node."""
        above, below = (name, self.seed) if self.mode == "forward" else (self.last, name)
        return rf"\frac{{\partial {above}}}{{\partial {below}}}"

    def label(self, blank: Blank) -> str:
        """LaTeX of what the blank takes."""
        return blank.node if blank.part == "value" else self.derivative_label(blank.node)

    def function(self, of: str = "", by: str = "") -> Expression:
        """The node `of`, or the last one, as a function of the inputs; and of the node `by`, where
        one is named, as if it were an input too.
        """
        texts = {name: name for name, _ in self.inputs}
        for node in self.nodes:
            made = node.text([texts[one] for one in node.inputs])
            texts[node.name] = node.name if node.name == by else made
        names = [*dict(self.inputs), by] if by in texts else [*dict(self.inputs)]
        return written(texts[of or self.last], *dict.fromkeys(names))

    def partials(self, node: Node) -> tuple[Fraction, ...]:
        """The derivatives of a node by its inputs: local, nothing carried."""
        if node.name in self.wrong:
            return self.wrong[node.name]
        values = self.values
        return local_slopes(node, [values[one] for one in node.inputs])

    def forward(self, seed: str) -> dict[str, Fraction]:
        """The derivative of every node by one input."""
        seeds = {name: Fraction(int(name == seed)) for name, _ in self.inputs}
        return automatic.forward(self._operations(), seeds)

    def backward(self, *, one_path: bool = False) -> dict[str, Fraction]:
        """The derivative of the last node by every node; see `automatic.backward`."""
        operations = self._operations()
        return automatic.backward(operations, self.values, Fraction(1), one_path=one_path)

    def derivatives(self) -> dict[str, Fraction]:
        """What is carried at every node, in its mode."""
        return self.forward(self.seed) if self.mode == "forward" else self.backward()

    def filled(self, derivatives: Mapping[str, Fraction]) -> tuple[Fraction, ...]:
        """The blanks with the right values and the derivatives given."""
        values = self.values
        return tuple(
            values[one.node] if one.part == "value" else derivatives[one.node]
            for one in self.blanks
        )

    def key(self) -> tuple[Fraction, ...]:
        return self.filled(self.derivatives())

    def spoilt(self) -> Iterator[tuple[str, "Graph"]]:
        """Mal-rules, each with the graph in which one node's local derivatives are wrong by it."""
        for node in self.nodes:
            for rule, slopes in wrong_slopes(node.operation, self.partials(node)):
                yield rule, replace(self, wrong={node.name: slopes})

    def _operations(self) -> list[automatic.Operation[Fraction]]:
        return [
            automatic.Operation(node.name, node.inputs, self.partials(node)) for node in self.nodes
        ]

    def to_row(self) -> dict[str, Any]:
        nodes = [
            {"name": one.name, "operation": one.operation, "inputs": list(one.inputs)}
            | ({"factor": one.factor} if one.operation == "scaled" else {})
            for one in self.nodes
        ]
        inputs = {name: str(value) for name, value in self.inputs}
        return {"mode": self.mode, "seed": self.seed, "inputs": inputs, "nodes": nodes}

    @classmethod
    def from_row(cls, row: Row) -> "Graph":
        """The graph of a stored row, worked out anew. Raises ProblemError with the field."""
        given = row.value("inputs")
        if not isinstance(given, Mapping) or not given or not all(map(NAME.fullmatch, given)):
            raise row.wrong("inputs", "should be an object of names with their values")
        if not all(NUMBER.fullmatch(str(value)) for value in given.values()):
            raise row.wrong("inputs", "should be numbers, such as -2 or 1/2")
        values = {str(name): Fraction(value) for name, value in given.items()}
        start = tuple(values.items())
        nodes = tuple(_node_of(one, values) for one in row.rows("nodes")[:MOST_NODES])
        if not nodes:
            raise row.wrong("nodes", "should not be empty")
        mode, seed = row.one_of("mode", MODES), row.text("seed")
        if mode == "forward" and seed not in dict(start):
            raise row.wrong("seed", "should be an input")
        return cls(start, nodes, mode=mode, seed=seed)


def graph_of(row: Row) -> Graph | None:
    """The graph of the field `graph`; none in a problem that has no blanks in one."""
    value = row.value("graph")
    return None if value is None else Graph.from_row(Row.of(value, "graph"))


def _node_of(row: Row, values: dict[str, Fraction]) -> Node:
    """The node, whose value is put beside the earlier ones."""
    name, operation = row.filled("name"), row.one_of("operation", set(OPERATIONS))
    inputs = row.texts("inputs")
    if not NAME.fullmatch(name) or name in values:
        raise row.wrong("name", "should be a new name, such as v_1")
    if len(inputs) != (2 if operation in BINARY else 1) or not set(inputs) <= set(values):
        raise row.wrong("inputs", "should name earlier nodes, as many as the operation takes")
    factor = row.integer("factor") if operation == "scaled" else 1
    value = worked_out(operation, [values[one] for one in inputs], factor)
    if value is None:
        raise row.wrong("operation", "has no value here")
    values[name] = value
    return Node(name, operation, inputs, value, factor)
