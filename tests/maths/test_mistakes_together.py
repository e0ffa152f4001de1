"""One mistake of the derivation, and another in what was made of it or in how it was typed."""

from functools import _lru_cache_wrapper

import pytest

from questions import maths
from questions.maths.mistakes import (
    afterwards,
    asked,
    composed,
    copying,
    diagnosis,
    made,
    misused,
    rewriting,
    wholes,
)
from tests.maths.tasks import derivative, first_named, task_to
from tests.maths.tasks import named as explanations


def named(function: str, answer: str) -> list[set[str]]:
    return explanations(derivative(function), answer)


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


OF_T = {"variables": ["x", "y", "t"], "with_respect_to": ["t"]}


@pytest.mark.parametrize(
    ("equation", "answer", "mal_rule"),
    [
        ("x^2+5x*y-y^3=7", "(2x+5y)/(5x-y^2)", "exponent-not-brought-down"),
        ("e^y+x^3*y=2", "3x^2*y/(y*e^(y-1)+x^3)", "exponential-as-power"),
    ],
)
def test_the_minus_lost_in_solving_is_named_beside_a_mistake_in_a_side(equation, answer, mal_rule):
    task = task_to("implicit", equation=equation)
    assert first_named(task, answer) == {mal_rule, "implicit-sign"}


def test_a_vector_given_for_a_slope_is_no_slope_with_another_sign():
    task = task_to("implicit", equation="x^2+5x*y-y^3=7")
    given = maths.read("(2x+5y, 5x-3y^2)", maths.Notation(task.symbols)).expression
    assert not any(
        "implicit-sign" in one.mal_rules for one in maths.diagnose(task, given).explanations
    )


def test_one_sign_written_wrongly_along_a_path_is_named():
    path = {"x": "t^2", "y": "e^(3t)"}
    task = task_to("chain", function="x*y", path=path, **OF_T)
    assert first_named(task, "2t*e^(3t)-3t^2*e^(3t)") == {"sign-slip"}


def test_another_number_in_what_is_made_of_derivatives_is_no_slip():
    task = task_to("implicit", equation="x*y+y^3-4x^2=1")
    assert first_named(task, "(18x-y)/(x+3y^2)") == set()


@pytest.mark.parametrize(
    ("function", "answer", "mal_rule"),
    [
        ("x^2-5x", "h-5", "power-of-sum"),
        ("x^2+x", "h+1", "power-of-sum"),
        ("x^2-5x", "2x+h+5", "minus-not-distributed"),
        ("x^2+4", "2x+h+8/h", "minus-not-distributed"),
        ("1/x", "1/h^2", "fraction-split-below"),
        ("3x^2", "3x+3h", "power-of-sum"),
    ],
)
def test_slips_in_expanding_a_difference_quotient_are_named(function, answer, mal_rule):
    task = task_to(
        "finite_difference", function=function, variables=["x", "h"], step="h", scheme="forward"
    )
    assert first_named(task, answer) == {mal_rule}


@pytest.mark.parametrize("steps", [1, 2, 3])
def test_the_gradient_at_the_start_for_steps_of_descent_is_named(steps):
    fields = {"function": "x^2-8x", "at": {"x": "1"}, "rate": "0.1", "steps": steps}
    task = task_to("descent_step", variables=["x"], **fields)
    assert "gradient-for-step" in first_named(task, "-6")


@pytest.mark.parametrize(
    ("function", "answer"),
    [("ln(cos(x^2))", "-2x*cot(x^2)"), ("sin(2x)^x", "sin(2x)^x*(ln(sin(2x))+2x*tan(2x))")],
)
def test_sine_over_cosine_turned_over_is_named(function, answer):
    assert named(function, answer)[0] == {"reciprocal-functions-confused"}


def test_a_minus_before_a_fraction_that_was_taken_to_the_first_term_above_is_named():
    assert named("2/(x^2+3x)", "(-4x+6)/(x^2+3x)^2")[0] == {"minus-not-distributed"}


def test_exponents_of_a_product_of_exponentials_that_were_multiplied_are_named():
    softmax = {"function": "e^x/(e^x+e^y)"}
    assert first_named(task_to("partial", **softmax), "e^(x*y)/(e^x+e^y)^2") == {
        "exponents-multiplied"
    }


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


def kept_by(module) -> list[_lru_cache_wrapper]:
    """What a module keeps for the next answer."""
    return [one for one in vars(module).values() if isinstance(one, _lru_cache_wrapper)]


@pytest.mark.parametrize("forgetting", [asked, composed, diagnosis, made, misused, rewriting])
def test_what_was_kept_of_an_answer_does_not_change_what_is_said_of_the_next(forgetting):
    tangent = {"ask": "tangent", "function": "e^(2x)", "at": {"x": "0"}}
    task = maths.Task.from_row(
        {"version": 2, **tangent, "variables": ["x"], "with_respect_to": ["x"]}
    )
    one, other = (
        maths.read(text, maths.Notation(task.symbols)).expression for text in ["x", "1+x"]
    )
    maths.diagnose(task, one)
    before = maths.diagnose(task, other)
    for kept in kept_by(forgetting):
        kept.cache_clear()
    after = maths.diagnose(task, other)
    assert before.explanations[0].mal_rules == ("inner-derivative-missing",)
    assert after == before
    first = maths.lines_beside(task, after.explanations[0])
    assert first == maths.lines_beside(task, before.explanations[0])
    assert first


@pytest.mark.parametrize("forgetting", [afterwards, asked, copying, rewriting, wholes])
@pytest.mark.parametrize(
    "answer", ["(x^2-7)/(x^4+49)", "-x/(x^2+7)", "(7-x^2)/(x^2+8)^2", "(x^2-6)/(x^2+7)^2"]
)
def test_what_was_kept_of_a_derivative_does_not_change_what_is_said_of_the_next(forgetting, answer):
    task = derivative("x/(x^2+7)")
    tree = maths.read(answer, maths.Notation(task.symbols)).expression
    before = maths.diagnose(task, tree)
    assert any(kept.cache_info().currsize for kept in kept_by(forgetting))
    for kept in kept_by(forgetting):
        kept.cache_clear()
    assert maths.diagnose(task, tree) == before


def test_only_what_is_subtracted_from_a_prediction_is_its_target():
    fields = {"variables": ["w", "x", "y"], "with_respect_to": ["w"]}
    loss = task_to("partial", function="(sin(w*x)-y)^2", **fields)
    answer = maths.read("2x*sin(w*x)*cos(w*x)", maths.Notation(loss.symbols)).expression
    found = [one.mal_rules for one in maths.diagnose(loss, answer).explanations]
    assert ("label-dropped",) in found
    assert {"label-dropped"} in named("(4x-3)^2+x^3", "32x+3x^2")
    found_of_x_alone = named("(x^3-x)^3", "3*(x^3)^2*(3x^2-1)")
    assert found_of_x_alone[0] == {"term-lost"}
    assert {"label-dropped"} not in found_of_x_alone
