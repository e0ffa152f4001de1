"""Rows of numbers: which of them say the same."""

from collections.abc import Iterator, Sequence
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

SAME: Final = 1e-12
"""Relative gap below which two rows count as one candidate: where one term is large, what happened
to another one shows in the last digits alone.
"""

LOST: Final = 1e-15
"""Of the greatest number in a sum, how much of it floats may lose."""

MUCH_NEARER: Final = 100.0

SLACK: Final = 1 + 1e-9
"""So much wider is a first look, whose rounding is another one."""

NO_ROWS: Final[Rows] = np.zeros(0, dtype=np.intp)

MIXING: Final = np.sqrt(np.arange(2.0, 42.0, dtype=np.float64))
"""Weights that make one number of a row; rows of the same number have the same values.

For eight points, and four more beside each of them.
"""


def are_alike(rows: Floats, one: Floats) -> NDArray[np.bool_]:
    """Which rows have the values of one row at all points."""
    scale = np.maximum(np.abs(rows), np.abs(one))
    return np.asarray((np.abs(rows - one) <= SAME * scale + 1e-300).all(axis=1))


def agreeing(
    rows: Floats, wanted: Floats, tolerance: float = TOLERANCE, lost: Floats | float = 0.0
) -> Rows:
    """Which rows have the wanted values, as far as floats can tell, and are undefined where it is.

    Within a relative tolerance; `lost` is how much of each value may be lost besides. Those that
    are much nearer than others come first, else all in order. None where the wanted values are
    defined at fewer than `FEWEST_POINTS` places.
    """
    usable = np.isfinite(wanted)
    if np.count_nonzero(usable) < FEWEST_POINTS:
        return NO_ROWS
    likely = near_at(int(usable.argmax()), rows, wanted, tolerance, lost)
    if not len(likely):
        return likely
    rows = rows[likely]
    alike = (np.isfinite(rows) == usable).all(axis=1)
    lost = lost[likely][:, usable] if isinstance(lost, np.ndarray) else lost
    gaps = gaps_of(rows[:, usable], wanted[usable], lost)
    found = np.nonzero(alike & (gaps <= tolerance))[0]
    if len(found) < 2:
        return likely[found]
    return likely[found[np.argsort(are_far(gaps[found], tolerance), kind="stable")]]


def near_at(
    place: int, rows: Floats, wanted: Floats, tolerance: float, lost: Floats | float = 0.0
) -> Rows:
    """The rows that have the wanted value at one place, and perhaps a few more: almost always none,
    which costs much less to see than what they have elsewhere.
    """
    here, value = rows[:, place], float(wanted[place])
    lost_here = lost[:, place] if isinstance(lost, np.ndarray) else lost
    # What is within a share of the greater of two is within a little more of the other.
    allowed = SLACK * (tolerance * abs(value) + lost_here) / (1 - tolerance)
    return ((here >= value - allowed) & (here <= value + allowed)).nonzero()[0]


class Stacked:
    """Several tables of one width, one on the other, so that one look says which have a row of some
    values.
    """

    def __init__(self, parts: Sequence[Floats]) -> None:
        self._parts = parts
        self._rows = np.concatenate(parts)
        self._part = np.repeat(np.arange(len(parts)), [len(one) for one in parts])

    def agreeing(self, wanted: Floats, tolerance: float) -> Iterator[tuple[int, int]]:
        """The parts with such rows, in order, and each of the rows as `agreeing` orders them."""
        for part in np.unique(self._part[agreeing(self._rows, wanted, tolerance)]).tolist():
            for row in agreeing(self._parts[part], wanted, tolerance).tolist():
                yield part, row


def gaps_of(rows: Floats, wanted: Floats, lost: Floats | float) -> Floats:
    """The greatest relative gap of each row with the wanted values, less what may be lost."""
    with np.errstate(all="ignore"):
        gaps = np.maximum(np.abs(rows - wanted) - lost, 0.0)
        found = gaps / np.maximum(np.abs(rows), np.abs(wanted))
    return np.asarray(np.where(gaps == 0, 0.0, found).max(axis=1))


def are_far(gaps: Floats, tolerance: float) -> NDArray[np.bool_]:
    """Which of these gaps are much wider than the least one; none among decimals."""
    if tolerance > TOLERANCE or not len(gaps):
        return np.zeros(len(gaps), dtype=bool)
    return np.asarray(gaps > max(MUCH_NEARER * gaps.min(), SAME))


def mixed(values: Floats) -> tuple[Floats, Floats]:
    """One number a row, the same for the same values; and how large it is at most."""
    known = np.where(np.isfinite(values), values, 1.2345)
    weights = MIXING[: values.shape[1]]
    with np.errstate(all="ignore"):
        return known @ weights, np.abs(known) @ weights


class Mixed:
    """Rows with one number for each, `mixed` once for all tables that they are to meet."""

    def __init__(self, rows: Floats) -> None:
        self.rows = rows
        self.mixes, self.sizes = mixed(rows)


def fingerprints(values: Floats) -> Floats:
    """One number a row, of twelve digits."""
    mantissa, exponent = np.frexp(mixed(values)[0])
    return np.asarray(np.ldexp(np.round(mantissa, 12), exponent))
