"""Simple numbers between rows of values."""

from fractions import Fraction

import numpy as np
import pytest

from questions.maths.mistakes.ratios import common_difference, common_ratio

ROW = np.array([0.5, -2.0, 3.25, 8.0])


@pytest.mark.parametrize("number", [Fraction(2), Fraction(-1), Fraction(3, 7), Fraction(99)])
def test_a_simple_number_at_every_point_is_found(number: Fraction) -> None:
    assert common_ratio(float(number) * ROW, ROW) == number
    assert common_difference(float(number) + ROW, ROW) == number


def test_what_holds_at_some_points_alone_is_no_number_between_rows() -> None:
    other = np.array([1.0, -4.0, 6.5, 16.5])
    assert common_ratio(other, ROW) is None
    assert common_difference(other, ROW) is None


def test_what_is_too_large_to_divide_has_no_number() -> None:
    assert common_ratio(np.full(4, 1e300), np.full(4, 1e-300)) is None
