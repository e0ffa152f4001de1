"""Reverse-mode automatic differentiation: how much the end depends on each node, backwards."""

import random
from dataclasses import replace
from fractions import Fraction
from itertools import permutations
from typing import Final

from questions.maths.expression import Expression
from questions.problems.computation import Graph
from questions.problems.formulas import by_sympy, latex, sympy_at, vector
from questions.problems.operations import Node
from questions.problems.parts import Line

from .composed import Composed, ComposedFamily
from .graphs import DIGITS, drawn, product_text
from .lines import line

HINTS: Final = (
    "Start at the end: the derivative of $f$ by itself is 1.",
    "Go backwards: a node hands each of its inputs its own derivative times the local one.",
)
ADDED: Final = "Where an input is used several times, what arrives is added up."
LOCAL: Final = {
    "plus": "1 by each",
    "minus": "1 by ${a}$ and $-1$ by ${b}$",
    "times": "${b}$ by ${a}$ and ${a}$ by ${b}$",
    "square": "$2 {a}$ by ${a}$",
    "scaled": "its factor by ${a}$",
    "over": r"$-\frac{{1}}{{{a}^2}}$ by ${a}$",
    "ratio": r"$\frac{{1}}{{{b}}}$ by ${a}$ and $-\frac{{{a}}}{{{b}^2}}$ by ${b}$",
}
"""The derivatives of the operations."""
UNDONE: Final = {
    "plus": frozenset({"plus", "minus", "scaled"}),
    "minus": frozenset({"plus", "minus", "scaled"}),
    "times": frozenset({"ratio"}),
    "ratio": frozenset({"times", "ratio", "square", "scaled"}),
}
"""What an operation does not take beside its own input: 3x - x, (x + y) - x and x^2/x are one step.
"""
STARTS: Final = tuple(one for one in range(-6, 7) if one)
"""Of inputs where there are two steps only; products of three of them are too large."""
LARGEST_DENOMINATOR: Final = 16
LEAST_DIFFERENT: Final = 3
"""Numbers in the blanks, signs left out."""
LAYERS: Final[dict[int, dict[str, tuple[str, ...]]]] = {
    1: {
        "xy": ("times square", "plus square", "minus square", "ratio square", "times scaled",
               "ratio scaled", "square plus", "square minus", "square times", "square ratio",
               "scaled plus", "scaled minus", "scaled times", "over times", "over plus",
               "over minus", "plus over", "minus over"),
        "xyz": ("times plus", "plus times", "times minus", "minus times", "ratio plus",
                "ratio minus", "plus ratio", "minus ratio", "times ratio", "times times"),
    },
    2: {
        "xy": ("times plus", "times minus", "plus times", "minus times", "times times",
               "ratio plus", "ratio minus", "ratio times", "plus ratio", "minus ratio"),
    },
    3: {
        "xy": ("times plus square", "times minus square", "times square plus",
               "times square minus", "times scaled plus", "times scaled minus",
               "plus times square", "plus square times", "plus square minus",
               "plus times scaled", "minus times square", "minus square times",
               "minus square plus", "square times plus", "square times minus",
               "square plus times", "square minus times", "scaled plus times",
               "scaled minus times", "scaled times plus", "scaled times minus",
               "ratio square plus", "ratio plus square", "plus square ratio", "over plus times",
               "over times plus"),
    },
    4: {"xy": ("times plus times", "square plus times", "times plus minus square")},
    5: {"xyz": ("times plus times", "plus times square minus", "times over plus times")},
}  # fmt: skip
SHAPES: Final = {
    level: [(names, layers.split()) for names, some in found.items() for layers in some]
    for level, found in LAYERS.items()
}


def _compose(chance: random.Random, level: int) -> Composed | None:
    inputs, operations = chance.choice(SHAPES[level])
    starts = STARTS if len(operations) == 2 else DIGITS
    graph = drawn(chance, tuple(inputs), operations, starts=starts)
    is_branched = graph is not None and _branches(graph)
    if graph is None or (level > 1 and not is_branched):
        return None
    bars = graph.backward()
    if any(bars[name] == 0 for name in inputs) or not _is_good(graph):
        return None
    given = r",\ ".join(f"{name} = {latex(value)}" for name, value in graph.inputs)
    return Composed(
        prompt=(
            f"A program works out $${graph.definition}$$ for ${given}$. Reverse mode goes through "
            "it backwards. Fill in the graph: forwards the value of each node, then backwards the "
            "derivative of $f$ by each node."
        ),
        hints=(*HINTS, ADDED if is_branched else _hint(graph.nodes[-1])),
        steps=(
            line("Values, forwards", _values(graph)),
            *(_step(graph, node, bars) for node in reversed(graph.nodes)),
            line("Added up" if is_branched else "At the inputs", _results(inputs, bars)),
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


def _is_good(graph: Graph) -> bool:
    """Whether every step does something, quotients come out whole, and blanks differ."""
    key, made = graph.key(), {node.name: node for node in graph.nodes}
    if any(node.operation == "ratio" and node.value.denominator > 1 for node in graph.nodes):
        return False
    if max(one.denominator for one in key) > LARGEST_DENOMINATOR:
        return False
    return len({*map(abs, key)}) >= LEAST_DIFFERENT and not any(
        one in made and made[one].operation in UNDONE[node.operation] and other in made[one].inputs
        for node in graph.nodes
        if node.operation in UNDONE
        for one, other in permutations(node.inputs)
    )


def _hint(node: Node) -> str:
    a, b = node.inputs[0], node.inputs[-1]
    return f"${node.name} = {node.definition}$ has the derivative " + (
        LOCAL[node.operation].format(a=a, b=b) + "."
    )


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
        5: "three inputs, with branches",
    },
    difficulties={1: 0.0, 2: 0.4, 3: 0.8, 4: 1.1, 5: 1.5},
    skills=("automatic-differentiation", "chain-rule"),
    compose=_compose,
)
