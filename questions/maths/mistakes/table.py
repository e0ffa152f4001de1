"""Candidate derivatives as rows of numbers, with the faults that made each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Codes = NDArray[np.int32]

MOST_FAULTS: Final = 2
MOST_ROWS: Final = 3_000
NONE: Final = -1
FEWEST_POINTS: Final = 3
"""A row with values at fewer points than this is no candidate."""

SAME: Final = 1e-9
"""Relative gap below which two rows count as one candidate."""

MIXING: Final = np.sqrt(np.arange(2.0, 26.0, dtype=np.float64))
"""Weights that make one number of a row; rows of the same number have the same values."""


@dataclass(frozen=True, slots=True)
class Table:
    """`values` has one row a candidate and one column a point; the first row is right.

    `faults` has one row a candidate: codes, `NONE` where there is none, which stand last.
    `weights` has one number a candidate: how common its faults are. `consistent` has one row for
    each mal-rule that might be applied wherever it fits, with what comes of that.
    """

    values: Floats
    faults: Codes
    weights: Floats
    consistent: Floats

    @property
    def counts(self) -> NDArray[np.int64]:
        return np.asarray((self.faults != NONE).sum(axis=1))


@dataclass(frozen=True, slots=True)
class Choice:
    """Every choice of one row a child with few enough faults: the children's values, together."""

    rows: tuple[Floats, ...]
    faults: Codes
    weights: Floats


def right(values: Floats, mal_rules: int) -> Table:
    """The table of the right result alone."""
    none = np.full((1, MOST_FAULTS), NONE, dtype=np.int32)
    one = values.reshape(1, -1)
    return Table(one, none, np.ones(1), np.broadcast_to(one, (mal_rules, one.shape[1])))


def chosen(children: Sequence[Table], most: int) -> Choice:
    """The choices with at most `most` faults together, of one or two children."""
    if len(children) == 1:
        only = children[0]
        keep = np.nonzero(only.counts <= most)[0]
        return Choice((only.values[keep],), only.faults[keep], only.weights[keep])
    first, second = children
    left, other = np.nonzero(first.counts[:, None] + second.counts[None, :] <= most)
    weights = first.weights[left] * second.weights[other]
    if len(weights) > MOST_ROWS:
        keep = np.sort(np.argsort(-weights[1:], kind="stable")[: MOST_ROWS - 1] + 1)
        keep = np.concatenate([[0], keep])
        left, other, weights = left[keep], other[keep], weights[keep]
    faults = _merged(first.faults[left], second.faults[other])
    return Choice((first.values[left], second.values[other]), faults, weights)


def with_room(choice: Choice, most: int) -> Choice:
    """Those of the choices that have at most so many faults."""
    keep = np.nonzero((choice.faults != NONE).sum(axis=1) <= most)[0]
    return Choice(
        tuple(rows[keep] for rows in choice.rows), choice.faults[keep], choice.weights[keep]
    )


def with_fault(choice: Choice, code: int) -> Codes:
    """The faults of the choices and one more; they must have room for it."""
    faults = np.empty_like(choice.faults)
    faults[:, 0] = code
    faults[:, 1:] = choice.faults[:, :-1]
    return faults


def _merged(left: Codes, other: Codes) -> Codes:
    """Codes of both, none last; there are never more than `MOST_FAULTS`."""
    both = np.concatenate([left, other], axis=1)
    return -np.sort(-both, axis=1)[:, :MOST_FAULTS]


def gathered(values: Floats, faults: Codes, weights: Floats, consistent: Floats) -> Table:
    """The rows without those that are right, have no value, or say nothing new.

    Rows with one fault stay beside one another where they agree, for both may be what happened;
    among rows with two, the commonest of each value is kept.
    """
    counts = (faults != NONE).sum(axis=1)
    scale = np.maximum(np.abs(values), np.abs(values[0]))
    agreeing = np.abs(values - values[0]) <= SAME * scale + 1e-300
    defined = np.isfinite(values).sum(axis=1) >= FEWEST_POINTS
    keep = defined & (counts > 0) & ~agreeing.all(axis=1)
    keep[0] = True
    order = np.nonzero(keep)[0]
    order = order[np.lexsort((-weights[order], counts[order]))]
    if counts.max() == MOST_FAULTS:
        _, first = np.unique(_fingerprints(values[order]), return_index=True)
        new = np.zeros(len(order), dtype=bool)
        new[first] = True
        order = order[(counts[order] < MOST_FAULTS) | new]
    kept = order[:MOST_ROWS]
    return Table(values[kept], faults[kept], weights[kept], consistent)


def mixed(values: Floats) -> tuple[Floats, Floats]:
    """One number a row, the same for the same values; and how large it is at most."""
    known = np.where(np.isfinite(values), values, 1.2345)
    weights = MIXING[: values.shape[1]]
    with np.errstate(all="ignore"):
        return known @ weights, np.abs(known) @ weights


def _fingerprints(values: Floats) -> Floats:
    """One number a row, of nine digits."""
    mantissa, exponent = np.frexp(mixed(values)[0])
    return np.asarray(np.ldexp(np.round(mantissa, 9), exponent))
