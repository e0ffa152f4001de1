"""Values at points: balls hold the true value, exact values stay exact, absences are proved."""

import random
from fractions import Fraction

import mpmath
import pytest

from questions.maths.errors import LimitError, UnsupportedError
from questions.maths.evaluation import (
    Absence,
    Program,
    Value,
    around,
    ball,
    rational,
    rational_value,
)
from questions.maths.expression import Call, Expression, Sum, Symbol, Vector, number
from tests.maths import oracle
from tests.maths.readings import tree


def at(text: str, bits: int = 64, **point: int | Fraction) -> Value:
    exact = {name: rational(Fraction(one)) for name, one in point.items()}
    return Program([tree(text)]).at(exact, bits)[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x^2/3 - 1", Fraction(1, 3)),
        ("sqrt(x+2)", 2),
        ("abs(-x)", 2),
        ("(x-10)^(1/3)", -2),
        ("cbrt(8/27)", Fraction(2, 3)),
        ("(-8)^(2/3)", 4),
        ("(-8)^(-1/3)", Fraction(-1, 2)),
        ("(-8)^(2/6)", -2),
        ("sin(x-2) + cos(0) + ln(1)", 1),
        ("max(x, 3, 1) - min(x, 3)", 1),
        ("floor(-x/3) + ceil(x/3)", 0),
        ("sign(-x)", -1),
        ("relu(x) + relu(-x)", 2),
        ("heaviside(0)", Fraction(1, 2)),
        ("e^(x-2)", 1),
        ("acos(x-1)", 0),
        ("root(27, 3)", 3),
        ("0^2", 0),
    ],
)
def test_rational_values_stay_exact(text: str, expected: Fraction | int) -> None:
    assert at(text, x=2) == rational(Fraction(expected))


@pytest.mark.parametrize(
    "text",
    [
        "0/0",
        "1/0",
        "0*(1/0)",
        "x/(x-x)",
        "0^0",
        "0^(-1)",
        "ln(0)",
        "ln(-1-x^2)",
        "sqrt(-x)",
        "(-8)^(1/2)",
        "(-8)^(0.333)",
        "(-2)^pi",
        "asin(x)",
        "acosh(1/2)",
        "atanh(1)",
        "acoth(1/2)",
        "csc(0)",
        "coth(0)",
        "log(x, 1)",
        "factorial(-3)",
        "atan2(0, 0)",
        "(x-2)^(-1/3)",
        "(x-2)^(-1/2)",
        "sec(ln(-x))",
    ],
)
def test_what_has_no_real_value_is_proved_undefined(text: str) -> None:
    assert at(text, x=2) is Absence.UNDEFINED


def test_a_zero_in_disguise_is_unknown_not_undefined() -> None:
    assert at("1/(sin(x)^2+cos(x)^2-1)", x=2) is Absence.UNKNOWN
    assert at("tan(pi/2)", 512) is Absence.UNKNOWN
    assert at("sin(pi)^0") is Absence.UNKNOWN


def test_a_number_beyond_every_ball_is_huge() -> None:
    assert at("9^9^9^9") is Absence.HUGE
    assert at("1/9^9^9", 128) is not Absence.HUGE


def test_undefined_outweighs_huge_and_unknown() -> None:
    assert at("9^9^9^9 + ln(0) + tan(pi/2)") is Absence.UNDEFINED


def test_huge_whole_powers_keep_their_sign() -> None:
    assert at("x^(10^30+1)", x=-1) == -1 or ball(at("(-1)^(10^30+1)")) < 0
    assert ball(at("(-1)^(10^30)")) > 0


def test_absences_are_not_numbers() -> None:
    assert rational(1) != Absence.UNKNOWN
    assert at("x", x=1) != Absence.UNKNOWN


def test_an_undeclared_functions_value_is_unknown() -> None:
    program = Program([Call("f", (Symbol("x"),))])
    assert program.has_unknown_function
    assert program.at({"x": rational(1)}, 64) == (Absence.UNKNOWN,)


@pytest.mark.parametrize("exponent", [2, 3, Fraction(1, 3), Fraction(2, 3), 4])
def test_powers_of_a_neighbourhood_of_zero_enclose_its_values(exponent: Fraction) -> None:
    power = Program([tree(f"x^({exponent})")])
    (enclosure,) = power.at({"x": around(Fraction(0), 8)}, 64)
    for value in (Fraction(0), Fraction(1, 257), Fraction(-1, 257), Fraction(1, 4096)):
        (inside,) = power.at({"x": rational(value)}, 64)
        assert enclosure.overlaps(ball(inside))


