"""One scalar that was asked for, with its candidates; built once and kept for the next answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from questions.maths.comparison import compare
from questions.maths.differentiation import Derivation
from questions.maths.evaluation import floats
from questions.maths.expression import Expression
from questions.maths.mistakes.candidates import Candidates
from questions.maths.mistakes.places import places
from questions.maths.mistakes.table import FEWEST_POINTS, MOST_FAULTS, Floats

Rows = NDArray[np.intp]

RIGHT = frozenset({"equal", "agrees"})
TOLERANCE = 1e-8
SLOPE_STEP = 1e-6
SLOPE_TOLERANCE = 1e-3


@dataclass(frozen=True, slots=True)
class Asked:
    """A scalar key and how it is derived: `derivations` in order, the last one giving the key."""

    derivations: tuple[Derivation, ...]
    names: tuple[str, ...]

    @property
    def function(self) -> Expression:
        return self.derivations[0].expression

    @property
    def key(self) -> Expression:
        return self.derivations[-1].result

    def same(self, left: Expression, right: Expression) -> bool:
        """Whether two scalars are confirmed to be equal."""
        return _same(left, right, self.names)

    def candidates(self, most: int = MOST_FAULTS) -> Candidates | None:
        """The wrong results of the last derivation; None where there is nowhere to look."""
        return candidates_of(self.derivations[-1], self.names, most)


@lru_cache(maxsize=256)
def _same(left: Expression, right: Expression, names: tuple[str, ...]) -> bool:
    return compare(left, right, variables=names).kind in RIGHT


@lru_cache(maxsize=128)
def candidates_of(derivation: Derivation, names: tuple[str, ...], most: int) -> Candidates | None:
    """The candidates of a derivation, on its own points."""
    found = places((derivation.expression, derivation.result), names)
    return None if found is None else Candidates(derivation.steps, found, most=most)


def agreeing(rows: Floats, wanted: Floats) -> Rows:
    """Which rows have the wanted values, as far as floats can tell, and are undefined where it is.

    None where the wanted values are defined at fewer than `FEWEST_POINTS` places.
    """
    usable = np.isfinite(wanted)
    if usable.sum() < FEWEST_POINTS:
        return np.zeros(0, dtype=np.intp)
    alike = (np.isfinite(rows) == usable).all(axis=1)
    rows, wanted = rows[:, usable], wanted[usable]
    gap = TOLERANCE * np.maximum(np.abs(rows), np.abs(wanted))
    return np.nonzero(alike & (np.abs(rows - wanted) <= gap).all(axis=1))[0]


def values_at(tree: Expression, places: Mapping[str, Floats]) -> Floats:
    """A scalar tree at the places, one value each."""
    length = len(next(iter(places.values())))
    return np.broadcast_to(floats(tree, places), (length,))


def resembles_slope(
    slope: Expression, tree: Expression, variable: str, places: Mapping[str, Floats]
) -> bool:
    """Whether a scalar is near the central differences of another: worth differentiating it."""
    step = SLOPE_STEP * np.maximum(np.abs(places[variable]), 0.1)
    right, left = (
        values_at(tree, {**places, variable: places[variable] + side}) for side in (step, -step)
    )
    found, wanted = (right - left) / (2 * step), values_at(slope, places)
    usable = np.isfinite(found) & np.isfinite(wanted)
    gap = SLOPE_TOLERANCE * (1 + np.maximum(np.abs(found), np.abs(wanted)))
    return bool(usable.any() and (np.abs(found - wanted) <= gap)[usable].all())
