"""Answers that were rewritten wrongly, left at an inner function or not multiplied back."""

import pytest

from questions import maths
from tests.maths.tasks import derivative, first_named, named, task_to


@pytest.mark.parametrize(
    ("function", "answer"),
    [
        ("sin(x)^2+3sin(x)", "2sin(x)+3"),
        ("ln(x)^2-5ln(x)", "2ln(x)-5"),
        ("(x^2+1)^3-4(x^2+1)", "3(x^2+1)^2-4"),
        ("tanh(2x)/(1+tanh(2x))", "1/(1+tanh(2x))^2"),
    ],
)
def test_differentiated_by_an_inner_function_at_several_places_is_an_inner_derivative_missing(
    function, answer
):
    assert first_named(derivative(function), answer) == {"inner-derivative-missing"}


def test_cross_entropy_differentiated_by_the_sigmoid_is_an_inner_derivative_missing():
    function = "-t*ln(sigmoid(z))-(1-t)*ln(1-sigmoid(z))"
    task = task_to("partial", function=function, variables=["z", "t"], with_respect_to=["z"])
    answer = "-t/sigmoid(z)+(1-t)/(1-sigmoid(z))"
    assert first_named(task, answer) == {"inner-derivative-missing"}


@pytest.mark.parametrize(
    ("function", "answer", "mal_rule"),
    [
        ("(x^2+5)^x", "ln(x^2+5)+x/(x^2+5)", "inner-derivative-missing"),
        ("cos(x)^x", "ln(cos(x))+x/cos(x)", "inner-derivative-missing"),
        ("(x+2)^3*sqrt(x)/(x-1)", "3/(x+2)+1/(2x)+1/(x-1)", "quotient-plus"),
    ],
)
def test_a_mistake_in_the_derivative_of_the_logarithm_is_named_where_it_is_not_multiplied_back(
    function, answer, mal_rule
):
    wanted = {mal_rule, "logarithmic-derivative"}
    assert wanted in named(derivative(function), answer)[:2]


@pytest.mark.parametrize(
    ("function", "answer"),
    [("(5x+2)^2", "10x+20"), ("(1-4x)^2", "8x-8"), ("(3x-7)^2", "6x-42")],
)
def test_a_square_of_two_terms_without_the_square_of_its_coefficient_is_named(function, answer):
    assert first_named(derivative(function), answer) == {"power-not-applied-to-factor"}


def test_the_power_rule_with_the_derivative_of_the_exponent_is_the_power_rule():
    answer = "-cos(x)*x^(cos(x)-1)*sin(x)"
    assert first_named(derivative("x^cos(x)"), answer) == {"general-power-as-power"}


@pytest.mark.parametrize(
    ("function", "at", "answer", "mal_rule"),
    [
        ("x^3-2x", {"x": "2"}, "4+10x-2", "bracket-lost"),
        ("x^3-2x", {"x": "2"}, "10x+2", "bracket-lost"),
        ("x^2+4x", {"x": "3"}, "21+10x-3", "bracket-lost"),
    ],
)
def test_brackets_lost_in_multiplying_out_a_tangent_are_named(function, at, answer, mal_rule):
    task = task_to("tangent", function=function, variables=["x"], at=at)
    assert first_named(task, answer) == {mal_rule}


@pytest.mark.parametrize(
    ("answer", "mal_rule"),
    [
        ("-(2+y)/(1+3y^2)", "fraction-cancelled-in-one-term"),
        ("-(2x+y)/x-(2x+y)/(3y^2)", "fraction-split-below"),
    ],
)
def test_slips_in_the_fraction_of_an_implicit_derivative_are_named(answer, mal_rule):
    task = task_to("implicit", equation="x^2+x*y+y^3=7")
    assert first_named(task, answer) == {mal_rule}


@pytest.mark.parametrize("answer", ["(y^2*z, 2x*y*z)", "(y^2*z, x*y^2)", "(2x*y*z, x*y^2)"])
def test_a_component_left_out_of_a_gradient_is_named(answer):
    variables = ["x", "y", "z"]
    fields = {"function": "x*y^2*z", "variables": variables, "with_respect_to": variables}
    assert first_named(task_to("gradient", **fields), answer, "vector") == {"one-component-only"}


@pytest.mark.parametrize(
    ("answer", "mal_rule"),
    [
        ("8/7", "direction-wrongly-normalised"),  # |3| + |-4| for the length.
        ("8/(5sqrt(17))", "gradient-normalised"),
    ],
)
def test_a_length_that_is_none_and_a_gradient_of_length_one_are_named(answer, mal_rule):
    task = task_to(
        "directional",
        function="x^2*y",
        with_respect_to=["x", "y"],
        at={"x": "1", "y": "2"},
        direction=["3", "-4"],
    )
    assert first_named(task, answer) == {mal_rule}


def test_a_slip_in_a_number_at_a_point_is_not_looked_for():
    """Any number is some slip of any other."""
    task = task_to("implicit", equation="x^2+x*y+y^3=7", at={"x": "2", "y": "1"})
    found = maths.diagnose(task, maths.read("-3/4", maths.Notation(("x", "y"))).expression)
    assert not any("fraction-cancelled-in-one-term" in one.mal_rules for one in found.explanations)


