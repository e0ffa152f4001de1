"""Drawing small computation graphs from a seeded generator."""

import random
from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from questions.problems.computation import Graph
from questions.problems.formulas import brackets, latex
from questions.problems.operations import BINARY, Node, worked_out

DIGITS: Final = (1, 2, 3, 4, 5, -1, -2, -3)
FACTORS: Final = (2, 3, 4, 5)


def drawn(
    chance: random.Random,
    inputs: Sequence[str],
    operations: Sequence[str],
    *,
    starts: Sequence[int] = DIGITS,
    factors: Sequence[int] = FACTORS,
) -> Graph | None:
    """A graph with these operations, in which every input and every node is used.

    None where a value vanishes, is too large, or where something is left unused.
    """
    start = tuple((name, Fraction(chance.choice(starts))) for name in inputs)
    values, unused, nodes = dict(start), set(inputs), []
    for place, operation in enumerate(operations):
        name = "f" if place == len(operations) - 1 else f"v_{place + 1}"
        arity = 2 if operation in BINARY else 1
        if len(values) < arity:
            return None
        chosen = tuple(_chosen(chance, list(values), sorted(unused), arity))
        node = _worked(name, operation, chosen, values, chance.choice(factors))
        if node is None:
            return None
        values[name] = node.value
        unused = (unused - set(chosen)) | {name}
        nodes.append(node)
    return Graph(start, tuple(nodes)) if unused == {"f"} else None


def _chosen(chance: random.Random, known: list[str], unused: list[str], arity: int) -> list[str]:
    """Unused ones first, most of the time, so that graphs hang together."""
    first = chance.choice(unused if unused and chance.random() < 0.8 else known)
    if arity == 1:
        return [first]
    others = [one for one in known if one != first]
    left = [one for one in unused if one != first]
    return [first, chance.choice(left if left and chance.random() < 0.6 else others)]


def _worked(
    name: str, operation: str, chosen: tuple[str, ...], values: dict[str, Fraction], factor: int
) -> Node | None:
    value = worked_out(operation, [values[one] for one in chosen], factor)
    if not value or abs(value.numerator) > 200 or value.denominator > 30:
        return None
    return Node(name, operation, chosen, value, factor if operation == "scaled" else 1)


def product_text(slope: Fraction, carried: Fraction) -> str:
    """LaTeX of a product of two numbers."""
    return rf"{latex(slope)} \cdot {brackets(carried)}"
