"""Polynomial borders and their shadows: what the first variables must be cut at."""

from fractions import Fraction

import pytest

from questions.maths.projection import Ring, levels, zeros_along
from questions.maths.reading import Notation, read

NOTATION = Notation(variables=("x", "y"))
RING = Ring(("x", "y"))


def cuts(*texts: str) -> list[float]:
    """Where the line of x is cut before the polynomials are looked at over its points."""
    polynomials = [
        factor for text in texts for factor in RING.factors(read(text, NOTATION).expression) or ()
    ]
    first, _ = levels(polynomials, 2)
    return sorted({float(zero) for one in first for zero in zeros_along(one, 0, {})})


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


@pytest.mark.parametrize(
    "text",
    ["sin(x)", "e^x - y", "x^y", "x^(1/2)", "x^30", "1/0 + x", "(x^2 + x*y + y^2 + x + y + 1)^12"],
)
def test_what_is_no_small_ratio_of_polynomials_is_left_alone(text: str) -> None:
    assert RING.factors(read(text, NOTATION).expression) is None


def test_numbers_that_are_not_rational_are_taken_closely() -> None:
    (one,) = RING.factors(read("x - sqrt(2)*pi", NOTATION).expression) or ()
    (zero,) = zeros_along(one, 0, {})
    assert abs(float(zero) - 4.442882938158366) < 1e-15


def test_a_negative_power_is_one_below_the_line() -> None:
    (one,) = RING.factors(read("x^-1 + y", NOTATION).expression) or ()
    assert list(zeros_along(one, 0, {1: Fraction(4)})) == [Fraction(-1, 4)]


def test_the_variables_before_are_fixed() -> None:
    (circle,) = RING.factors(read("x^2 + y^2 - 25", NOTATION).expression) or ()
    assert sorted(map(float, zeros_along(circle, 1, {0: Fraction(3)}))) == [-4, 4]
    assert list(zeros_along(circle, 1, {0: Fraction(6)})) == []
