"""Simple numbers between two rows of values."""

from collections.abc import Collection, Iterator
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
    with np.errstate(over="ignore"):
        return _simple(left[usable] / right[usable])


def multiples(rows: Floats, wanted: Floats) -> Iterator[tuple[int, Fraction]]:
    """The rows of which `wanted` is a simple multiple at every point, with the factors."""
    usable = np.isfinite(rows) & np.isfinite(wanted) & (rows != 0)
    with np.errstate(all="ignore"):
        ratios = np.where(usable, wanted / rows, np.nan)
        first = ratios[np.arange(len(rows)), usable.argmax(axis=1)]
        near = np.abs(ratios - first[:, None]) <= 1e2 * EXACT * np.abs(first)[:, None]
    for row in np.nonzero((near | ~usable).all(axis=1))[0]:
        factor = common_ratio(wanted, rows[row])
        if factor is not None:
            yield int(row), factor


def is_likely(factor: Fraction, numbers: Collection[Fraction]) -> bool:
    """Whether somebody may have multiplied by it besides another mistake: a sign, 2 or 1/2, or a
    number at hand or its inverse; not a sign and a number, which are two.
    """
    return factor == -1 or any(one == 2 or one in numbers for one in (factor, 1 / factor))


def common_difference(left: Floats, right: Floats) -> Fraction | None:
    """The simple rational number by which `left` exceeds `right` at every point."""
    usable = np.isfinite(left) & np.isfinite(right)
    return _simple(left[usable] - right[usable]) if usable.sum() >= FEWEST_POINTS else None


def _simple(values: Floats) -> Fraction | None:
    first = values[0]
    if (
        not np.isfinite(first)
        or not (np.abs(values - first) <= 3 * EXACT * max(1.0, abs(first))).all()
    ):
        return None
    guess = Fraction(float(values[0])).limit_denominator(LARGEST_DENOMINATOR)
    near = np.abs(values - float(guess)) <= EXACT * max(1.0, abs(float(guess)))
    simple = guess != 0 and abs(guess.numerator) <= LARGEST_PART
    return guess if simple and bool(near.all()) else None
