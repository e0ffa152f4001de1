"""Forward-mode automatic differentiation: value and derivative carried along together."""

import random
from fractions import Fraction
from typing import Final

from questions.maths.expression import Expression
from questions.problems.formulas import by_sympy, latex, sympy_at, vector
from questions.problems.parts import Line

from .composed import Composed, ComposedFamily
from .graphs import Graph, drawn
from .lines import line

HINTS: Final = (
    "Carry two numbers for each node: its value, and its derivative by the chosen input.",
    r"Start with derivative 1 for that input and 0 for every other one.",
    r"Sum: add the derivatives. Product: $\dot a b + a \dot b$. Square: $2a\dot a$.",
)
LAYERS: Final = {
    1: ("x", ("square scaled", "scaled square", "square plus", "scaled times", "over scaled")),
    2: ("x", ("square times", "scaled times plus", "square plus scaled", "over times plus")),
    3: ("xy", ("times plus", "plus times", "times square plus")),
    4: ("xy", ("times plus square", "square times minus", "plus times times")),
    5: ("xy", ("times plus over times", "plus over times square", "times square minus over")),
}


def _compose(chance: random.Random, level: int) -> Composed | None:
    inputs, layers = LAYERS[level]
    graph = drawn(chance, tuple(inputs), chance.choice(layers).split())
    if graph is None:
        return None
    seed = chance.choice(inputs)
    dots, values = graph.forward(seed), graph.values
    given = r",\ ".join(f"{name} = {latex(value)}" for name, value in graph.inputs)
    if not dots["f"]:
        return None
    return Composed(
        prompt=(
            f"A program works out $${graph.definition}$$ for ${given}$. Forward mode carries the "
            f"derivative by ${seed}$ along. Which value and which derivative does it end with?"
        ),
        hints=HINTS,
        steps=tuple(_step(graph, name, dots) for name in values),
        is_confirmed=lambda: _is_confirmed(graph, seed, values["f"], dots["f"]),
        key=vector(values["f"], dots["f"]),
        mistakes=_mistakes(graph, seed, dots),
        labels=("f", rf"\frac{{\partial f}}{{\partial {seed}}}" if len(inputs) > 1 else "f'"),
        layout="components",
    )


def _step(graph: Graph, name: str, dots: dict[str, Fraction]) -> Line:
    value = latex(graph.values[name])
    made = next((node.definition for node in graph.nodes if node.name == name), "")
    formula = f"{name} = {made} = {value}" if made else f"{name} = {value}"
    return line("Node", rf"{formula},\quad \dot{{{name}}} = {latex(dots[name])}")


def _is_confirmed(graph: Graph, seed: str, value: Fraction, slope: Fraction) -> bool:
    tree, at = graph.function(), dict(graph.inputs)
    found = [sympy_at(by_sympy(tree), at), sympy_at(by_sympy(tree, seed), at)]
    return found == [value, slope]


def _mistakes(
    graph: Graph, seed: str, dots: dict[str, Fraction]
) -> tuple[tuple[str, Expression], ...]:
    """The value stands; the derivative goes wrong."""
    value = graph.values["f"]
    everything = sum((graph.forward(name)["f"] for name, _ in graph.inputs), Fraction(0))
    others = [graph.forward(name)["f"] for name, _ in graph.inputs if name != seed]
    slopes = [
        ("product-of-derivatives", _carried(graph, seed, "times")),
        ("inner-derivative-missing", _carried(graph, seed, "square")),
        ("other-variable-not-constant", everything),
        *(("wrong-variable", one) for one in others),
        ("sign-of-whole", -dots["f"]),
        ("f-for-derivative", value),
        *((rule, other.forward(seed)["f"]) for rule, other in graph.spoilt()),
    ]
    return tuple((rule, vector(value, slope)) for rule, slope in slopes)


def _carried(graph: Graph, seed: str, broken: str) -> Fraction:
    """The derivative at the end, where products or squares are differentiated wrongly."""
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
    return dots["f"]


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
