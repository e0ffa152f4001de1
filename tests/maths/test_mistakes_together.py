"""One mistake of the derivation, and another in what was made of it or in how it was typed."""

import pytest

from questions import maths
from tests.maths.tasks import derivative


def named(function: str, answer: str) -> list[set[str]]:
    task = derivative(function)
    tree = maths.read(answer, maths.Notation(task.symbols)).expression
    return [set(one.mal_rules) for one in maths.diagnose(task, tree).explanations]


@pytest.mark.parametrize(
    ("function", "answer", "mal_rules"),
    [
        ("x/(x^2+7)", "(x^2-7)/(x^4+49)", {"quotient-terms-swapped", "power-of-sum"}),
        ("x/(x^2+7)", "(3x^2+7)/(x^4+49)", {"quotient-plus", "power-of-sum"}),
        (
            "(x^2+3)/(3x-5)",
            "(2x(3x-5)-3x^2+9)/(3x-5)",
            {"denominator-not-squared", "minus-not-distributed"},
        ),
        (
            "(x^2+2x)/(2x-3)",
            "((2x+2)(2x-3)-2x^2+4x)/(2x-3)",
            {"denominator-not-squared", "minus-not-distributed"},
        ),
    ],
)
def test_a_slip_of_algebra_in_what_a_mistake_made_is_named_with_it(function, answer, mal_rules):
    assert named(function, answer)[0] == mal_rules


@pytest.mark.parametrize(
    ("function", "answer"),
    [("atan(3x)", "1/1+9x^2"), ("ln(4x^3-x)", "1/4x^3-x"), ("ln(x^2+3)/2", "1/2x^2+6")],
)
def test_brackets_left_out_are_named_beside_a_missing_inner_derivative(function, answer):
    assert {"inner-derivative-missing", "brackets-left-out"} in named(function, answer)


@pytest.mark.parametrize(
    ("function", "answer"),
    [("ln(x)/2+x", "1/2x+1"), ("1/(2x)", "-1/2x^2"), ("ln(x)/3+x", "1/3x+1")],
)
def test_a_number_before_the_line_may_have_lost_its_brackets(function, answer):
    assert {"brackets-left-out"} in named(function, answer)


def test_half_a_root_is_first_what_it_says_and_no_brackets():
    found = named("x-3+sqrt(x)", "1+1/2sqrt(x)")
    assert found[0] == {"root-halved"}


def test_a_slope_along_a_path_may_have_lost_its_brackets():
    task = maths.Task.from_row(
        {
            "version": 2,
            "ask": "parametric",
            "path": {"x": "t^2+5", "y": "t^3-2t"},
            "variables": ["t"],
            "with_respect_to": ["t"],
        }
    )
    tree = maths.read("3t^2-2/2t", maths.Notation(task.symbols)).expression
    assert maths.diagnose(task, tree).explanations[0].mal_rules == ("brackets-left-out",)


@pytest.mark.parametrize(
    ("function", "answer"),
    [("x/(x^2+7)", "(7-x^2)/(x^2+7)^2"), ("atan(3x)", "3/(9x^2+1)"), ("ln(x)/2", "1/(2x)")],
)
def test_nothing_is_named_where_the_answer_is_right(function, answer):
    assert named(function, answer) == []
