"""Zeros along a line are solved for where an equation can be undone, and followed elsewhere."""

from fractions import Fraction
from math import acosh, asinh, atanh, cos, e, exp, log, log1p, pi, sin, sinh, sqrt, tan, tanh

import pytest

from questions.maths.budget import Budget
from questions.maths.lines import meetings
from questions.maths.reading import Notation, read

NOTATION = Notation(variables=("x", "y"))
LARGE = 10**6


def zeros(text: str, here: int = 1, *, budget: int = LARGE) -> list[float]:
    border = read(text, NOTATION).expression
    point = {"x": Fraction(here), "y": Fraction(2)}
    return sorted(map(float, meetings(border, "x", point, (None, None), Budget(budget))))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("e^x - y", [log(2)]),
        ("3^x/5 - 7", [log(35) / log(3)]),
        ("ln(x) + y", [exp(-2)]),
        ("log10(x) - y", [100]),
        ("log2(x) - y", [4]),
        ("log(x, 3) - y", [9]),
        ("sqrt(x) - y", [4]),
        ("cbrt(x) + y", [-8]),
        ("x^(2/3) - y^2", [-8, 8]),
        ("x^(-1/3) - y", [1 / 8]),
        ("(x - 1)^2*e^x", [1]),
        ("(x^2 - 9)^2 - 25", [-sqrt(14), -2, 2, sqrt(14)]),
        ("sinh(x) - y", [asinh(2)]),
        ("cosh(x) - y", [-acosh(2), acosh(2)]),
        ("tanh(x) - y/4", [atanh(0.5)]),
        ("sech(x) - y/4", [-acosh(2), acosh(2)]),
        ("csch(x) - y", [asinh(0.5)]),
        ("coth(x) - y", [atanh(0.5)]),
        ("asinh(x) - y", [sinh(2)]),
        ("acosh(x) - y", [(e**2 + e**-2) / 2]),
        ("atanh(x) - y", [tanh(2)]),
        ("asin(x) - 1/y", [sin(0.5)]),
        ("acos(x) - y", [cos(2)]),
        ("atan(x) - 1", [tan(1)]),
        ("acot(x) - 1", [1 / tan(1)]),
        ("sigmoid(x) - 1/5", [-log(4)]),
        ("softplus(x) - y", [2 + log1p(-exp(-2))]),
        ("abs(x) - y", [-2, 2]),
        ("erf(x)*sqrt(x - 3)", [0, 3]),
        ("1/100 - atanh(tanh(x + 19))", [-18.99]),
        ("ln(cosh(2*x - 1)) + 0*y", [0.5, 0.5]),
        ("2/(3 - e^x) - 1", [0]),
        ("x^3 + x - 2", [1]),
        ("root(x, 3)*y", [0]),
    ],
)
def test_an_equation_is_solved_inwards(text: str, expected: list[float]) -> None:
    assert zeros(text) == pytest.approx(expected, rel=1e-15)


@pytest.mark.parametrize(
    "text",
    ["e^x + 1", "cosh(x) - 1/y", "sech(x)", "tanh(x) - y", "sin(x) - y", "csc(x)", "1/x", "ln(-y)"],
)
def test_a_value_that_is_never_reached_has_no_place(text: str) -> None:
    assert zeros(text) == []


@pytest.mark.parametrize(
    ("text", "first", "apart"),
    [
        ("sin(x)", 0, pi),
        ("cos(x)", pi / 2, pi),
        ("tan(x) - y", 1.1071487177940904, pi),
        ("cot(3*x) - y", 0.15454920300026872, pi / 3),
        ("cos(x) - 1", 0, 2 * pi),
        ("sin(x) + 1", -pi / 2, 2 * pi),
        ("sec(x) - 1", 0, 2 * pi),
        ("csc(x/2) - 1", pi, 4 * pi),
    ],
)
def test_of_zeros_that_come_back_for_ever_those_near_0_are_told(
    text: str, first: float, apart: float
) -> None:
    found = zeros(text, 0)
    for turn in range(-4, 5):
        assert any(one == pytest.approx(first + turn * apart, abs=1e-12) for one in found)
    assert len(found) <= 13


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("sin(x) - 1/y", [pi / 6, 5 * pi / 6, -7 * pi / 6]),
        ("cos(x) - 1/y", [pi / 3, -pi / 3, 5 * pi / 3]),
        ("sec(x) - y", [pi / 3, -pi / 3]),
        ("cos(x^(-1/3)) + 1", [pi**-3, (3 * pi) ** -3]),
        ("sin(e^x)", [log(pi), log(2 * pi)]),
        ("tan(tan(x))", [0, 1.2626272556789117, pi]),
        ("sin(2*x + sin(x))", [0, pi]),
    ],
)
def test_a_wave_has_its_value_at_the_mirrored_place_and_within_others(
    text: str, places: list[float]
) -> None:
    found = zeros(text)
    for one in places:
        assert any(one == pytest.approx(other, rel=1e-12, abs=1e-12) for other in found)


def test_zeros_near_the_place_are_told_when_it_is_far_from_0() -> None:
    assert any(abs(one - 1000) < pi for one in zeros("sin(x)", 1000))


def test_a_value_that_is_not_told_from_1_is_taken_for_it() -> None:
    assert any(abs(one - pi / 2) < 1e-6 for one in zeros("sin(x) - sqrt(2)*sqrt(2)/2"))


def test_a_budget_ends_the_search() -> None:
    assert len(zeros("tan(tan(tan(tan(x))))", budget=2000)) < len(zeros("tan(tan(tan(x)))"))
    assert zeros("x - 1", budget=0) == []


def test_constants_beyond_all_reach_have_no_place() -> None:
    assert zeros("ln(x) - 10^6") == []
    assert zeros("ln(ln(x)) - 9^9") == []


@pytest.mark.parametrize("text", ["cos(y) - 1", "e^y", "sin(0*x + y)*0"])
def test_what_is_constant_along_the_line_meets_it_nowhere(text: str) -> None:
    assert zeros(text) == []
