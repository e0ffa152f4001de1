import random
from fractions import Fraction

import pytest

from questions import maths, problems
from questions.problems.domain import bounds, of_task, stated


def tree(text: str) -> maths.Expression:
    return maths.read(text, maths.Notation(variables=("x", "y", "theta"))).expression


@pytest.mark.parametrize(
    ("function", "lowest"),
    [
        ("ln(x)", {"x": 0}),
        ("ln(3x)", {"x": 0}),
        ("ln(2x + 3)", {"x": Fraction(-3, 2)}),
        ("sqrt(2x - 1)", {"x": Fraction(1, 2)}),
        ("sqrt(x) + ln(x - 1)", {"x": 1}),
        ("x^(3/2)", {"x": 0}),
        ("x^(1/3)", {}),
        ("x^x", {"x": 0}),
        ("2^x", {}),
        ("ln(x)*sqrt(y)", {"x": 0, "y": 0}),
        ("ln(x^2 + 1) + 1/x", {}),
        ("ln(3 - x)", {}),
    ],
)
def test_bounds_are_what_roots_and_logarithms_ask_for(function, lowest):
    assert bounds(tree(function)) == {name: (low, None) for name, low in lowest.items()}


def test_a_bound_is_stated_as_a_teacher_writes_it():
    assert stated(tree("ln(2theta + 3)")) == r",\quad \theta > -\frac{3}{2}"
    assert stated(tree("ln(x)*sqrt(y)")) == r",\quad x > 0,\ y > 0"
    assert stated(tree("sin(x)")) == ""


def test_answers_are_compared_where_the_function_is_defined():
    """For f = 5 ln(z) + ... on z > 0, an answer with |z| for z is right."""
    problem = problems.generate("derivative", 3, 8)
    assert problem.domain == {"z": (Fraction(0), None)}
    assert "z > 0" in problem.prompt
    answer = problem.key.replace("/z", "/abs(z)")
    assert answer != problem.key
    assert problems.judge(problem, [answer]).verdict == "correct"


@pytest.mark.parametrize(
    ("function", "x", "lowest"),
    [("x^2 + y", "ln(t)", {"t": 0}), ("ln(x) + y", "2*t + 3", {"t": Fraction(-3, 2), "x": 0})],
    ids=["of the path", "of the function on the path"],
)
def test_along_a_path_answers_are_compared_where_it_can_be_followed(function, x, lowest):
    """1/|t| for the rate of ln(t) is right where ln(t) has a value."""
    row = {"ask": "chain", "function": function, "path": {"x": x, "y": "t"}, "name": "z"}
    task = maths.Task.from_row({**row, "variables": ["t"], "with_respect_to": ["t"]})
    assert of_task(None, task) == {name: (low, None) for name, low in lowest.items()}


def test_a_prompt_states_where_its_path_can_be_followed():
    chain, found = problems.FAMILIES["multivariable_chain"], []
    for seed in range(12):
        asked = chain.draw(random.Random(seed), 4)
        found.append("t" in (of_task(None, asked.task) or {}))
        assert ("t > " in asked.prompt) == found[-1]
    assert {*found} == {True, False}
