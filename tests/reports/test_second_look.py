"""The second look at a wrong answer is drawn from what is stored."""

import json
from fractions import Fraction

import pytest

from questions import problems
from questions.reports import second_look
from tests import factories


def response(problem, *entry):
    """A response with what judging that entry stores."""
    found = problems.judge(problem, list(entry))
    return factories.ResponseFactory.build(
        item_session=None,
        raw=list(entry),
        reading=found.reading,
        comparison=json.loads(json.dumps(found.evidence)),
        verdict=found.verdict,
    )


def problem(key, kind="expression", variables=("x",), **fields):
    return problems.Problem(kind, "What?", 1, key=key, variables=variables, **fields)


def look(key, *entry, **fields):
    asked = problem(key, **fields)
    return second_look.picture(asked, response(asked, *entry))


def test_a_wrong_answer_in_one_variable_is_drawn_with_its_witness():
    picture = look("2x", "x")
    assert "At x = 2 the right one is 4, yours is 2." in picture.description


def test_an_answer_without_a_value_at_the_witness_is_drawn():
    picture = look("abs(x)", "sqrt(x)^2")
    assert "yours has no value" in picture.description


def test_a_number_for_a_function_is_drawn():
    assert look("2x", "3") is not None


def test_the_domain_of_the_question_bounds_the_picture():
    picture = look("x", "2x", domain={"x": (Fraction(1), Fraction(3))})
    assert picture.title.endswith("from 1 to 3")


@pytest.mark.parametrize(
    ("key", "entry", "fields"),
    [
        ("2x", "x+x", {}),
        ("2x*y", "x*y", {"variables": ("x", "y")}),
        ("6", "7", {"kind": "number", "variables": ()}),
        ("2x", "(x, 1)", {}),
        ("(2x, 1)", "(x, 1)", {"kind": "vector"}),
        ("2x", "2*(", {}),
        ("x/3", "0.333x", {}),
    ],
    ids=["right", "two variables", "numbers", "shape", "vector", "unread", "rounding"],
)
def test_nothing_is_drawn_where_there_are_no_two_curves(key, entry, fields):
    assert look(key, entry, **fields) is None
