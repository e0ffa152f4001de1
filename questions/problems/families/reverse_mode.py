"""Reverse-mode automatic differentiation: how much the end depends on each node, backwards."""

import random
from fractions import Fraction
from typing import Final

from questions.maths.expression import Expression
from questions.problems.formulas import by_sympy, latex, sympy_at, vector
from questions.problems.parts import Line

from .composed import Composed, ComposedFamily
from .graphs import Graph, Node, drawn, product_text
from .lines import line

HINTS: Final = (
    "Start at the end: the derivative of $f$ by itself is 1.",
    "Go backwards: a node hands each of its inputs its own derivative times the local one.",
    "Where an input is used several times, what arrives is added up.",
)
LAYERS: Final = {
    1: ("xy", ("times square", "plus square", "times scaled", "minus square")),
    2: ("xy", ("times plus", "plus times", "minus times")),
    3: ("xy", ("times plus square", "plus times square", "square times plus")),
    4: ("xy", ("times plus times", "square plus times", "plus times minus square")),
    5: ("xyz", ("times plus times", "plus times square minus", "times over plus times")),
}


def _compose(chance: random.Random, level: int) -> Composed | None:
    inputs, layers = LAYERS[level]
    graph = drawn(chance, tuple(inputs), chance.choice(layers).split())
    if graph is None or (level in {2, 3, 4, 5} and not _branches(graph)):
        return None
    bars = graph.backward()
    key = [bars[name] for name in inputs]
    if 0 in key:
        return None
    given = r",\ ".join(f"{name} = {latex(value)}" for name, value in graph.inputs)
    return Composed(
        prompt=(
            f"A program works out $${graph.definition}$$ for ${given}$. Reverse mode goes through "
            "it backwards. Which derivatives of $f$ does it find?"
        ),
        hints=HINTS,
        steps=(
            line("Values, forwards", _values(graph)),
            *(_step(graph, node, bars) for node in reversed(graph.nodes)),
            line("Added up", _results(inputs, bars)),
        ),
        is_confirmed=lambda: _is_confirmed(graph, key),
        key=vector(*key),
        mistakes=_mistakes(graph, inputs, bars),
        labels=tuple(rf"\frac{{\partial f}}{{\partial {name}}}" for name in inputs),
        layout="components",
    )


def _branches(graph: Graph) -> bool:
    """Whether something is used more than once."""
    used = [one for node in graph.nodes for one in node.inputs]
    return len(set(used)) < len(used)


def _values(graph: Graph) -> str:
    return r",\ ".join(f"{node.name} = {latex(node.value)}" for node in graph.nodes)


def _results(inputs: str, bars: dict[str, Fraction]) -> str:
    return r",\ ".join(
        rf"\frac{{\partial f}}{{\partial {name}}} = {latex(bars[name])}" for name in inputs
    )


def _step(graph: Graph, node: Node, bars: dict[str, Fraction]) -> Line:
    parts = [
        rf"{one} \leftarrow {product_text(bars[node.name], slope)}"
        for one, slope in zip(node.inputs, graph.partials(node), strict=True)
    ]
    own = rf"\frac{{\partial f}}{{\partial {node.name}}} = {latex(bars[node.name])}"
    handed = r",\ ".join(parts)
    return line(f"Back through ${node.name}$", rf"{own}:\quad {handed}")


def _is_confirmed(graph: Graph, key: list[Fraction]) -> bool:
    tree, at = graph.function(), dict(graph.inputs)
    return [sympy_at(by_sympy(tree, name), at) for name in at] == key


def _mistakes(
    graph: Graph, inputs: str, bars: dict[str, Fraction]
) -> tuple[tuple[str, Expression], ...]:
    path = graph.backward(one_path=True)
    local = dict.fromkeys(graph.values, Fraction(0))
    for node in graph.nodes:
        for slope, one in zip(graph.partials(node), node.inputs, strict=True):
            local[one] += slope
    key = [bars[name] for name in inputs]
    swapped = [key[1], key[0], *key[2:]]
    values = [graph.values[name] for name in inputs]
    return (
        ("one-path-only", vector(*(path[name] for name in inputs))),
        ("inner-derivative-missing", vector(*(local[name] for name in inputs))),
        ("components-swapped", vector(*swapped)),
        ("sign-of-whole", vector(*(-one for one in key))),
        ("f-for-derivative", vector(*values)),
        *((rule, _handed(other, inputs)) for rule, other in graph.spoilt()),
    )


def _handed(graph: Graph, inputs: str) -> Expression:
    """The derivatives that arrive at the inputs."""
    bars = graph.backward()
    return vector(*(bars[name] for name in inputs))


REVERSE_MODE: Final = ComposedFamily(
    name="reverse_mode",
    title="Reverse-mode differentiation",
    kind="vector",
    levels={
        1: "two steps, every node used once",
        2: "two steps, one node used twice",
        3: "three steps, one node used twice",
        4: "more branches",
        5: "three inputs",
    },
    difficulties={1: 0.0, 2: 0.4, 3: 0.8, 4: 1.1, 5: 1.5},
    skills=("automatic-differentiation", "chain-rule"),
    compose=_compose,
)
