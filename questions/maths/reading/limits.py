"""The stated bounds of what is read, so that no text can cost more than a moment."""

from typing import Final

from questions.maths.expression import CHILDREN, Expression, Matrix, Vector
from questions.maths.reading.errors import TooDeepError, TooLongError

CHARACTERS: Final = 2_000
TOKENS: Final = 600
DEPTH: Final = 40
NESTING: Final = 2 * DEPTH
"""Brackets and exponents open at once while reading; the tree itself is held to `DEPTH`."""
DIGITS: Final = 200
POWER_OF_TEN: Final = 9_999
NODES: Final = 3_000
ENTRIES: Final = 64
RUN: Final = 40
"""Letters in a row that are looked through for names."""


def check_tree(tree: Expression, source: str) -> set[type[Expression]]:
    """Raise unless the tree keeps within depth, nodes and entries; the sorts of nodes in it.

    Needs no recursion itself.
    """
    sorts: set[type[Expression]] = set()
    level = [tree]
    depth = nodes = 0
    while level:
        sorts.update(map(type, level))
        depth += 1
        nodes += len(level)
        if depth > DEPTH:
            raise TooDeepError(
                f"This is nested more than {DEPTH} levels deep; please simplify it.",
                source=source,
                start=0,
                end=len(source),
            )
        if nodes > NODES:
            raise TooLongError(
                "This is too long to be an answer; please simplify it.",
                source=source,
                end=len(source),
            )
        level = [child for node in level for child in CHILDREN[type(node)](node)]
    check_entries(tree, source)
    return sorts


def check_entries(tree: Expression, source: str) -> None:
    """Raise if a vector or a matrix has too many entries."""
    count = 0
    if isinstance(tree, Matrix):
        count = sum(len(row.entries) for row in tree.rows)
    elif isinstance(tree, Vector):
        count = len(tree.entries)
    if count > ENTRIES:
        raise TooLongError(
            f"A vector or a matrix may have at most {ENTRIES} entries.",
            source=source,
            end=len(source),
        )
