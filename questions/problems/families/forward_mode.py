"""Forward-mode automatic differentiation: value and derivative carried along together."""

import random
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Final

from questions.maths.expression import Expression
from questions.problems.computation import Blank, Graph
from questions.problems.formulas import by_sympy, latex, sympy_at, vector
from questions.problems.parts import Line

from .composed import Composed, ComposedFamily
from .graphs import drawn
from .lines import line

HINTS: Final = (
    "Carry two numbers for each node: its value, and its derivative by the chosen input.",
    r"Start with derivative 1 for that input and 0 for every other one.",
    r"Sum: add the derivatives. Product: $\dot a b + a \dot b$. Square: $2a\dot a$.",
)
STARTS: Final = tuple(one for one in range(-12, 13) if one)
FACTORS: Final = tuple(one for one in range(-9, 10) if abs(one) > 1)
ONE_INPUT: Final = ("x", "x", "t", "w", "z")
LAYERS: Final = {
    1: ("x", ("square scaled", "scaled square", "square plus", "scaled times", "over scaled",
              "scaled over", "square over", "square minus", "over plus", "scaled minus")),
    2: ("x", ("square times", "scaled times plus", "square plus scaled", "over times plus",
              "square scaled plus", "scaled square minus", "square times scaled",
              "scaled minus times", "square over plus", "scaled over minus")),
    3: ("xy", ("times plus", "plus times", "times square plus", "times minus",
               "scaled times plus", "minus times", "square times")),
    4: ("xy", ("times plus square", "square times minus", "plus times times")),
    5: ("xy", ("times plus over times", "plus over times square", "times square minus over")),
}  # fmt: skip


def _compose(chance: random.Random, level: int) -> Composed | None:
    inputs, layers = LAYERS[level]
    steps = chance.choice(layers).split()
    name = chance.choice(ONE_INPUT) if inputs == "x" else inputs
    if len(inputs) == 1:
        graph = drawn(chance, (name,), steps, starts=STARTS, factors=FACTORS)
    else:
        graph = drawn(chance, tuple(inputs), steps)
    if graph is None:
        return None
    seed = chance.choice(name)
    graph = replace(graph, mode="forward", seed=seed)
    dots, values = graph.forward(seed), graph.values
    given = r",\ ".join(f"{name} = {latex(value)}" for name, value in graph.inputs)
    if not dots["f"] or (len(inputs) == 1 and not all(dots.values())):
        return None
    return Composed(
        prompt=(
            f"A program works out $${graph.definition}$$ for ${given}$. Forward mode carries the "
            f"derivative by ${seed}$ along. Fill in the graph: the value of each node, and its "
            f"derivative by ${seed}$."
        ),
        hints=HINTS,
        steps=tuple(_step(graph, name, dots) for name in values),
        is_confirmed=lambda: _is_confirmed(graph),
        key=vector(*graph.key()),
        mistakes=_mistakes(graph, seed),
        labels=tuple(map(graph.label, graph.blanks)),
        layout="components",
        graph=graph,
    )


def _step(graph: Graph, name: str, dots: dict[str, Fraction]) -> Line:
    value = latex(graph.values[name])
    made = next((node.definition for node in graph.nodes if node.name == name), "")
    formula = f"{name} = {made} = {value}" if made else f"{name} = {value}"
    return line("Node", rf"{formula},\quad \dot{{{name}}} = {latex(dots[name])}")


def _is_confirmed(graph: Graph) -> bool:
    """Each blank by sympy."""
    at = dict(graph.inputs)
    found = [
        sympy_at(by_sympy(graph.function(one.node), *_by(graph, one)), at) for one in graph.blanks
    ]
    return found == list(graph.key())


def _by(graph: Graph, blank: Blank) -> tuple[str, ...]:
    return () if blank.part == "value" else (graph.seed,)


def _mistakes(graph: Graph, seed: str) -> tuple[tuple[str, Expression], ...]:
    """The values stand; the derivatives go wrong."""
    sweeps = {name: graph.forward(name) for name, _ in graph.inputs}
    dots = sweeps[seed]
    everything = {name: sum((one[name] for one in sweeps.values()), Fraction(0)) for name in dots}
    wrong: tuple[tuple[str, Mapping[str, Fraction]], ...] = (
        ("product-of-derivatives", _carried(graph, seed, "times")),
        ("inner-derivative-missing", _carried(graph, seed, "square")),
        ("other-variable-not-constant", everything),
        *(("wrong-variable", sweeps[name]) for name in sweeps if name != seed),
        ("sign-of-whole", {name: -dot for name, dot in dots.items()}),
        ("f-for-derivative", graph.values),
        *((rule, other.forward(seed)) for rule, other in graph.spoilt()),
    )
    return tuple((rule, vector(*graph.filled(slopes))) for rule, slopes in wrong)


def _carried(graph: Graph, seed: str, broken: str) -> dict[str, Fraction]:
    """The derivatives where products or squares are differentiated wrongly."""
    dots = {name: Fraction(int(name == seed)) for name, _ in graph.inputs}
    for node in graph.nodes:
        slopes, carried = graph.partials(node), [dots[one] for one in node.inputs]
        if node.operation == broken == "times":
            dots[node.name] = carried[0] * carried[1]
        elif node.operation == broken:
            dots[node.name] = slopes[0]
        else:
            terms = zip(slopes, carried, strict=True)
            dots[node.name] = sum((slope * one for slope, one in terms), Fraction(0))
    return dots


FORWARD_MODE: Final = ComposedFamily(
    name="forward_mode",
    title="Forward-mode differentiation",
    kind="vector",
    levels={
        1: "one input, two steps",
        2: "one input, which is used twice",
        3: "two inputs",
        4: "two inputs, three steps",
        5: "two inputs, four steps with a reciprocal",
    },
    difficulties={1: -0.2, 2: 0.2, 3: 0.6, 4: 0.9, 5: 1.3},
    skills=("automatic-differentiation", "chain-rule"),
    compose=_compose,
)
