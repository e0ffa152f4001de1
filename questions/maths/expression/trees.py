"""Ways through a tree: its nodes, symbols, size and shape, and trees put in place of symbols."""

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from typing import Final

from questions.maths.expression.nodes import (
    CHILDREN,
    Dotted,
    Expression,
    Matrix,
    Number,
    Piecewise,
    Product,
    Symbol,
    Vector,
    number,
)

MOST_ZEROS: Final = 20
"""So many in a number's decimals, or at its end, are written out; more become a power of ten."""


def walk(tree: Expression) -> Iterator[Expression]:
    """Every node, parents before children."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        children = CHILDREN[type(node)](node)
        if children:
            waiting.extend(children[::-1])


def always_taken(tree: Expression) -> Iterator[Expression]:
    """Every node but those within cases, which need not have a value where others apply."""
    yield tree
    if not isinstance(tree, Piecewise):
        for child in tree.children:
            yield from always_taken(child)


def symbols(tree: Expression) -> frozenset[str]:
    """The names of the symbols in it."""
    try:
        return tree._symbols  # type: ignore[no-any-return, attr-defined]
    except AttributeError:
        inner = map(symbols, tree.children)
        found = frozenset({tree.name}) if isinstance(tree, Symbol) else frozenset().union(*inner)
        object.__setattr__(tree, "_symbols", found)
        return found


def has_point(tree: Expression) -> bool:
    """Whether a number in it was written with a decimal point."""
    try:
        return tree._pointed  # type: ignore[no-any-return, attr-defined]
    except AttributeError:
        found = "." in tree.text if isinstance(tree, Number) else any(map(has_point, tree.children))
        object.__setattr__(tree, "_pointed", found)
        return found


def size(tree: Expression) -> int:
    """How many nodes it has."""
    return sum(1 for _ in walk(tree))


def substitute(tree: Expression, values: dict[str, Expression]) -> Expression:
    """The tree with symbols replaced by trees, all at once."""
    if isinstance(tree, Symbol):
        return values.get(tree.name, tree)
    if values.keys().isdisjoint(symbols(tree)):
        return tree
    return tree.with_children(tuple([substitute(child, values) for child in tree.children]))


def plain(tree: Expression) -> Expression:
    """The tree with every number written for its value alone: `5.00` as `5`, `2.50` as `2.5`.

    Equal trees may be written in different ways. Whatever is kept for the next one who brings an
    equal tree has to be made of a plain one: else he sees what somebody else has typed.
    """
    if tree.is_tidy:
        return tree
    if isinstance(tree, Number):
        return _plain(tree.value)
    return tree.with_children(tuple(map(plain, tree.children))) if tree.children else tree


@lru_cache(maxsize=1024)
def _plain(value: Fraction) -> Expression:
    text = _shortest(value) if value >= 0 else ""
    return Number(value, text).marked_tidy() if text else number(value)


def _shortest(value: Fraction) -> str:
    """The decimals of a number that is not negative; none where they do not end."""
    if not value:
        return "0"
    places = max(_times_in(value.denominator, 2), _times_in(value.denominator, 5))
    scaled = value * 10**places
    if scaled.denominator != 1:
        return ""
    zeros = 0 if places else _times_in(scaled.numerator, 10)
    digits = str(scaled.numerator // 10**zeros)
    if zeros > MOST_ZEROS or places > len(digits) + MOST_ZEROS:
        return f"{digits}E{zeros - places}"
    digits = f"{digits}{'0' * zeros}".zfill(places + 1)
    return f"{digits[:-places]}.{digits[-places:]}" if places else digits


def _times_in(whole: int, factor: int) -> int:
    """How often a factor divides a whole number that is not 0."""
    if whole % factor:
        return 0
    pairs = _times_in(whole, factor * factor)
    rest: int = whole // factor ** (2 * pairs)
    return 2 * pairs + (rest % factor == 0)


def undotted(tree: Expression) -> Expression:
    """The tree with plain products in place of dotted ones."""
    children = tuple(map(undotted, tree.children))
    if isinstance(tree, Dotted):
        return Product(children)
    return tree.with_children(children) if children else tree


def shape(tree: Expression) -> tuple[int, ...]:
    """() for a scalar, (n,) for a vector, (rows, columns) for a matrix."""
    if isinstance(tree, Vector):
        return (len(tree.entries),)
    if isinstance(tree, Matrix):
        return (len(tree.rows), len(tree.rows[0].entries))
    return ()


def components(tree: Expression) -> tuple[Expression, ...]:
    """Its scalar entries in reading order; a scalar is its own only entry."""
    if isinstance(tree, Vector):
        return tree.entries
    if isinstance(tree, Matrix):
        return tuple(entry for row in tree.rows for entry in row.entries)
    return (tree,)
