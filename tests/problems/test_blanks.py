"""Blanks of a computation graph: f = v_1 + x with v_1 = x y, at x = 3 and y = -2."""

from dataclasses import replace
from fractions import Fraction

import pytest

from questions import problems
from questions.problems import ProblemError
from questions.problems.computation import Graph
from questions.problems.formulas import vector
from questions.problems.operations import Node

INPUTS = (("x", Fraction(3)), ("y", Fraction(-2)))
NODES = (
    Node("v_1", "times", ("x", "y"), Fraction(-6)),
    Node("f", "plus", ("v_1", "x"), Fraction(-3)),
)
REVERSE = Graph(INPUTS, NODES)
FORWARD = replace(REVERSE, mode="forward", seed="x")


def asked(graph: Graph) -> problems.Problem:
    labels = tuple(map(graph.label, graph.blanks))
    key = problems.problem.maths.write_text(vector(*graph.key()))
    return problems.Problem(
        "vector", "Fill it in.", 1, key, layout="components", labels=labels, graph=graph
    )


@pytest.mark.parametrize(
    ("graph", "entry", "rule"),
    [
        pytest.param(REVERSE, "-6 -3 1 1 3", "one-path-only", id="a path is forgotten"),
        pytest.param(REVERSE, "-6 -3 1 -2 3", "one-path-only", id="the other one is"),
        pytest.param(REVERSE, "-6 -3 1 2 3", "inner-derivative-missing", id="locals are dropped"),
        pytest.param(REVERSE, "-6 -3 1 0 4", "inner-derivative-added", id="a sum for a product"),
        pytest.param(REVERSE, "-6 -3 1 -1 -2", "f-for-derivative", id="a value for a derivative"),
        pytest.param(REVERSE, "-6 -3 -1 1 -3", "sign-of-whole", id="a sign"),
        pytest.param(FORWARD, "-6 0 -3 1", "product-of-derivatives", id="a product of both"),
        pytest.param(FORWARD, "-6 -2 -3 -2", "term-dropped", id="a term is dropped"),
    ],
)
def test_a_mistake_is_named_in_the_blank_where_it_was_made(graph, entry, rule):
    judgement = problems.judge(asked(graph), entry.split())
    assert rule in {one["rule"] for one in judgement.mistakes}
    assert judgement.verdict == "partly correct"


def test_what_follows_from_a_wrong_blank_is_no_second_mistake():
    """v_1 = 6 by a slip, then everything is worked out rightly from there."""
    square = Graph(
        (("x", Fraction(3)),),
        (
            Node("v_1", "scaled", ("x",), Fraction(6), 2),
            Node("f", "square", ("v_1",), Fraction(36)),
        ),
    )
    problem = asked(square)
    entry = ["3", "9", "6", "12"]
    judgement = problems.judge(problem, entry)
    assert [(one["rule"], one["step"]) for one in judgement.mistakes] == [
        ("coefficient-dropped", "$v_1$")
    ]
    assert judgement.score == Fraction(0)
    follows = [part.get("follows", False) for part in judgement.comparison["components"]]
    assert follows == [False, True, True, True]
    by_steps = problems.judge(problem, entry, "steps")
    assert by_steps.score == Fraction(3, 4)
    assert "3 more follow from a wrong one" in by_steps.reason


def test_right_values_in_other_blanks_are_not_excused_as_another_order():
    judgement = problems.judge(asked(REVERSE), ["-3", "-6", "1", "-1", "3"])
    assert (judgement.verdict, judgement.score) == ("partly correct", Fraction(3, 5))
    assert "near" not in judgement.comparison


def test_blanks_that_were_left_open_count_when_handed_in_and_cost_nothing_before():
    entry = ["-6", "-3", "", "", "3"]
    assert problems.judge(asked(REVERSE), entry).verdict == "unreadable"
    assert problems.judge(asked(REVERSE), entry, is_final=True).score == Fraction(3, 5)


@pytest.mark.parametrize("graph", [REVERSE, FORWARD])
def test_a_stored_graph_is_the_same(graph):
    problem = asked(graph)
    assert problems.Problem.from_row(problem.to_row()) == problem


@pytest.mark.parametrize(
    "broken",
    [
        {"inputs": {"x": "1e999999999"}},
        {"inputs": {"<script>": "1"}},
        {"mode": "sideways"},
        {"nodes": [{"name": "f", "operation": "over", "inputs": ["g"]}]},
        {"nodes": [{"name": "f", "operation": "power", "inputs": ["x"]}]},
        {"nodes": []},
    ],
)
def test_a_stored_graph_that_is_none_is_refused_with_its_field(broken):
    row = asked(REVERSE).to_row()
    row["graph"] |= broken
    with pytest.raises(ProblemError) as caught:
        problems.Problem.from_row(row)
    assert caught.value.field
