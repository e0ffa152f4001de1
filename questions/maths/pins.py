"""Values that conditions pin variables to, as a label is 0 or 1 in `-ln(p) if y = 1`.

A function that is defined for these values only is met at no generic point.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import islice, product
from typing import Final

from questions.maths.evaluation import rational_value
from questions.maths.expression import Expression, Relation, Symbol, number, substitute, walk
from questions.maths.findings import Point

MOST: Final = 16


def pinned(trees: Sequence[Expression]) -> Iterator[Point]:
    """Every choice of such values, for all variables that have some."""
    choices: dict[str, set[Fraction]] = {}
    for tree in trees:
        for node in walk(tree):
            for name, value in _equations(node):
                choices.setdefault(name, set()).add(value)
    names = sorted(choices)
    combinations = product(*(sorted(choices[name]) for name in names))
    for values in islice(combinations, MOST if names else 0):
        yield dict(zip(names, values, strict=True))


def _equations(node: Expression) -> Iterator[tuple[str, Fraction]]:
    """A variable and the number that it equals, if the node says so."""
    if not isinstance(node, Relation) or node.signs != ("=",):
        return
    for one, other in (node.sides, node.sides[::-1]):
        value = rational_value(other)
        if isinstance(one, Symbol) and value is not None:
            yield one.name, value


def at(tree: Expression, pins: Point) -> Expression:
    """The tree with the values put in."""
    return substitute(tree, {name: number(value) for name, value in pins.items()})