def test_shared_parts_are_computed_once() -> None:
    assert len(Program([tree("sin(x)^2 + sin(x)"), tree("sin(x)^2")])) == 3


def test_vectors_have_no_value() -> None:
    with pytest.raises(UnsupportedError):
        Program([Vector((number(1), number(2)))])


def test_too_many_parts_are_refused() -> None:
    with pytest.raises(LimitError):
        Program([Sum(tuple(number(one) for one in range(4000)))])


@pytest.mark.parametrize(
    "name",
    [
        *("asin", "acos", "atan", "asec", "acsc", "sinh", "cosh", "tanh", "sech", "csch", "coth"),
        *("asinh", "acosh", "atanh", "asech", "acsch", "acoth", "erf", "sec", "csc"),
    ],
)
def test_values_where_functions_begin_and_end_are_those_of_mpmath(name: str) -> None:
    for one in (Fraction(-2), Fraction(-1), Fraction(0), Fraction(1, 2), Fraction(1), Fraction(2)):
        found = at(f"{name}(x)", 80, x=one)
        try:
            expected = getattr(mpmath, name)(mpmath.mpf(one.numerator) / one.denominator)
        except (ValueError, ZeroDivisionError):
            expected = mpmath.inf
        if mpmath.im(expected) or not mpmath.isfinite(expected):
            assert isinstance(found, Absence), one
        else:
            assert not isinstance(found, Absence), one
            assert float(ball(found).mid()) == pytest.approx(float(mpmath.re(expected))), one


def test_balls_hold_the_true_value() -> None:
    """Checked against mpmath at 400 random trees and points."""
    source = random.Random(7)
    compared = 0
    for _ in range(400):
        one = oracle.random_tree(source, 3, ("x", "y"))
        point = {name: Fraction(source.randrange(-3000, 3000), 997) for name in "xy"}
        compared += _holds(one, point)
    assert compared > 200


def _holds(one: Expression, point: dict[str, Fraction]) -> bool:
    exact = {name: rational(value) for name, value in point.items()}
    (found,) = Program([one]).at(exact, 80)
    expected = oracle.value(one, point)
    if isinstance(found, Absence) or expected is None:
        return False
    with mpmath.workdps(oracle.DIGITS):
        wide = ball(found)
        middle, radius = (
            mpmath.mpf(str(part.str(50, radius=False))) for part in (wide.mid(), wide.rad())
        )
        slack = mpmath.mpf(10) ** -40 * max(abs(expected), 1)
        assert abs(middle - expected) <= radius + slack, one
    return True


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2/6", Fraction(1, 3)),
        ("-(1+1/2)*4", Fraction(-6)),
        ("(2/3)^(-2)", Fraction(9, 4)),
        ("1/0", None),
        ("1/(1-1)", None),
        ("0^0", None),
        ("2^(1/2)", None),
        ("9^9^9", None),
        ("10^200*10^200*10^200", None),
        ("x", None),
        ("sqrt(4)", None),
    ],
)
def test_trees_of_rational_numbers_have_their_value(text: str, value: Fraction | None) -> None:
    assert rational_value(tree(text)) == value


@pytest.mark.parametrize(
    "text",
    [
        "sqrt(x)",
        "x^(-1/3)",
        "1/x",
        "x^(-2)",
        "x^y",
        "2^y^x",
        "floor(x)",
        "sign(x)",
        "ln(x)",
        "asin(x+1)",
        "atanh(x+1)",
        "(-2)^x",
        "root(2, x)",
        "x^(10^30)",
    ],
)
def test_a_neighbourhood_across_an_edge_is_unknown(text: str) -> None:
    region = {name: around(Fraction(0), 20) for name in ("x", "y")}
    program = Program([tree(text)])
    value = program.at({name: region[name] for name in program.names}, 64)[0]
    assert value is Absence.UNKNOWN or text == "2^y^x"


def test_roots_of_any_degree_have_values() -> None:
    assert float(at("2^(1/97)")) == pytest.approx(2 ** (1 / 97))
    assert float(at("root(5, 3)")) == pytest.approx(5 ** (1 / 3))
    assert at("root(-8, 3)") == -2
    assert at("root(-8, -3)") == rational(Fraction(-1, 2))
    assert at("root(5, 0)") is Absence.UNDEFINED
    assert at("0^pi") == 0
    assert at("0^(-pi)") is Absence.UNDEFINED
    assert float(at("(1/3)^300*3^300")) == pytest.approx(1.0)
    assert float(at("factorial(5/2)")) == pytest.approx(3.323350970447843)
    assert float(at("floor(e) + ceil(e)")) == 5