@pytest.mark.parametrize(
    ("function", "answer", "mal_rule"),
    [
        ("(x^2+3)/(4x)", "1/4-12/x^2", "coefficient-across-line"),
        ("(x^8+6x)/x^2", "4x^3-6/x^2", "exponents-divided"),
    ],
)
def test_slips_in_a_fraction_taken_term_by_term_are_named(function, answer, mal_rule):
    assert first_named(derivative(function), answer) == {mal_rule}


@pytest.mark.parametrize(
    ("function", "answer"),
    [("atan(3x)", "3/sqrt(1-9x^2)"), ("x*atan(5x)", "atan(5x)+5x/sqrt(1-25x^2)")],
)
def test_the_arcsine_rule_for_an_arctangent_is_one_mistake_where_the_arcsine_soon_ends(
    function, answer
):
    assert first_named(derivative(function), answer) == {"inverse-trigonometric-denominator"}


@pytest.mark.parametrize(
    ("function", "answer"),
    [("(2x+3)^(-3)", "1/(6(2x+3)^2)"), ("sec(x)", "-1/sin(x)")],
)
def test_one_over_the_derivative_of_what_stands_below_is_named_however_it_is_written(
    function, answer
):
    assert first_named(derivative(function), answer) == {"reciprocal-denominator-only"}


def test_missing_inner_derivatives_in_a_logarithm_that_was_not_multiplied_back_are_one_habit():
    found = first_named(derivative("(2x+1)^5*(x^2+1)^3"), "5/(2x+1)+3/(x^2+1)")
    assert found == {"inner-derivative-missing", "logarithmic-derivative"}


@pytest.mark.parametrize(
    ("function", "answer", "mal_rule"),
    [
        ("x^3*e^y+y", "(x^3*y*e^(y-1)+1, 3x^2*e^y)", "exponential-as-power"),
        ("x^2+5x*y-y^2", "(5x+2y, 2x+5y)", "minus-sign-lost"),
    ],
)
def test_exchanged_components_are_named_though_one_alone_has_another_explanation(
    function, answer, mal_rule
):
    task = task_to("gradient", function=function, with_respect_to=["x", "y"])
    assert first_named(task, answer, "vector") == {mal_rule, "components-swapped"}


def test_the_value_given_for_a_gradient_at_a_point_is_called_a_value():
    fields = {"with_respect_to": ["x", "y"], "at": {"x": "1", "y": "2"}}
    task = task_to("gradient", function="x^2*y-y^3", **fields)
    assert first_named(task, "-6") == {"f-for-derivative"}


@pytest.mark.parametrize("function", ["5x^2", "-3x^2"])
def test_a_coefficient_dropped_from_a_difference_quotient_is_named(function):
    fields = {"variables": ["x", "h"], "step": "h", "scheme": "forward"}
    task = task_to("finite_difference", function=function, **fields)
    assert first_named(task, "2x+h") == {"coefficient-dropped"}


@pytest.mark.parametrize(
    ("answer", "mal_rules"),
    [("16/5", {"minus-sign-lost"}), ("16", {"minus-sign-lost", "direction-not-normalised"})],
)
def test_the_minus_of_a_direction_that_was_lost_is_named(answer, mal_rules):
    fields = {"with_respect_to": ["x", "y"], "at": {"x": "1", "y": "2"}, "direction": ["3", "-4"]}
    task = task_to("directional", function="x^2+x*y", **fields)
    assert first_named(task, answer) == mal_rules


def test_a_minus_between_two_paths_is_one_mistake():
    fields = {"variables": ["x", "y", "t"], "with_respect_to": ["t"]}
    task = task_to("chain", function="x*y+y^2", path={"x": "e^t", "y": "t^2"}, **fields)
    assert first_named(task, "t^2*e^t-(e^t+2t^2)*2t") == {"sign-slip"}


@pytest.mark.parametrize(
    ("fields", "answer", "mal_rule"),
    [
        ({"function": "x^2*factorial(y)"}, "x*factorial(y)", "exponent-not-brought-down"),
        ({"function": "x^3+factorial(y)"}, "3x^2+factorial(y)", "other-variable-term-kept"),
        (
            {"function": "x*y^2+factorial(x)", "with_respect_to": ["y", "x"]},
            "2x*y",
            "stopped-early",
        ),
    ],
)
def test_a_function_without_a_rule_beside_what_is_differentiated_hides_no_mistake(
    fields, answer, mal_rule
):
    assert first_named(task_to("partial", **fields), answer) == {mal_rule}


def test_a_vector_for_a_partial_derivative_is_no_gradient_where_there_is_none():
    assert named(task_to("partial", function="x^2*factorial(y)"), "(2x, 1)", "vector") == []


def test_a_condition_that_stands_at_several_places_is_no_inner_function():
    function = "{1 if sin(x)<0, 2 otherwise}*{sin(x)^2 if sin(x)<0, 3 otherwise}"
    answer = "{2sin(x) if sin(x)<0, 0 otherwise}"
    assert first_named(derivative(function), answer) == {"inner-derivative-missing"}
