"""What a computer makes of a derivative: difference quotients, and both modes of carrying."""

import pytest

from questions import calculator

LOSSY = "decimals to six digits"


def at(f, point="", by=()):
    typed = calculator.read_function(f, by)
    return calculator.explore(typed, calculator.read_point(point, typed.names) if point else ())


def test_errors_fall_until_rounding_takes_over():
    found = at("sin(x)", "1").differences
    assert found.exact == "0.540302"
    assert [row.forward_error for row in found.rows[:3]] == ["0.043", "0.0042", "0.00042"]
    assert [row.central_error for row in found.rows[:2]] == ["0.0009", r"9 \cdot 10^{-6}"]
    assert "central difference comes closest with $h = 10^{-5.5}$" in found.remark
    assert "forward" in found.picture.svg


def test_a_quotient_without_values_on_one_side_says_so():
    found = at("sqrt(x)", "1/100").differences
    assert found.rows[0].central == r"\text{undefined}"
    assert found.rows[2].central.startswith("5.006")


def test_in_several_variables_the_first_moves_and_the_others_stay():
    found = at("x^2 y", "1, 3").differences
    assert (found.variable, found.exact) == ("x", "6")


@pytest.mark.parametrize(
    ("f", "point"),
    [
        ("x^2 y + sin(x y)", "1, 2"),
        ("(x + 1)^3/(x^2 + 1)", "2"),
        ("e^(-x) ln(x)^2", "3"),
        ("x^y", "2, 3"),
        ("max(x, y) x", "3, 2"),
        ("a x sqrt(x + b)", "1, 2, 3"),
        ("-x^2", "3"),
        ("x x", "3"),
    ],
)
def test_both_modes_end_at_the_derivative_that_the_rules_give(f, point):
    found = at(f, point)
    count = len(found.trace.variables)
    exact = found.solved.values[1].decimals or found.solved.values[1].exact
    numbers = exact.replace(r"\begin{pmatrix}", "").replace(r"\end{pmatrix}", "").split(r" \\ ")
    numbers = [one.strip() for one in numbers]
    assert [one.bar for one in found.trace.rows[:count]] == numbers, LOSSY
    assert list(found.trace.rows[-1].dots) == numbers
    assert found.trace.rows[-1].bar == "1"


def test_what_occurs_twice_is_one_operation_whose_ways_are_added():
    rows = at("sin(x) + sin(x)^2", "0").trace.rows
    assert [one.definition for one in rows] == ["", r"\sin(x)", "v_{1}^{2}", "v_{1} + v_{2}"]
    assert rows[1].bar == "1"


def test_operations_take_no_name_of_a_variable():
    assert at("v_1 sin(v_1)", "1").trace.rows[1].name == "u₁"


@pytest.mark.parametrize("f", ["x", "+".join(f"sin({n}x)" for n in range(2, 40))])
def test_what_cannot_be_traced_says_why(f):
    found = at(f, "1")
    assert found.trace is None
    assert "operation" in found.missing["trace"]
    assert found.solved.values


def test_cases_are_differentiated_and_not_traced():
    typed = calculator.read_function("x^2 if x > 0 else x")
    found = calculator.explore(typed, calculator.read_point("2", typed.names))
    assert "cases" in found.missing["trace"]
    assert found.solved.values[1].shown.endswith(r"\approx 4")


def test_a_refused_point_has_neither():
    found = at("abs(x)", "0")
    assert (found.differences, found.trace, found.descent) == (None, None, None)
