import pytest

from questions import problems
from questions.problems import Problem
from questions.problems.judging import judge

PROBLEM = Problem("expression", "Differentiate.", 1, key="2x", variables=("x",))


def fingerprint(text, problem=PROBLEM):
    return judge(problem, [text]).fingerprint


@pytest.mark.parametrize(
    ("one", "other"), [("x^2+2x+1", "(x+1)^2"), ("x/2", "0.5x"), ("sin(x)/cos(x)", "tan(x)")]
)
def test_forms_of_one_value_have_one_fingerprint(one, other):
    assert fingerprint(one) == fingerprint(other) != ""


@pytest.mark.parametrize(("one", "other"), [("x^2", "x^3"), ("x", "x+1e-6"), ("x", "-x")])
def test_other_values_have_others(one, other):
    assert fingerprint(one) != fingerprint(other)


def test_right_and_unreadable_answers_have_none():
    assert fingerprint("x+x") == fingerprint("x+") == ""


def test_an_answer_that_is_explained_has_none():
    option = problems.Option("b", "x", correct=False, mistake="sign-lost")
    other = problems.Option("c", "3", correct=False)
    right = problems.Option("a", "2x", correct=True)
    problem = Problem("choice", "Which?", 1, options=(right, option, other))
    assert judge(problem, ["b"]).fingerprint == ""
    assert judge(problem, ["c"]).fingerprint != ""
