"""Products multiplied out, as far as that stays small."""

from functools import reduce
from itertools import product
from typing import Final

from questions.maths.algebra.kinds import Kind
from questions.maths.algebra.node import Node
from questions.maths.algebra.nodes import Arena

MAX_TERMS: Final = 200
POWERS: Final = range(2, 7)


def expanded(arena: Arena, node: Node) -> Node:
    """A node of the same value, its products of sums multiplied out; itself where that is long."""
    if node.kind is Kind.SUM:
        return arena.add(*(expanded(arena, term) for term in node.arguments))
    if node.kind not in (Kind.PRODUCT, Kind.POWER):
        return node
    parts = node.arguments if node.kind is Kind.PRODUCT else (node,)
    factors = [_terms(one) for part in parts for one in _factors(arena, part)]
    if reduce(lambda count, terms: count * len(terms), factors, 1) > MAX_TERMS:
        return node
    return arena.add(*(arena.multiply(*chosen) for chosen in product(*factors)))


def _factors(arena: Arena, node: Node) -> list[Node]:
    """The node multiplied out; a small whole power of a sum as the sum, so many times."""
    if node.kind is Kind.POWER:
        base, exponent = node.arguments
        if base.kind is Kind.SUM and exponent.kind is Kind.NUMBER and exponent.value in POWERS:
            return [expanded(arena, base)] * exponent.value.numerator
        return [node]
    return [expanded(arena, node)]


def _terms(node: Node) -> tuple[Node, ...]:
    return node.arguments if node.kind is Kind.SUM else (node,)
