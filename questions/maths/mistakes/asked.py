"""One scalar that was asked for, with its candidates; built once and kept for the next answer."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from questions.maths.comparison import SAME, compare
from questions.maths.differentiation import Derivation, differentiate
from questions.maths.differentiation.rules import derive
from questions.maths.differentiation.tidying import ONE
from questions.maths.differentiation.values import value_at
from questions.maths.evaluation import floats
from questions.maths.expression import Expression, Number, has_point, symbols, walk
from questions.maths.mistakes.candidates import Candidates, Places
from questions.maths.mistakes.places import places
from questions.maths.mistakes.sites import Site, site
from questions.maths.mistakes.table import TOLERANCE, Floats, Mixed, Rows, agreeing, mixed
from questions.maths.task import Pairs

ROUNDED = 2e-2
"""How far a decimal may be from what it rounds, relative to it, before it is looked at closely."""

SLOPE_STEP = 1e-6
SLOPE_TOLERANCE = 1e-3


@dataclass(frozen=True, slots=True)
class Asked:
    """A scalar key and how it is derived: `derivations` in order, the last one giving the key.

    With a point `at`, the values there are asked for.
    """

    derivations: tuple[Derivation, ...]
    names: tuple[str, ...]
    at: Pairs = ()

    @property
    def function(self) -> Expression:
        return self.derivations[0].expression

    @property
    def key(self) -> Expression:
        return self.derivations[-1].result

    def value(self, tree: Expression) -> Expression:
        """The tree with the point put in."""
        return value_at(tree, self.at) if self.at else tree

    def same(self, tree: Expression, answer: Expression) -> bool:
        """Whether a tree, with the point put in, is confirmed to be the answer."""
        return are_same(self.value(tree), answer, self.names)

    def candidates(self) -> Candidates | None:
        """The wrong results of the last derivation; None where there is nowhere to look."""
        return candidates_of(self.derivations[-1], self.names, self.at)

    def places(self, *trees: Expression) -> Places | None:
        """Where to look at trees: at the point, if there is one."""
        return places_at(self.at, trees, self.names)


@lru_cache(maxsize=256)
def derived(tree: Expression, variable: str) -> Expression:
    """The derivative of a tree; the same is asked for by several searches and entries."""
    return differentiate(tree, variable).result


@lru_cache(maxsize=256)
def roughly_derived(tree: Expression, variable: str) -> Expression:
    """The same as the rules write it, which is enough to look at its values."""
    return derive(tree, variable, is_tidy=False).result


def _decimals(answer: Expression) -> tuple[str, ...]:
    """Its numbers as they were written: 20.10 and 20.1 are equal, and rounded to other places."""
    return tuple(node.text for node in walk(answer) if isinstance(node, Number))


def are_same(tree: Expression, answer: Expression, names: tuple[str, ...]) -> bool:
    """Whether a tree is confirmed to be the answer, up to the rounding of the answer's decimals."""
    return _same(tree, answer, names, _decimals(answer))


@lru_cache(maxsize=256)
def _same(
    left: Expression, right: Expression, names: tuple[str, ...], _decimals: tuple[str, ...]
) -> bool:
    comparison = compare(left, right, variables=names)
    return comparison.kind in SAME or getattr(comparison, "near", None) == "rounding"


@lru_cache(maxsize=128)
def candidates_of(derivation: Derivation, names: tuple[str, ...], at: Pairs) -> Candidates | None:
    """The candidates of a derivation, on its own points or at the point that was given."""
    found = places_at(at, (derivation.expression, derivation.result), names)
    return None if found is None else Candidates(sites_of(derivation), found)


@lru_cache(maxsize=64)
def sites_of(derivation: Derivation) -> Site:
    """Where mal-rules may strike in a derivation, whichever places its results are looked at."""
    return site(derivation.steps)


@lru_cache(maxsize=256)
def places_at(at: Pairs, trees: tuple[Expression, ...], names: tuple[str, ...]) -> Places | None:
    """Generic places for the names, and the point for those that it gives."""
    if not at:
        return places(trees, names)
    generic = places((ONE, *(value for _, value in at)), names)
    if generic is None:
        return None
    return Places({**generic, **{name: _everywhere(value, generic) for name, value in at}})


def _everywhere(value: Expression, places: Places) -> Floats:
    """A coordinate's values at the places, as one number where it is one."""
    found = values_at(value, places)
    return found if symbols(value) else np.broadcast_to(found[0], found.shape)


def meeting(left: Mixed, right: Floats) -> Iterator[tuple[int, int]]:
    """Which rows of one table have the values of which of another: the first one for each."""
    if not len(left.rows) or not len(right):
        return
    mixes, _ = mixed(right)
    order = mixes.argsort()
    ordered = mixes[order]
    with np.errstate(all="ignore"):
        near = TOLERANCE * left.sizes
        low = ordered.searchsorted(left.mixes - near)
        high = ordered.searchsorted(left.mixes + near, side="right")
    for row in (high > low).nonzero()[0]:
        likely = np.sort(order[low[row] : high[row]])
        for one in agreeing(right[likely], left.rows[row])[:1]:
            yield int(row), int(likely[one])


@lru_cache(maxsize=2048)
def values_at(tree: Expression, places: Places) -> Floats:
    """A scalar tree at the places, one value each; several searches ask for the same."""
    found = floats(tree, places)
    found.flags.writeable = False
    return found


@lru_cache(maxsize=256)
def _differences(tree: Expression, variable: str, places: Places) -> Floats:
    """The central differences of a scalar at the places."""
    step = SLOPE_STEP * np.maximum(np.abs(places[variable]), 0.1)
    right, left = (
        floats(tree, {**places, variable: places[variable] + side}) for side in (step, -step)
    )
    return np.asarray((right - left) / (2 * step))


def resembles_slope(slope: Expression, tree: Expression, variable: str, places: Places) -> bool:
    """Whether a scalar is near the central differences of another: worth differentiating it."""
    found, wanted = _differences(tree, variable, places), values_at(slope, places)
    usable = np.isfinite(found) & np.isfinite(wanted)
    gap = SLOPE_TOLERANCE * (1 + np.maximum(np.abs(found), np.abs(wanted)))
    return bool(usable.any() and (np.abs(found - wanted) <= gap)[usable].all())


def near_slope(slopes: Floats, wanted: Floats) -> Rows:
    """The rows of differences that are near what is wanted wherever both have values."""
    usable = np.isfinite(wanted)
    first = int(usable.argmax())
    likely = np.nonzero(_are_near(slopes[:, [first]], wanted[[first]]).all(axis=1))[0]
    found = slopes[likely]
    has_any = (np.isfinite(found) & usable).any(axis=1)
    return likely[_are_near(found, wanted).all(axis=1) & has_any]


def _are_near(slopes: Floats, wanted: Floats) -> NDArray[np.bool_]:
    """Where differences are near what is wanted, or one of both has no value."""
    with np.errstate(all="ignore"):
        allowed = SLOPE_TOLERANCE * (1 + np.maximum(np.abs(slopes), np.abs(wanted)))
        near = np.abs(slopes - wanted) <= allowed
    return np.asarray(near | ~(np.isfinite(slopes) & np.isfinite(wanted)))


def tolerance_of(answer: Expression) -> float:
    """How near floats have to be to an answer: less so where it has decimals."""
    decimals = has_point(answer)
    return ROUNDED if decimals else TOLERANCE
