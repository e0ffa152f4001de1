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
RATIO = Graph(
    (("x", Fraction(6)), ("y", Fraction(-2))),
    (
        Node("v_1", "ratio", ("x", "y"), Fraction(-3)),
        Node("f", "scaled", ("v_1",), Fraction(-15), 5),
    ),
)
"""f = 5 v_1 with v_1 = x/y, at x = 6 and y = -2: the slopes are -5/2 and -15/2."""


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
        pytest.param(RATIO, "-3 -15 5 -5/2 15/2", "quotient-plus", id="a plus in a quotient"),
        pytest.param(RATIO, "-3 -15 5 5 15", "denominator-not-squared", id="a square is missing"),
        pytest.param(RATIO, "-3 -15 5 5/2 15/2", "quotient-terms-swapped", id="terms are swapped"),
        pytest.param(RATIO, "-3 -15 5 0 -15/2", "quotient-term-missing", id="a term is missing"),
        pytest.param(RATIO, "3 -15 5 -5/2 -15/2", "minus-sign-lost", id="a sign of a quotient"),
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


def test_what_follows_from_a_zero_below_a_line_is_not_worked_out():
    """v_1 = 0 by a slip: what x/v_1 hands back is not known then, and nothing is excused."""
    nodes = (
        Node("v_1", "minus", ("x", "y"), Fraction(5)),
        Node("f", "ratio", ("x", "v_1"), Fraction(3, 5)),
    )
    problem = asked(Graph(INPUTS, nodes))
    judgement = problems.judge(problem, ["0", "3/5", "-3/25", "2/25", "3/25"])
    assert (judgement.verdict, judgement.score) == ("partly correct", Fraction(4, 5))
    assert not any(part.get("follows") for part in judgement.comparison["components"])


@pytest.mark.parametrize("graph", [REVERSE, FORWARD, RATIO])
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
