"""Rows of numbers: which of them say the same."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Codes = NDArray[np.int32]
Rows = NDArray[np.intp]

NONE: Final = -1
TOLERANCE: Final = 1e-6
"""Relative; what agrees is confirmed, and a value as cos(e^15) has lost half of its digits."""

FEWEST_POINTS: Final = 3
"""A row with values at fewer points than this is no candidate."""

SAME: Final = 1e-9
"""Relative gap below which two rows count as one candidate."""

MIXING: Final = np.sqrt(np.arange(2.0, 26.0, dtype=np.float64))
"""Weights that make one number of a row; rows of the same number have the same values."""


def are_alike(rows: Floats, one: Floats) -> NDArray[np.bool_]:
    """Which rows have the values of one row at all points."""
    scale = np.maximum(np.abs(rows), np.abs(one))
    return np.asarray((np.abs(rows - one) <= SAME * scale + 1e-300).all(axis=1))


def agreeing(rows: Floats, wanted: Floats, tolerance: float = TOLERANCE) -> Rows:
    """Which rows have the wanted values, as far as floats can tell, and are undefined where it is.

    None where the wanted values are defined at fewer than `FEWEST_POINTS` places.
    """
    usable = np.isfinite(wanted)
    if usable.sum() < FEWEST_POINTS:
        return np.zeros(0, dtype=np.intp)
    alike = (np.isfinite(rows) == usable).all(axis=1)
    rows, wanted = rows[:, usable], wanted[usable]
    gap = tolerance * np.maximum(np.abs(rows), np.abs(wanted))
    return np.nonzero(alike & (np.abs(rows - wanted) <= gap).all(axis=1))[0]


def mixed(values: Floats) -> tuple[Floats, Floats]:
    """One number a row, the same for the same values; and how large it is at most."""
    known = np.where(np.isfinite(values), values, 1.2345)
    weights = MIXING[: values.shape[1]]
    with np.errstate(all="ignore"):
        return known @ weights, np.abs(known) @ weights


def fingerprints(values: Floats) -> Floats:
    """One number a row, of nine digits."""
    mantissa, exponent = np.frexp(mixed(values)[0])
    return np.asarray(np.ldexp(np.round(mantissa, 9), exponent))
