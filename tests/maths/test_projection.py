"""Polynomial borders and their shadows: what the first variables must be cut at."""

import random
from fractions import Fraction

import pytest
from flint import fmpq, fmpq_poly

from questions.maths import projection
from questions.maths.budget import Budget
from questions.maths.projection import Ring, levels, zeros_along
from questions.maths.reading import Notation, read

NOTATION = Notation(variables=("x", "y"))
BUDGET = Budget(10**7)
RING = Ring(("x", "y"), BUDGET)


def cuts(*texts: str) -> list[float]:
    """Where the line of x is cut before the polynomials are looked at over its points."""
    polynomials = [
        factor for text in texts for factor in RING.factors(read(text, NOTATION).expression) or ()
    ]
    first = levels(polynomials, (0, 1), BUDGET)[0]
    return sorted({float(zero) for one in first for zero in zeros_along(one, 0, {}, BUDGET)})


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("x^2 + y^2 - 1",), [-1, 1]),
        (("(x - 3)^2 + y^2 - 4", "x - 2"), [1, 2, 5]),
        (("x*y - 1",), [0]),
        (("y - x", "y - x^2"), [0, 1]),
        (("(y - x)*(y + x)/(y^2 + 5)",), [0]),
        (("y^2 - 2",), []),
    ],
)
def test_the_first_line_is_cut_where_the_picture_changes(
    texts: tuple[str, ...], expected: list[float]
) -> None:
    assert cuts(*texts) == pytest.approx(expected)


def test_what_the_budget_does_not_reach_is_missing_before_the_last_variable() -> None:
    (circle,) = RING.factors(read("x^2 + y^2 - 1", NOTATION).expression) or ()
    assert levels([circle], (0, 1), Budget(0)) == {0: [], 1: [circle]}
    assert list(zeros_along(circle, 0, {1: Fraction(0)}, Budget(0))) == []


def test_the_first_line_is_that_of_the_first_variable_in_order() -> None:
    (curve,) = RING.factors(read("y^2 - x^3", NOTATION).expression) or ()
    turned = levels([curve], (1, 0), BUDGET)
    assert turned[0] == [curve]
    assert [str(one) for one in turned[1]] == ["g1"]


@pytest.mark.parametrize("text", ["(10^9)^(10^9)*x - 1", "(2 + x - x)^(10^9)*x", "(7x)^24^9"])
def test_numbers_that_are_too_long_to_be_written_make_no_polynomial(text: str) -> None:
    assert RING.factors(read(text, NOTATION).expression) is None


def test_long_powers_of_one_are_numbers_like_others() -> None:
    assert cuts("1^(10^9)*x - 3") == [3]


def test_a_constant_that_is_a_short_number_makes_polynomials_the_same() -> None:
    (one,) = RING.factors(read("x - e^(ln(2))/3", NOTATION).expression) or ()
    (other,) = RING.factors(read("3*x - 2", NOTATION).expression) or ()
    assert one * one.leading_coefficient() ** -1 == other * other.leading_coefficient() ** -1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x^2 - 3*x + 2", [1, 2]),
        ("x^2 - 10^30*x + 1", [10.0**-30, 10.0**30]),
        ("x^2 + 10^30*x + 1", [-(10.0**30), -(10.0**-30)]),
        ("5*x^2 - 7", [-1.1832159566199232, 1.1832159566199232]),
        ("x^2 + x + 1", []),
        ("x^3 - x - 1", [1.324717957244746]),
    ],
)
def test_real_zeros_are_close(text: str, expected: list[float]) -> None:
    found = [
        zero
        for one in RING.factors(read(text, NOTATION).expression) or ()
        for zero in zeros_along(one, 0, {}, BUDGET)
    ]
    assert sorted(map(float, found)) == pytest.approx(expected, rel=1e-14)


@pytest.mark.parametrize(
    "text",
    ["sin(x)", "e^x - y", "x^y", "x^(1/2)", "x^30", "1/0 + x", "(x^2 + x*y + y^2 + x + y + 1)^12"],
)
def test_what_is_no_small_ratio_of_polynomials_is_left_alone(text: str) -> None:
    assert RING.factors(read(text, NOTATION).expression) is None


def test_numbers_that_are_not_rational_are_taken_closely() -> None:
    (one,) = RING.factors(read("x - sqrt(2)*pi", NOTATION).expression) or ()
    (zero,) = zeros_along(one, 0, {}, BUDGET)
    assert abs(float(zero) - 4.442882938158366) < 1e-15


def test_a_negative_power_is_one_below_the_line() -> None:
    (one,) = RING.factors(read("x^-1 + y", NOTATION).expression) or ()
    assert list(zeros_along(one, 0, {1: Fraction(4)}, BUDGET)) == [Fraction(-1, 4)]


def test_the_variables_before_are_fixed() -> None:
    (circle,) = RING.factors(read("x^2 + y^2 - 25", NOTATION).expression) or ()
    assert sorted(map(float, zeros_along(circle, 1, {0: Fraction(3)}, BUDGET))) == [-4, 4]
    assert list(zeros_along(circle, 1, {0: Fraction(6)}, BUDGET)) == []


def some_polynomial(chance: random.Random) -> fmpq_poly:
    """With several zeros at one place in every third, and with two that are not real in some."""
    lower = [
        fmpq(chance.randint(-30, 30), chance.randint(1, 9)) for _ in range(chance.randint(3, 7))
    ]
    made = fmpq_poly([*lower, chance.choice((-3, -1, 1, 2))])
    if chance.random() < 0.3:
        made *= made
    return made * fmpq_poly([chance.randint(1, 9), 0, 1]) if chance.random() < 0.3 else made


def test_sturm_tells_whether_a_polynomial_has_real_zeros(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(projection, "LONG_BITS", 0)
    chance, seen = random.Random(3), set()
    for _ in range(300):
        polynomial = some_polynomial(chance)
        zeros = polynomial.numer().complex_roots()
        has_some = any(zero.imag.contains(0) for zero, _ in zeros)
        assert projection._has_real_zeros(polynomial) == has_some, polynomial
        seen.add(has_some)
    assert seen == {True, False}
