import pytest

from questions.problems.families.asked import is_readable
from questions.problems.families.factors import factored
from questions.problems.formulas import derivative, formula


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("6*e^9", True),
        ("e^27 + 1", False),
        ("e^(e + 1)", False),
        ("tanh(25)", False),
        ("sin(e^15)", False),
        ("cos(-4)", False),
        ("1/(1/e + 2)", False),
        ("(149*e^8 + 144)/(5*(1 + e^8))", False),
        ("-(72*e^4 + 5)/(5*(3*e^4 + 1))", False),
        ("8/(5*e^4) - 1", True),
        ("e/(1 + e)", True),
        ("9*e^sin(6)*cos(6)", True),
        ("ln(4) - 9*sin(4)/4", True),
        ("1234/5", False),
    ],
)
def test_at_a_point_nothing_is_asked_that_nobody_can_picture(answer, expected):
    assert is_readable(answer) == expected


@pytest.mark.parametrize(
    ("text", "zeros", "shown"),
    [
        ("2*x^3 - 18*x^2 + 30*x - 2", (1, 5), "6*(x - 1)*(x - 5)"),
        ("(x^2 - 8)*e^(-x)", (-2, 4), "-(x + 2)*(x - 4)*e^(-x)"),
        ("-2*(x - 3)/(x^2 + 7)", (-1, 7), "2*(x + 1)*(x - 7)/(x^2 + 7)^2"),
    ],
)
def test_a_derivative_is_shown_in_factors(text, zeros, shown):
    function = formula(text, "x")
    assert factored(function, derivative(function, "x"), zeros) == formula(shown, "x")


def test_a_derivative_with_other_zeros_has_no_such_factors():
    function = formula("x^3 - 3*x", "x")
    assert factored(function, derivative(function, "x"), (0, 1)) is None
