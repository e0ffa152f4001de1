"""Trees with one node changed."""

from collections.abc import Callable, Iterator

from questions.maths.expression import Expression

Rebuild = Callable[[Expression], Expression]


def nodes(tree: Expression) -> Iterator[tuple[Expression, Rebuild]]:
    """Every node, parents first, with what puts another one in its place.

    Everything beside the way to the node stays the very same object.
    """
    yield from _nodes(tree, lambda new: new)


def _nodes(tree: Expression, rebuild: Rebuild) -> Iterator[tuple[Expression, Rebuild]]:
    yield tree, rebuild
    for index, child in enumerate(tree.children):

        def inside(new: Expression, index: int = index) -> Expression:
            children = (*tree.children[:index], new, *tree.children[index + 1 :])
            return rebuild(tree.with_children(children))

        yield from _nodes(child, inside)
