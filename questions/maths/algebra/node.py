"""A normal node, and what its makers need."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from questions.maths.algebra.kinds import Kind


@dataclass(slots=True, eq=False)
class Node:
    """Made by an arena only, once for each meaning: equal nodes are the same object.

    Not frozen, only because that would double the time it takes to make one.
    """

    kind: Kind
    value: Fraction
    name: str
    arguments: "tuple[Node, ...]"
    index: int


def index(node: Node) -> int:
    """For sorting by age."""
    return node.index


def flat(kind: Kind, nodes: Iterable[Node]) -> Iterable[Node]:
    """The nodes, those of the kind replaced by their arguments."""
    for node in nodes:
        if node.kind is kind:
            yield from node.arguments
        else:
            yield node


def as_power(node: Node, one: Node) -> tuple[Node, Node]:
    """Base and exponent."""
    if node.kind is Kind.POWER:
        return node.arguments[0], node.arguments[1]
    return node, one
