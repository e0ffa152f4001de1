"""Candidate derivatives as rows of numbers, with the faults that made each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Codes = NDArray[np.int32]

MOST_FAULTS: Final = 2
MOST_ROWS: Final = 4_000
NONE: Final = -1
FEWEST_POINTS: Final = 4
"""A row with values at fewer points than this is no candidate."""

SAME: Final = 1e-9
"""Relative gap below which two rows count as one candidate."""


@dataclass(frozen=True, slots=True)
class Table:
    """`values` has one row a candidate and one column a point; the first row is right.

    `faults` has one row a candidate: codes in falling order, `NONE` where there is none. `weights`
    has one number a candidate: how common its faults are.
    """

    values: Floats
    faults: Codes
    weights: Floats

    @property
    def counts(self) -> NDArray[np.int64]:
        return np.asarray((self.faults != NONE).sum(axis=1))


def right(values: Floats) -> Table:
    """The table of the right result alone."""
    none = np.full((1, MOST_FAULTS), NONE, dtype=np.int32)
    return Table(values.reshape(1, -1), none, np.ones(1))


def combined(
    children: Sequence[Table], most: int, formula: Callable[[Sequence[Floats]], Floats]
) -> Table:
    """A formula on every choice of one row a child with at most `most` faults together."""
    values = [child.values for child in children]
    if len(children) == 1:
        keep = np.nonzero(children[0].counts <= most)[0]
        rows, faults = [values[0][keep]], children[0].faults[keep]
        weights = children[0].weights[keep]
    else:
        first, second = children
        left, other = np.nonzero(first.counts[:, None] + second.counts[None, :] <= most)
        left, other = left[:MOST_ROWS], other[:MOST_ROWS]
        rows = [values[0][left], values[1][other]]
        faults = _merged(first.faults[left], second.faults[other])
        weights = first.weights[left] * second.weights[other]
    found = np.broadcast_to(formula(rows), rows[0].shape)
    return Table(found, faults, weights)


def with_fault(table: Table, code: int, weight: float) -> Table:
    """The same rows with one fault more; rows must have room for it."""
    extra = np.full((len(table.faults), 1), code, dtype=np.int32)
    return Table(table.values, _merged(table.faults, extra), table.weights * weight)


def _merged(left: Codes, other: Codes) -> Codes:
    """Codes of both, largest first; there are never more than `MOST_FAULTS`."""
    both = np.concatenate([left, other], axis=1)
    return -np.sort(-both, axis=1)[:, :MOST_FAULTS]


def gathered(tables: Sequence[Table]) -> Table:
    """All rows together, without those that are right, have no value, or say nothing new.

    Rows with one fault stay beside one another where they agree, for both may be what happened;
    among rows with two, the commonest of each value is kept.
    """
    values = np.concatenate([table.values for table in tables])
    faults = np.concatenate([table.faults for table in tables])
    weights = np.concatenate([table.weights for table in tables])
    counts = (faults != NONE).sum(axis=1)
    with np.errstate(all="ignore"):
        scale = np.maximum(np.abs(values), np.abs(values[0]))
        agreeing = np.abs(values - values[0]) <= SAME * scale + 1e-300
    defined = np.isfinite(values).sum(axis=1) >= FEWEST_POINTS
    keep = defined & (counts > 0) & ~agreeing.all(axis=1)
    keep[0] = True
    order = np.nonzero(keep)[0]
    order = order[np.lexsort((-weights[order], counts[order]))]
    values, faults, counts = values[order], faults[order], counts[order]
    _, first = np.unique(_fingerprints(values), return_index=True)
    new = np.zeros(len(values), dtype=bool)
    new[first] = True
    kept = np.nonzero((counts < MOST_FAULTS) | new)[0][:MOST_ROWS]
    return Table(values[kept], faults[kept], weights[order][kept])


def _fingerprints(values: Floats) -> NDArray[np.void]:
    """Nine digits of every point, as one comparable item a row."""
    mantissa, exponent = np.frexp(values)
    rounded = np.ascontiguousarray(np.ldexp(np.round(mantissa, 9), exponent) + 0.0)
    return rounded.view(np.dtype((np.void, rounded.dtype.itemsize * rounded.shape[1]))).ravel()
