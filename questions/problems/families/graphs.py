"""Small computation graphs: nodes with values, and derivatives carried forward or backward."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Final

from questions.maths import automatic
from questions.maths.expression import Expression
from questions.problems.formulas import brackets, latex, written

OPERATIONS: Final = {
    "plus": "{a} + {b}",
    "minus": "{a} - {b}",
    "times": r"{a} \cdot {b}",
    "square": "{a}^2",
    "scaled": "{k} {a}",
    "over": r"\frac{{1}}{{{a}}}",
}
TEXTS: Final = {
    "plus": "({a} + {b})",
    "minus": "({a} - {b})",
    "times": "({a})*({b})",
    "square": "({a})^2",
    "scaled": "{k}*({a})",
    "over": "1/({a})",
}


@dataclass(frozen=True, slots=True)
class Node:
    """A node: its name, what it does to which earlier nodes, and its value."""

    name: str
    operation: str
    inputs: tuple[str, ...]
    value: Fraction
    factor: int = 1

    @property
    def definition(self) -> str:
        """LaTeX of what it does."""
        a, *rest = self.inputs
        names = {"a": a, "b": rest[0] if rest else "", "k": self.factor}
        return OPERATIONS[self.operation].format(**names)


@dataclass(frozen=True, slots=True)
class Graph:
    """Inputs with their values, and nodes in an order in which they can be worked out.

    `wrong` has local derivatives that somebody takes a node to have, by its name.
    """

    inputs: tuple[tuple[str, Fraction], ...]
    nodes: tuple[Node, ...]
    wrong: Mapping[str, tuple[Fraction, ...]] = field(default_factory=dict)

    @property
    def values(self) -> dict[str, Fraction]:
        return dict(self.inputs) | {node.name: node.value for node in self.nodes}

    @property
    def definition(self) -> str:
        """LaTeX of all nodes, one after the other."""
        return r",\quad ".join(f"{node.name} = {node.definition}" for node in self.nodes)

    def function(self) -> Expression:
        """The last node as a function of the inputs."""
        texts = {name: name for name, _ in self.inputs}
        for node in self.nodes:
            a, *rest = (texts[one] for one in node.inputs)
            names = {"a": a, "b": rest[0] if rest else "", "k": node.factor}
            texts[node.name] = TEXTS[node.operation].format(**names)
        return written(texts[self.nodes[-1].name], *dict(self.inputs))

    def partials(self, node: Node) -> tuple[Fraction, ...]:
        """The derivatives of a node by its inputs: local, nothing carried."""
        if node.name in self.wrong:
            return self.wrong[node.name]
        values = [self.values[one] for one in node.inputs]
        match node.operation:
            case "plus":
                return Fraction(1), Fraction(1)
            case "minus":
                return Fraction(1), Fraction(-1)
            case "times":
                return values[1], values[0]
            case "square":
                return (2 * values[0],)
            case "scaled":
                return (Fraction(node.factor),)
        return (-1 / values[0] ** 2,)

    def forward(self, seed: str) -> dict[str, Fraction]:
        """The derivative of every node by one input."""
        seeds = {name: Fraction(int(name == seed)) for name, _ in self.inputs}
        return automatic.forward(self._operations(), seeds)

    def backward(self, *, one_path: bool = False) -> dict[str, Fraction]:
        """The derivative of the last node by every node; see `automatic.backward`."""
        operations = self._operations()
        return automatic.backward(operations, self.values, Fraction(1), one_path=one_path)

    def spoilt(self) -> Iterator[tuple[str, "Graph"]]:
        """Mal-rules, each with the graph in which one node's local derivatives are wrong by it."""
        for node in self.nodes:
            for rule, slopes in _wrong_partials(node.operation, self.partials(node)):
                yield rule, replace(self, wrong={node.name: slopes})

    def _operations(self) -> list[automatic.Operation[Fraction]]:
        return [
            automatic.Operation(node.name, node.inputs, self.partials(node)) for node in self.nodes
        ]


def _wrong_partials(
    operation: str, right: tuple[Fraction, ...]
) -> Iterator[tuple[str, tuple[Fraction, ...]]]:
    """What mal-rules of sums, products, powers and reciprocals make of local derivatives."""
    zero, one = Fraction(0), Fraction(1)
    match operation:
        case "plus" | "minus":
            yield "term-dropped", (zero, right[1])
            yield "term-dropped", (right[0], zero)
        case "times":
            yield "product-first-term-missing", (zero, right[1])
            yield "product-second-term-missing", (right[0], zero)
            yield "product-minus", (right[0], -right[1])
            yield "product-as-sum", (one, one)
        case "square":
            yield "exponent-not-brought-down", (right[0] / 2,)
        case "scaled":
            yield "coefficient-dropped", (one,)
        case "over":
            yield "reciprocal-sign-missing", (-right[0],)
    if operation == "minus":
        yield "term-sign-wrong", (right[0], -right[1])


def drawn(chance: random.Random, inputs: Sequence[str], operations: Sequence[str]) -> Graph | None:
    """A graph with these operations, in which every input and every node is used.

    None where a value vanishes, is too large, or where something is left unused.
    """
    start = tuple((name, Fraction(_digit(chance))) for name in inputs)
    values, unused, nodes = dict(start), set(inputs), []
    for place, operation in enumerate(operations):
        name = "f" if place == len(operations) - 1 else f"v_{place + 1}"
        arity = 2 if operation in {"plus", "minus", "times"} else 1
        if len(values) < arity:
            return None
        chosen = tuple(_chosen(chance, list(values), sorted(unused), arity))
        node = _worked(name, operation, chosen, values, chance.randint(2, 5))
        if node is None:
            return None
        values[name] = node.value
        unused = (unused - set(chosen)) | {name}
        nodes.append(node)
    return Graph(start, tuple(nodes)) if unused == {"f"} else None


def _digit(chance: random.Random) -> int:
    return chance.choice((1, 2, 3, 4, 5, -1, -2, -3))


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
    a, *rest = (values[one] for one in chosen)
    b = rest[0] if rest else Fraction(0)
    if operation == "over" and a == 0:
        return None
    value = {
        "plus": a + b,
        "minus": a - b,
        "times": a * b,
        "square": a * a,
        "scaled": factor * a,
        "over": 1 / a if a else a,
    }[operation]
    if value == 0 or abs(value.numerator) > 200 or value.denominator > 30:
        return None
    return Node(name, operation, chosen, value, factor)


def product_text(slope: Fraction, carried: Fraction) -> str:
    """LaTeX of a product of two numbers."""
    return rf"{latex(slope)} \cdot {brackets(carried)}"
