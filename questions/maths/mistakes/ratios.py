"""Simple numbers between two rows of values."""

from fractions import Fraction

import numpy as np

from questions.maths.mistakes.table import FEWEST_POINTS, Floats

LARGEST_PART = 100
LARGEST_DENOMINATOR = 24
EXACT = 1e-9


def common_ratio(left: Floats, right: Floats) -> Fraction | None:
    """The simple rational number that `left` is of `right` at every point."""
    usable = np.isfinite(left) & np.isfinite(right) & (right != 0)
    if usable.sum() < FEWEST_POINTS:
        return None
    return _simple(left[usable] / right[usable])


def common_difference(left: Floats, right: Floats) -> Fraction | None:
    """The simple rational number by which `left` exceeds `right` at every point."""
    usable = np.isfinite(left) & np.isfinite(right)
    return _simple(left[usable] - right[usable]) if usable.sum() >= FEWEST_POINTS else None


def _simple(values: Floats) -> Fraction | None:
    guess = Fraction(float(values[0])).limit_denominator(LARGEST_DENOMINATOR)
    near = np.abs(values - float(guess)) <= EXACT * max(1.0, abs(float(guess)))
    simple = guess != 0 and abs(guess.numerator) <= LARGEST_PART
    return guess if simple and bool(near.all()) else None
