"""Products multiplied out, as far as that stays small."""

from functools import reduce
from itertools import product
from typing import Final

from questions.maths.algebra.kinds import Kind
from questions.maths.algebra.nodes import Arena, Node

MAX_TERMS: Final = 200


def expanded(arena: Arena, node: Node) -> Node:
    """A node of the same value, its products of sums multiplied out; itself where that is long."""
    if node.kind is Kind.SUM:
        return arena.add(*(expanded(arena, term) for term in node.arguments))
    if node.kind is not Kind.PRODUCT:
        return node
    factors = [_terms(expanded(arena, factor)) for factor in node.arguments]
    if reduce(lambda count, terms: count * len(terms), factors, 1) > MAX_TERMS:
        return node
    return arena.add(*(arena.multiply(*chosen) for chosen in product(*factors)))


def _terms(node: Node) -> tuple[Node, ...]:
    return node.arguments if node.kind is Kind.SUM else (node,)
