"""Where candidates are looked at: eight generic points at which the function has a value."""

from collections.abc import Sequence
from functools import cache
from itertools import product
from typing import Final

import numpy as np
from numpy.typing import NDArray

from questions.maths.evaluation import floats
from questions.maths.expression import Call, Expression, walk
from questions.maths.mistakes.table import Floats

POINTS = 8
LARGEST: Final = (1e6, 1e12, 1e100)
"""How large values may be; a larger bound only where the others leave too few points."""

SMALLEST = 1e-9

Ranges = tuple[tuple[float, float, int], ...]

USUAL: Ranges = (
    (0.2, 0.95, 3),
    (-0.95, -0.2, 2),
    (1.1, 2.5, 2),
    (-2.5, -1.1, 1),
    (0.3, 2.5, 30),
    (0.05, 1.0, 20),
    (-3.0, -0.1, 30),
    (2.0, 12.0, 20),
    (-0.95, 0.95, 20),
)
"""Low, high and how many, in the order in which they are tried: both signs and both sides of 1."""

FAR: Ranges = ((-20.0, 20.0, 160), (-130.0, 130.0, 520))
"""Tried where the usual ones fail, as for arcsin(x - 50)."""

NEARBY = np.array([0.0, 0.0137, -0.0211, 0.0323, -0.0437, 0.0531, -0.0613, 0.0719])
"""Steps from the only point found, where the function is defined on a short interval."""

SATURATING: Final = ("sigmoid", "tanh")
FARTHEST: Final = 6.0
"""Of their argument: of 1 - tanh² floats keep nothing where tanh is 1, and who writes that for the
derivative would be right or wrong by chance there.
"""

BEYOND_ONE: Final = ("atan", "acot", "asinh")
"""Defined everywhere, where what is mistaken for them, as the arcsine, ends at 1."""

GOLDEN = 0.6180339887498949


class Places(dict[str, Floats]):
    """Values of the names, as many of each; the very object is what trees' values are kept for."""

    def __hash__(self) -> int:  # type: ignore[override]
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other

    @property
    def length(self) -> int:
        """At how many places."""
        return len(next(iter(self.values())))


def places(trees: Sequence[Expression], names: Sequence[str]) -> Places | None:
    """Values of the names at eight points where all trees are finite and not extreme.

    The first tree is not zero there either, and its saturating functions are not saturated, as far
    as there are such points. None where fewer are found.
    """
    saturating = [one for one in walk(trees[0]) if isinstance(one, Call) and one.name in SATURATING]
    arguments = [
        node.arguments[0]
        for node in walk(trees[0])
        if isinstance(node, Call) and node.name in BEYOND_ONE
    ]
    for largest, ranges in product(LARGEST, (USUAL, FAR)):
        pool = {name: _spread(index, ranges) for index, name in enumerate(names)}
        chosen = _usable(trees, pool, largest)
        if len(chosen) >= POINTS:
            chosen = _moderate_first(saturating, pool, chosen) if saturating else chosen
            chosen = _within_one_too(arguments, pool, chosen) if arguments else chosen
        if len(chosen) >= POINTS:
            return Places({name: values[chosen[:POINTS]] for name, values in pool.items()})
        if len(chosen):
            near = Places({name: values[chosen[0]] + NEARBY for name, values in pool.items()})
            if len(_usable(trees, near, largest)) == POINTS:
                return near
    return None


def _usable(
    trees: Sequence[Expression], pool: dict[str, Floats], largest: float
) -> NDArray[np.intp]:
    usable = np.ones(len(next(iter(pool.values()))), dtype=bool)
    for index, tree in enumerate(trees):
        size = np.abs(_everywhere(tree, pool))
        usable &= np.isfinite(size) & (size < largest)
        usable &= (size > SMALLEST) | (index > 0)
    return np.nonzero(usable)[0]


def _everywhere(tree: Expression, pool: dict[str, Floats]) -> Floats:
    return np.broadcast_to(floats(tree, pool), next(iter(pool.values())).shape)


def _moderate_first(
    saturating: Sequence[Call], pool: dict[str, Floats], chosen: NDArray[np.intp]
) -> NDArray[np.intp]:
    """The places where nothing is saturated before the others, each in their order."""
    moderate = np.ones(len(chosen), dtype=bool)
    for one in saturating:
        (argument,) = one.arguments
        moderate &= np.abs(_everywhere(argument, pool)[chosen]) < FARTHEST
    return np.concatenate([chosen[moderate], chosen[~moderate]])


def _within_one_too(
    arguments: Sequence[Expression], pool: dict[str, Floats], chosen: NDArray[np.intp]
) -> NDArray[np.intp]:
    """The places where all arguments are between -1 and 1 in turn with the others, each in their
    order.
    """
    is_within = np.ones(len(chosen), dtype=bool)
    for one in arguments:
        is_within &= np.abs(_everywhere(one, pool)[chosen]) < 1.0
    turn = np.where(is_within, np.cumsum(is_within), np.cumsum(~is_within))
    return chosen[np.argsort(turn, kind="stable")]


@cache
def _spread(index: int, ranges: Ranges) -> Floats:
    """Evenly spread values, other ones for every name."""
    parts = []
    for low, high, count in ranges:
        step = np.sqrt(2 + index) if index else GOLDEN
        within = (0.137 + 0.29 * index + np.arange(1, count + 1) * step) % 1.0
        parts.append(low + (high - low) * within)
    return np.concatenate(parts)
