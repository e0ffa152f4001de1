"""Families that compose a question themselves name what students typically answer."""

from fractions import Fraction

import pytest

from questions import maths, problems
from questions.problems.computation import Graph
from questions.problems.operations import Node

X, Y = ("x", Fraction(3)), ("y", Fraction(-2))


def _mistakes(family: str, level: int, seed: int, entry: list[str]) -> list[str]:
    found = problems.judge(problems.generate(family, level, seed), entry).mistakes
    return [one["rule"] for one in found]


def _keys(family: str, level: int, seed: int) -> list[str]:
    key = problems.generate(family, level, seed).key_expression()
    return [maths.write_text(one) for one in maths.components(key)]


@pytest.mark.parametrize(("place", "rule"), [(0, "sign-slip"), (1, "minus-not-distributed")])
def test_one_sign_of_a_field_that_was_not_turned_is_named(place: int, rule: str) -> None:
    entry = _keys("field_gradient", 1, 1)
    entry[place] = f"-({entry[place]})"
    assert rule in _mistakes("field_gradient", 1, 1, entry)


def test_one_root_with_the_wrong_sign_is_named() -> None:
    x, y = _keys("critical_points", 1, 1)
    assert _mistakes("critical_points", 1, 1, [f"-({x})", y])
    assert _mistakes("critical_points", 1, 1, [x, f"-({y})"])


def test_the_mistake_in_one_node_goes_through_the_rest_of_the_graph() -> None:
    """f = (x y) + x at x = 3, y = -2: the slope by x is -1, without the last term -2."""
    graph = Graph((X, Y), (_node("v_1", "times", "x", "y"), _node("f", "plus", "v_1", "x")))
    slopes = {(rule, int(one.forward("x")["f"])) for rule, one in graph.spoilt()}
    assert {("term-dropped", -2), ("term-dropped", 1), ("product-as-sum", 2)} <= slopes
    assert ("product-first-term-missing", 1) in slopes


def _node(name: str, operation: str, *inputs: str) -> Node:
    values = {"x": Fraction(3), "y": Fraction(-2), "v_1": Fraction(-6)}
    a, b = (values[one] for one in inputs)
    return Node(name, operation, inputs, a * b if operation == "times" else a + b)


@pytest.mark.parametrize("family", ["forward_mode", "reverse_mode"])
def test_a_term_that_was_lost_in_a_graph_is_named(family: str) -> None:
    """In one of a few variants: in some the rest of the graph hides it."""
    exposed = [problems.generate(family, 4, seed).exposes() for seed in range(3)]
    assert any("term-dropped" in one for one in exposed)
