"""On which sorts of nodes a slip can happen at all: most are tried on every node of a tree."""

from collections.abc import Callable, Iterator
from typing import Final

from questions.maths.expression import Expression

Slip = Callable[[Expression], Iterator[Expression]]
"""What a wrong rewriting of algebra makes of one node; nothing where it does not fit."""

SORTS: Final[dict[Slip, frozenset[type[Expression]]]] = {}
"""By slip; one that is not here is tried on every node."""


def of(*sorts: type[Expression]) -> Callable[[Slip], Slip]:
    """Marks a slip that yields nothing on nodes of other sorts."""

    def mark(slip: Slip) -> Slip:
        SORTS[slip] = frozenset(sorts)
        return slip

    return mark


def may_happen(slip: Slip, sort: type[Expression]) -> bool:
    """Whether the slip may happen on a node of a sort."""
    sorts = SORTS.get(slip)
    return sorts is None or sort in sorts
