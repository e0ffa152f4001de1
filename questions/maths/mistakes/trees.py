"""Trees with one node changed, and the values of many of them at once."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Protocol

import numpy as np

from questions.maths.evaluation.arrays import Evaluation
from questions.maths.expression import Call, Expression, Power, Symbol
from questions.maths.mistakes.table import Floats

EXACT_ARGUMENTS = frozenset({"root", "log"})
"""Functions whose second argument is taken as an exact number."""


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """A node, and what puts another one in its place: everything beside the way to it stays the
    very same object. `is_exact` within exponents and degrees, where numbers are not floats.
    """

    node: Expression
    with_node: Callable[[Expression], Expression]
    is_exact: bool


class Change(Protocol):
    """A node of a tree with what stands there instead."""

    @property
    def place(self) -> Place: ...

    @property
    def new(self) -> Expression: ...


def nodes(tree: Expression) -> Iterator[Place]:
    """Every node, parents first."""
    yield from _nodes(Place(tree, lambda new: new, is_exact=False))


def _nodes(place: Place) -> Iterator[Place]:
    yield place
    tree = place.node
    has_exact = isinstance(tree, Power) or (isinstance(tree, Call) and tree.name in EXACT_ARGUMENTS)
    for index, child in enumerate(tree.children):

        def inside(new: Expression, index: int = index) -> Expression:
            children = (*tree.children[:index], new, *tree.children[index + 1 :])
            return place.with_node(tree.with_children(children))

        yield from _nodes(Place(child, inside, place.is_exact or (has_exact and index == 1)))


def values_of(changes: Sequence[Change], numbers: Evaluation, length: int) -> Floats:
    """The values of the changed trees, one row a change; those at one place are worked out
    together, without a tree for each. Changes at one place stand together.
    """
    blocks = [
        block
        for place, several in groupby(changes, key=attrgetter("place"))
        for block in _at_place(place, [one.new for one in several], numbers, length)
    ]
    return np.concatenate(blocks) if blocks else np.zeros((0, length))


def _at_place(
    place: Place, several: Sequence[Expression], numbers: Evaluation, length: int
) -> Iterator[Floats]:
    if place.is_exact:
        for one in several:
            yield numbers.floats(place.with_node(one)).reshape(1, length)
        return
    rows = np.empty((len(several), length))
    with np.errstate(all="ignore"):
        for row, one in zip(rows, several, strict=True):
            row[:] = numbers.value(one)
    stand_in = Symbol("changed")
    numbers.given(stand_in, rows)
    found = numbers.floats(place.with_node(stand_in))
    yield found if found.shape == rows.shape else np.broadcast_to(found, rows.shape)
