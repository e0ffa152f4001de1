from fractions import Fraction

import pytest

from questions import maths, problems
from questions.problems.domain import bounds, stated


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
