"""Functions by cases as normal nodes.

The arguments of a node are, case by case, its relations and then its value; one more is the value
otherwise. Its name says how many relations each case has. A relation compares one node with zero,
so `x < 1`, `1 > x` and `x - 1 < 0` are the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from questions.maths.algebra.kinds import Kind
from questions.maths.algebra.needs import Need
from questions.maths.expression import (
    Branch,
    Expression,
    Piecewise,
    Relation,
    number,
)

if TYPE_CHECKING:
    from questions.maths.algebra.node import Node
    from questions.maths.algebra.nodes import Arena

ZERO = number(0)


@dataclass(frozen=True, slots=True)
class Case:
    """What holds where all of the relations do; without any, it is what holds otherwise."""

    relations: "tuple[Node, ...]"
    value: "Node"


def cases(node: "Node") -> "Iterator[Case]":
    """The cases of a node, in order."""
    place = 0
    for count in map(int, node.name.split()):
        end = place + count
        yield Case(node.arguments[place:end], node.arguments[end])
        place = end + 1


def node_of_cases(arena: "Arena", tree: Piecewise) -> "tuple[Node, frozenset[Need]]":
    """The node of a piecewise tree, and what must hold for the tree to have a value.

    What must hold for a case counts there only, so such needs carry the node and the case.
    """
    arguments: list[Node] = []
    counts: list[str] = []
    needs: set[Need] = set()
    branches = [(branch.conditions, branch.value) for branch in tree.branches]
    if tree.otherwise is not None:
        branches.append(((), tree.otherwise))
    for place, (conditions, value) in enumerate(branches):
        pairs = [pair for condition in conditions for pair in condition.pairs()]
        counts.append(str(len(pairs)))
        for part in (*pairs, value):
            found, needed = arena.apart(part)
            arguments.append(found)
            needs.update((f"in case {place} {name}", nodes) for name, nodes in needed)
    whole = arena.make_cases(" ".join(counts), tuple(arguments))
    return whole, frozenset({("one case", (whole,))} | {_within(whole, need) for need in needs})


def _within(whole: "Node", need: Need) -> Need:
    return need[0], (whole, *need[1])


def comparison(arena: "Arena", tree: Relation) -> "Node":
    """The node of a comparison of two sides."""
    (sign,), (one, other) = tree.signs, map(arena.node, tree.sides)
    if sign.startswith(">"):
        one, other, sign = other, one, sign.replace(">", "<")
    return arena.make_relation(sign, arena.subtract(one, other))


def tree_of_cases(node: "Node", parts: tuple[Expression, ...]) -> Expression:
    """A tree with the node's value, given the trees of its arguments."""
    if node.kind is Kind.RELATION:
        return Relation((parts[0], ZERO), (node.name,))
    branches: list[Branch] = []
    place = 0
    for count in map(int, node.name.split()):
        relations = tuple(one for one in parts[place : place + count] if isinstance(one, Relation))
        if not count:
            return Piecewise(tuple(branches), parts[place])
        branches.append(Branch(parts[place + count], relations))
        place += count + 1
    return Piecewise(tuple(branches))
