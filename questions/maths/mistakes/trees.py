"""Trees with one node changed, and the values of many of them at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

import numpy as np

from questions.maths.evaluation.arrays import Evaluation, finite
from questions.maths.expression import Branch, Call, Expression, Power
from questions.maths.mistakes.table import Floats

EXACT_ARGUMENTS = frozenset({"root", "log"})
"""Functions whose second argument is taken as an exact number."""


@dataclass(slots=True, eq=False)
class Place:
    """A node with the place of the one that has it as its child `index`, None for the whole tree.

    `is_evaluable` where the node has a value of its own that the one above is worked out from: not
    in exponents and degrees, where numbers are not floats, nor in conditions. Nothing writes to a
    place: it is not frozen because a search makes hundreds of them.
    """

    node: Expression
    above: "Place | None"
    index: int
    is_evaluable: bool

    def with_node(self, new: Expression) -> Expression:
        """The whole tree with another node here: everything beside the way to it stays the very
        same object.
        """
        if self.above is None:
            return new
        return self.above.with_node(_with_child(self.above.node, self.index, new))


def _with_child(node: Expression, index: int, new: Expression) -> Expression:
    children = node.children
    return node.with_children((*children[:index], new, *children[index + 1 :]))


class Change(Protocol):
    """A node of a tree with what stands there instead."""

    @property
    def place(self) -> Place: ...

    @property
    def new(self) -> Expression: ...


def nodes(tree: Expression, *, leaves: bool = True) -> Iterator[Place]:
    """Every node, parents first; those without children unless it is said not to."""
    waiting = [Place(tree, None, 0, is_evaluable=True)]
    while waiting:
        place = waiting.pop()
        yield place
        children = place.node.children
        exact = _exact_child(place.node) if children else None
        for index in range(len(children) - 1, -1, -1):
            child = children[index]
            if leaves or child.children:
                has_value = index != exact and not isinstance(child, Branch)
                waiting.append(Place(child, place, index, place.is_evaluable and has_value))


def _exact_child(node: Expression) -> int | None:
    """The child that is taken as an exact number, if there is one."""
    is_exact = isinstance(node, Power) or (isinstance(node, Call) and node.name in EXACT_ARGUMENTS)
    return 1 if is_exact else None


def values_of(changes: Sequence[Change], numbers: Evaluation, length: int) -> Floats:
    """The values of the changed trees, one row a change.

    Without a tree for each: what stands above is worked out once for all changes within a child.
    """
    found = np.empty((len(changes), length))
    waiting = _by_places(changes)
    with np.errstate(all="ignore"):
        while waiting:
            place, (which, trees, blocks) = waiting.popitem()
            own = _rows([numbers.value(tree) for tree in trees], length)
            rows = np.concatenate([own, *blocks]) if blocks else own
            if place.above is None:
                found[which] = finite(rows)
            else:
                above = waiting[place.above]
                above.which.extend(which)
                above.blocks.append(numbers.above(place.above.node, place.index, rows))
    return found


def _rows(values: Sequence[Any], length: int) -> Floats:
    """Numbers and arrays as rows of one table: many slips are in a number, and are numbers."""
    rows = np.empty((len(values), length))
    if all(type(one) is float for one in values):
        rows[:] = np.array(values).reshape(-1, 1)
        return rows
    for row, one in zip(rows, values, strict=True):
        row[:] = one
    return rows


class _Waiting(NamedTuple):
    """The changes at a place and within it, by number: those at it with what stands there instead,
    and those within it in blocks of the values that they lead to here.
    """

    which: list[int]
    trees: list[Expression]
    blocks: list[Floats]


def _by_places(changes: Sequence[Change]) -> dict[Place, _Waiting]:
    """Of all places with changes, and those above them; each stands before those within it."""
    found: dict[Place, _Waiting] = {}
    for number, change in enumerate(changes):
        place, new = change.place, change.new
        while not place.is_evaluable and place.above is not None:
            new, place = _with_child(place.above.node, place.index, new), place.above
        which, trees, _ = found.get(place) or _with_those_above(place, found)
        which.append(number)
        trees.append(new)
    return found


def _with_those_above(place: Place, found: dict[Place, _Waiting]) -> _Waiting:
    if place.above is not None and place.above not in found:
        _with_those_above(place.above, found)
    return found.setdefault(place, _Waiting([], [], []))
