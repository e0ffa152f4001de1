"""Wrong answers to expect: distinct, wrong, tidy, and diagnosed as what they are."""

from dataclasses import replace
from itertools import combinations

import pytest

from questions.maths.comparison import compare
from questions.maths.differentiation import solve
from questions.maths.evaluation import floats
from questions.maths.expression import number, size, symbols
from questions.maths.mistakes import CATALOGUE, diagnose, predict_mistakes
from questions.maths.mistakes.prediction import CLEARLY, MOST
from questions.maths.task import Task
from questions.maths.writing import write_text
from tests.maths.tasks import derivative, gradient, partial

TASKS = (
    derivative("x^5"),
    derivative("3x^4-2x+7"),
    derivative("x^2*sin(x)"),
    derivative("sin(x)/x^2"),
    derivative("(3x^2+1)^5"),
    derivative("e^(x^2)"),
    derivative("ln(3x^2+1)"),
    derivative("1/x^3"),
    derivative("3^x"),
    derivative("x^3+x", order=2),
    partial("x^2*y^3+y"),
    partial("x^2*y^3", "x", "y"),
    gradient("x^2*y+sin(x*y)"),
    gradient("x*y^2*z^3", ("x", "y", "z")),
)


@pytest.mark.parametrize("task", TASKS, ids=lambda task: write_text(task.function))
def test_predicted_mistakes_are_wrong_and_distinct(task: Task) -> None:
    found = predict_mistakes(task)
    assert 2 <= len(found) <= MOST
    assert all(mal_rule in CATALOGUE for mal_rule, _ in found)
    answers = [solve(task).key, *(answer for _, answer in found)]
    for one, other in combinations(answers, 2):
        assert compare(one, other, variables=task.symbols).kind not in {"equal", "agrees"}


@pytest.mark.parametrize("task", TASKS, ids=lambda task: write_text(task.function))
def test_a_predicted_mistake_is_diagnosed_as_it(task: Task) -> None:
    for mal_rule, answer in predict_mistakes(task)[:6]:
        found = [one.mal_rules for one in diagnose(task, answer).explanations]
        assert (mal_rule,) in found, write_text(answer)


def test_the_commonest_mistake_comes_first() -> None:
    found = predict_mistakes(derivative("x^2*sin(x)"))
    assert found[0][0] == "product-of-derivatives"
    assert write_text(found[0][1]) == "2*x*cos(x)"


def test_predicted_answers_are_no_longer_than_a_person_writes() -> None:
    assert all(size(answer) < 60 for _, answer in predict_mistakes(derivative("x^2*e^(3x)")))


def test_a_mal_rule_that_gives_the_right_answer_is_dropped() -> None:
    assert "base-logarithm-missing" not in dict(predict_mistakes(derivative("e^x")))
    assert "base-logarithm-missing" in dict(predict_mistakes(derivative("2^x")))


def test_nothing_is_predicted_where_the_function_has_no_values() -> None:
    assert predict_mistakes(derivative("ln(-1-x^2)")) == ()


def test_no_mistake_is_expected_that_only_proof_tells_from_the_key() -> None:
    """sech(25)^2 is 10^-21: nobody who works with digits sees it beside tanh(25)."""
    task = replace(derivative("-4x*tanh(6x+7)"), at=(("x", number(3)),))
    key = float(floats(solve(task).key, {}))
    for rule, answer in predict_mistakes(task):
        if not symbols(answer):
            assert abs(float(floats(answer, {})) - key) > CLEARLY / 10 * abs(key), rule
