"""Every answer that one mal-rule makes of a derivation, as numbers.

Rows are built from the leaves up: a step's right formula on the rows of its children, and a row
for each wrong formula on their right results. Beside them go, for every mal-rule that fits at more
steps than one, the rows of somebody who applies it at all of them. Two mistakes are looked for
only where they are asked for; see pairs.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from questions.maths.differentiation.steps import Step
from questions.maths.mistakes.levels import Plan, level
from questions.maths.mistakes.numbers import Numbers, Stage, staged
from questions.maths.mistakes.pairs import Pairs
from questions.maths.mistakes.places import Places
from questions.maths.mistakes.rewriting import Fault
from questions.maths.mistakes.sites import Combination, Site, habits, rows_of
from questions.maths.mistakes.table import FEWEST_POINTS, Floats, Mixed, are_alike

__all__ = ["Candidates", "Numbers", "Places"]


class Candidates:
    """The wrong results of a derivation at some places.

    `values` has one row a candidate and one column a place; the first row is right, the likeliest
    follow. `weights` has one number a candidate: how common its fault is. `consistent` has a row
    for each of `habits`: the mal-rule that is applied wherever it fits, with its faults.
    """

    def __init__(self, sites: Site, places: Places, results: "_Results | None" = None) -> None:
        found = results or _results(sites, places)
        self.sites, self.places = sites, places
        self._stage = found.stage
        self.fitting, self.habits = found.fitting, found.habits
        self.faults, self.stages = found.plan.faults, found.plan.stages
        fixed = found.plan.fixed
        with np.errstate(all="ignore"):
            values = np.concatenate([found.values[:1], found.values[fixed:]])
            kept = _kept(values)
        order = kept[np.argsort(-found.weights[kept], kind="stable")]
        self.values, self.codes = values[order], found.codes[order]
        self.weights = found.weights[order]
        self.consistent = found.values[1:fixed]

    @classmethod
    def at_each(cls, sites: Site, every: Sequence[Places]) -> "list[Candidates]":
        """Those at each of several sets of places, as many in each, worked out at once."""
        if not every:
            return []
        names = every[0].keys()
        whole = Places({name: np.concatenate([one[name] for one in every]) for name in names})
        found = _results(sites, whole)
        blocks = np.split(found.values, len(every), axis=1)
        return [
            cls(sites, places, replace(found, values=values, stage=None))
            for places, values in zip(every, blocks, strict=True)
        ]

    @cached_property
    def stage(self) -> Stage:
        """The derivation at the places, with what was worked out of it there."""
        return self._stage or staged(self.sites, self.places)

    @property
    def root(self) -> Step:
        """The last step of the derivation."""
        return self.sites.step

    @cached_property
    def wrong(self) -> Mixed:
        """The wrong rows, ready to meet other tables."""
        return Mixed(self.values[1:])

    @cached_property
    def pairs(self) -> Pairs:
        """What two mal-rules make of the derivation."""
        return Pairs(self)

    def explained(self, row: int) -> tuple[Fault, ...]:
        """The fault of a row; none of the right one."""
        return (self.faults[self.codes[row]],) if row else ()


@dataclass(frozen=True, slots=True)
class _Results:
    """Every row of a derivation at some places, with what the plan says of it: `codes` and
    `weights` are of the right row, and then of the wrong ones.
    """

    stage: Stage | None
    plan: Plan
    fitting: Combination
    habits: tuple[Combination, ...]
    values: Floats
    codes: NDArray[np.int64]
    weights: Floats


def _results(sites: Site, places: Places) -> _Results:
    fitting = habits(sites)
    repeated = tuple({habit: faults} for habit, faults in fitting.items() if len(faults) > 1)
    plan = Plan(len(repeated), rows_of(repeated), [])
    stage = staged(sites, places)
    with np.errstate(all="ignore"):
        found = level(stage, plan)
    codes = np.concatenate([[-1], found.codes[:, 0]])
    weights = np.array([np.inf, *(plan.faults[code].weight for code in codes[1:])])
    return _Results(stage, plan, fitting, repeated, found.values, codes, weights)


def _kept(values: Floats) -> NDArray[np.intp]:
    """The right row, and those that are wrong and have values."""
    keep = np.isfinite(values).sum(axis=1) >= FEWEST_POINTS
    keep &= ~are_alike(values, values[0])
    keep[0] = True
    return np.nonzero(keep)[0]
