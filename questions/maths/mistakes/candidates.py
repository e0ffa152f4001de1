"""Every answer that one mal-rule makes of a derivation, as numbers.

Rows are built from the leaves up: a step's right formula on the rows of its children, and a row
for each wrong formula on their right results. Beside them go, for every mal-rule that fits at more
steps than one, the rows of somebody who applies it at all of them. Two mistakes are looked for
only where they are asked for; see pairs.py.
"""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from questions.maths.differentiation.steps import Step
from questions.maths.mistakes.levels import Plan, level
from questions.maths.mistakes.numbers import Numbers, staged
from questions.maths.mistakes.pairs import Pairs
from questions.maths.mistakes.places import Places
from questions.maths.mistakes.rewriting import Fault
from questions.maths.mistakes.sites import Combination, Site, habits, rows_of
from questions.maths.mistakes.table import FEWEST_POINTS, Floats, are_alike

__all__ = ["Candidates", "Numbers", "Places"]


class Candidates:
    """The wrong results of a derivation at some places.

    `values` has one row a candidate and one column a place; the first row is right, the likeliest
    follow. `weights` has one number a candidate: how common its fault is. `consistent` has a row
    for each of `habits`: the mal-rule that is applied wherever it fits, with its faults.
    """

    def __init__(self, sites: Site, places: Places) -> None:
        self.places = places
        self.stage = staged(sites, places)
        self.fitting = habits(sites)
        self.habits: tuple[Combination, ...] = tuple(
            {habit: faults} for habit, faults in self.fitting.items() if len(faults) > 1
        )
        plan = Plan(len(self.habits), rows_of(self.habits), [])
        with np.errstate(all="ignore"):
            found = level(self.stage, plan)
            values = np.concatenate([found.values[:1], found.values[plan.fixed :]])
            kept = _kept(values)
        self.faults: Sequence[Fault] = plan.faults
        self.stages = plan.stages
        self.codes = np.concatenate([[-1], found.codes[:, 0]])
        weights = np.array([np.inf, *(plan.faults[code].weight for code in self.codes[1:])])
        order = kept[np.argsort(-weights[kept], kind="stable")]
        self.values, self.codes = values[order], self.codes[order]
        self.weights = weights[order]
        self.consistent = found.values[1 : plan.fixed]

    @property
    def root(self) -> Step:
        """The last step of the derivation."""
        return self.stage.site.step

    @cached_property
    def pairs(self) -> Pairs:
        """What two mal-rules make of the derivation."""
        return Pairs(self)

    def explained(self, row: int) -> tuple[Fault, ...]:
        """The fault of a row; none of the right one."""
        return (self.faults[self.codes[row]],) if row else ()


def _kept(values: Floats) -> NDArray[np.intp]:
    """The right row, and those that are wrong and have values."""
    keep = np.isfinite(values).sum(axis=1) >= FEWEST_POINTS
    keep &= ~are_alike(values, values[0])
    keep[0] = True
    return np.nonzero(keep)[0]
