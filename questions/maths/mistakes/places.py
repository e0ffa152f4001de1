"""Where candidates are looked at: six generic points at which the function has a value."""

from collections.abc import Sequence

import numpy as np

from questions.maths.evaluation import floats
from questions.maths.expression import Expression
from questions.maths.mistakes.table import Floats

POINTS = 6
LARGEST = 1e6
SMALLEST = 1e-9
RANGES = (
    (0.3, 2.5, 4),
    (-2.5, -0.3, 2),
    (0.3, 2.5, 30),
    (0.05, 1.0, 20),
    (-3.0, -0.1, 30),
    (2.0, 12.0, 20),
    (-0.95, 0.95, 20),
)
"""Low, high and how many, in the order in which they are tried: both signs where possible."""

GOLDEN = 0.6180339887498949


def places(trees: Sequence[Expression], names: Sequence[str]) -> dict[str, Floats] | None:
    """Values of the names at points where all trees are finite and not extreme.

    None where fewer than six are found.
    """
    pool = {name: _spread(index) for index, name in enumerate(names)}
    usable = np.ones(sum(count for *_, count in RANGES), dtype=bool)
    for tree in trees:
        values = floats(tree, pool)
        size = np.abs(np.broadcast_to(values, usable.shape))
        usable &= np.isfinite(size) & (size < LARGEST)
    first = np.abs(np.broadcast_to(floats(trees[0], pool), usable.shape))
    chosen = np.nonzero(usable & (first > SMALLEST))[0][:POINTS]
    if len(chosen) < POINTS:
        return None
    return {name: values[chosen] for name, values in pool.items()}


def _spread(index: int) -> Floats:
    """Evenly spread values, other ones for every name."""
    parts = []
    for low, high, count in RANGES:
        step = np.sqrt(2 + index) if index else GOLDEN
        places_in_range = (0.137 + 0.29 * index + np.arange(1, count + 1) * step) % 1.0
        parts.append(low + (high - low) * places_in_range)
    return np.concatenate(parts)
