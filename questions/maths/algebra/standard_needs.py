"""Needs in a standard form, so that 1 - 4x^2 > 0 and 1/4 - x^2 > 0 are one need.

What is needed of a node is needed of its positive multiples, and of those of any sign where it need
only not be zero; products are multiplied out.
"""

from collections.abc import Iterable
from fractions import Fraction

from questions.maths.algebra.expansion import expanded
from questions.maths.algebra.kinds import Kind
from questions.maths.algebra.needs import Need
from questions.maths.algebra.node import Node
from questions.maths.algebra.nodes import Arena


def standard(arena: Arena, needs: Iterable[Need]) -> frozenset[Need]:
    """The same needs, each in its standard form."""
    return frozenset(
        (name, tuple(_standard(arena, name, node) for node in nodes)) for name, nodes in needs
    )


def _standard(arena: Arena, name: str, node: Node) -> Node:
    node = expanded(arena, node)
    terms = node.arguments if node.kind is Kind.SUM else (node,)
    coefficient = _coefficient(terms[0])
    if name in ("positive", "not negative"):
        coefficient = abs(coefficient)
    elif name != "not zero":
        return node
    if coefficient in (0, 1):
        return node
    factor = arena.number(1 / coefficient)
    return arena.add(*[arena.multiply(factor, term) for term in terms])


def _coefficient(term: Node) -> Fraction:
    number = term.arguments[0] if term.kind is Kind.PRODUCT else term
    return number.value if number.kind is Kind.NUMBER else Fraction(1)
