"""Reverse-mode automatic differentiation: how much the end depends on each node, backwards."""

import random
from dataclasses import replace
from fractions import Fraction
from typing import Final

from questions.maths.expression import Expression
from questions.problems.computation import Graph
from questions.problems.formulas import by_sympy, latex, sympy_at, vector
from questions.problems.operations import Node
from questions.problems.parts import Line

from .composed import Composed, ComposedFamily
from .graphs import drawn, product_text
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
    if any(bars[name] == 0 for name in inputs):
        return None
    given = r",\ ".join(f"{name} = {latex(value)}" for name, value in graph.inputs)
    return Composed(
        prompt=(
            f"A program works out $${graph.definition}$$ for ${given}$. Reverse mode goes through "
            "it backwards. Fill in the graph: forwards the value of each node, then backwards the "
            "derivative of $f$ by each node."
        ),
        hints=HINTS,
        steps=(
            line("Values, forwards", _values(graph)),
            *(_step(graph, node, bars) for node in reversed(graph.nodes)),
            line("Added up", _results(inputs, bars)),
        ),
        is_confirmed=lambda: _is_confirmed(graph),
        key=vector(*graph.key()),
        mistakes=_mistakes(graph, inputs, bars),
        labels=tuple(map(graph.label, graph.blanks)),
        layout="components",
        graph=graph,
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


def _is_confirmed(graph: Graph) -> bool:
    """Each blank by sympy: the values, and the last node differentiated by each other one."""
    values, known = dict(graph.inputs), graph.values
    found = [
        sympy_at(by_sympy(graph.function(one.node)), values)
        if one.part == "value"
        else sympy_at(by_sympy(graph.function(by=one.node), one.node), known)
        for one in graph.blanks
    ]
    return found == list(graph.key())


def _mistakes(
    graph: Graph, inputs: str, bars: dict[str, Fraction]
) -> tuple[tuple[str, Expression], ...]:
    """The values stand; the derivatives go wrong on their way back."""
    last = {graph.last: Fraction(1)}
    local = dict.fromkeys(graph.values, Fraction(0))
    for node in graph.nodes:
        for slope, one in zip(graph.partials(node), node.inputs, strict=True):
            local[one] += slope
    ones = {node.name: (Fraction(1),) * len(node.inputs) for node in graph.nodes}
    first, second = inputs[0], inputs[1]
    wrong = (
        ("one-path-only", graph.backward(one_path=True)),
        ("outer-function-ignored", local | last),
        ("inner-derivative-missing", replace(graph, wrong=ones).backward()),
        ("components-swapped", bars | {first: bars[second], second: bars[first]}),
        ("sign-of-whole", {name: -bar for name, bar in bars.items()}),
        ("f-for-derivative", graph.values),
        *((rule, other.backward()) for rule, other in graph.spoilt()),
    )
    return tuple((rule, vector(*graph.filled(bars))) for rule, bars in wrong)


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
