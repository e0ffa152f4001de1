"""Ways through a tree: its nodes, symbols, size and shape, and trees put in place of symbols."""

from collections.abc import Iterator

from questions.maths.expression.nodes import (
    CHILDREN,
    Dotted,
    Expression,
    Matrix,
    Piecewise,
    Product,
    Symbol,
    Vector,
)


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


def size(tree: Expression) -> int:
    """How many nodes it has."""
    return sum(1 for _ in walk(tree))


def substitute(tree: Expression, values: dict[str, Expression]) -> Expression:
    """The tree with symbols replaced by trees, all at once."""
    if isinstance(tree, Symbol):
        return values.get(tree.name, tree)
    if not tree.children:
        return tree
    return tree.with_children(tuple(substitute(child, values) for child in tree.children))


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
