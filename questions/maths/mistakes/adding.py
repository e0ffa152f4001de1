"""Which two of many numbers add up to another one, without looking at every two."""

import numpy as np

from questions.maths.mistakes.table import NO_ROWS, Floats, Rows


def adding_up(
    parts: Floats, wanted: float, allowed: Floats, unsure: Rows = NO_ROWS
) -> tuple[Rows, Rows]:
    """Each two of the parts, the earlier one first and in order, whose sum may be what is wanted.

    That is: within what the earlier one allows, or one of the two is unsure. Otherwise what is not
    finite adds up to nothing.
    """
    count = len(parts)
    left, right = _within(parts, wanted, allowed)
    if not len(left) and not len(unsure):
        return NO_ROWS, NO_ROWS
    with_any = np.repeat(unsure, count), np.tile(np.arange(count), len(unsure))
    first = np.concatenate([left, np.minimum(*with_any)])
    second = np.concatenate([right, np.maximum(*with_any)])
    left, right = np.divmod(np.unique(first * count + second), max(count, 1))
    return left[left < right], right[left < right]


def _within(parts: Floats, wanted: float, allowed: Floats) -> tuple[Rows, Rows]:
    """The parts, and beside each those that lie in the interval that is left for them."""
    known = np.nonzero(np.isfinite(parts))[0]
    order = known[np.argsort(parts[known])]
    with np.errstate(all="ignore"):
        rest = wanted - parts[known]
        low = np.searchsorted(parts[order], rest - allowed[known])
        high = np.searchsorted(parts[order], rest + allowed[known], side="right")
    counts = np.maximum(high - low, 0)
    ends = np.cumsum(counts)
    at = np.arange(ends[-1] if len(ends) else 0) + np.repeat(low - (ends - counts), counts)
    left, right = np.repeat(known, counts), order[at]
    return left[left < right], right[left < right]
