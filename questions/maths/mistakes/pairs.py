"""What two mal-rules make of a derivation, as numbers.

Where neither step holds the other, what they do to the result adds up: a step's right formula is
linear in what each of its children yields, so no row is made for such a pair until it is looked
for. Only the outer and the inner function of a chain are multiplied. Where one step holds the
other, its wrong formula is worked out on every wrong row of the steps below.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log2
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from questions.maths.mistakes.adding import adding_up
from questions.maths.mistakes.levels import Plan, level
from questions.maths.mistakes.numbers import Stage, walk
from questions.maths.mistakes.rewriting import Fault
from questions.maths.mistakes.sites import Combination, rows_of
from questions.maths.mistakes.table import (
    FEWEST_POINTS,
    LOST,
    NO_ROWS,
    NONE,
    Codes,
    Floats,
    Rows,
    agreeing,
    are_alike,
    are_far,
    fingerprints,
    gaps_of,
    near_at,
)

if TYPE_CHECKING:
    from questions.maths.mistakes.candidates import Candidates

MOST_TOGETHER: Final = 400
"""So many faults, the commonest, are looked at in pairs."""

EVERY: Final = slice(None)

WIDER: Final = 1.05
"""So much wider is a first look at one place."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two faults that stand for two mistakes, or one that is two, and their row of values."""

    faults: tuple[Fault, ...]
    weight: float
    values: Floats


class Pairs:
    """The wrong results that two mal-rules make of a derivation; each is a mistake alone, too.

    `consistent` has a row for each of `habits`: two mal-rules that are applied wherever they fit,
    one of them at several steps. `right` is the right row, `changes` what each fault alone adds;
    `nested` has the rows of two that do not add up.
    """

    def __init__(self, singles: "Candidates") -> None:
        # Not the candidates themselves, which refer to these pairs: such a ring stays until Python
        # searches for garbage, which it does in the middle of somebody's search.
        self._of_singles = singles.values
        self._faults = list(singles.faults)
        self.habits = tuple(_combinations(singles.fitting))
        likeliest = singles.codes[1 : 1 + MOST_TOGETHER]
        codes = {id(singles.faults[code]): int(code) for code in likeliest}
        stages = list(singles.stages)
        plan = Plan(len(self.habits), rows_of(self.habits), self._faults, stages, codes)
        with np.errstate(all="ignore"):
            found = level(singles.stage, plan)
            start = plan.fixed + found.singles
            self.right = found.values[0]
            self.changes = found.values[plan.fixed : start] - self.right
        self.consistent = found.values[1 : plan.fixed]
        self.nested, self._nested_codes = found.values[start:], found.codes[found.singles :]
        # What is lost of a small sum of large changes, as 3 of 10^12 - 10^12 + 3.
        self._size, self._sizes = (
            LOST * np.nan_to_num(np.abs(one)) for one in (self.right, self.changes)
        )
        self._codes = found.codes[: found.singles, 0]
        self._order = _Order([stages[code] for code in self._codes], singles.stage)
        self._weights = np.array([_weight(fault) for fault in self._faults])

    def agreeing(self, wanted: Floats, near: float) -> list[Pair]:
        """Those with the wanted values, one of each value, the commonest of the nearest first.

        None where a single fault does the same.
        """
        values, codes, is_far = self._with_values(wanted, near)
        rows = self._distinct(values, codes)
        rows = rows[np.argsort(is_far[rows], kind="stable")]
        return [self._pair(values[row], codes[row]) for row in rows]

    def every(self) -> list[Pair]:
        """All of them, commonest first, one of each value."""
        return self.of(range(len(self.values)))

    def of(self, rows: Sequence[int]) -> list[Pair]:
        """Those of some rows of `values`, commonest first, one of each value."""
        values, codes = self._all[0][rows], self._all[1][rows]
        return [self._pair(values[row], codes[row]) for row in self._distinct(values, codes)]

    def among(
        self, two: tuple[Rows, Rows], nested: Rows, matching: Callable[[Floats], Rows]
    ) -> list[Pair]:
        """Those whose rows match, of the faults two by two, and of some rows of `nested`; commonest
        first, one of each value.
        """
        values, codes = self._together(*self._order.apart(*two), nested)
        rows = matching(values)
        values, codes = values[rows], codes[rows]
        return [self._pair(values[row], codes[row]) for row in self._distinct(values, codes)]

    @property
    def values(self) -> Floats:
        """The rows of all of them, right ones and doublets among them."""
        return self._all[0]

    def bits(self, pair: Pair) -> float:
        """Those that choose the pair among all of them."""
        return log2(self._total / pair.weight)

    @cached_property
    def _alone(self) -> Floats:
        """What each single fault gives."""
        return fingerprints(self._of_singles)

    @cached_property
    def _total(self) -> float:
        values, codes = self._all
        return float(self._weights_of(codes[self._distinct(values, codes)]).sum())

    @cached_property
    def _all(self) -> tuple[Floats, Codes]:
        return self._together(*self._order.apart(*np.triu_indices(len(self.changes), 1)))

    def _with_values(self, wanted: Floats, near: float) -> tuple[Floats, Codes, NDArray[np.bool_]]:
        """Rows with the wanted values, and which are much farther from them than others."""
        usable = np.isfinite(wanted)
        if usable.sum() < FEWEST_POINTS:
            return self.nested[:0], self._nested_codes[:0], np.zeros(0, dtype=bool)
        place = int(usable.argmax())
        left, right = self._order.apart(*self._near_at(place, wanted, near))
        nested = near_at(place, self.nested, wanted, near)
        values, codes = self._together(left, right, nested)
        if not len(values):
            return values, codes, np.zeros(0, dtype=bool)
        lost = np.zeros_like(values)
        lost[len(nested) :] = self._size + self._sizes[left] + self._sizes[right]
        rows = agreeing(values, wanted, near, lost)
        gaps = gaps_of(values[rows][:, usable], wanted[usable], lost[rows][:, usable])
        return values[rows], codes[rows], are_far(gaps, near)

    def _near_at(self, place: int, wanted: Floats, near: float) -> tuple[Rows, Rows]:
        """Which faults have together the wanted value at one place, and perhaps a few more."""
        right, changes, value = self.right[place], self.changes[:, place], abs(wanted[place])
        with np.errstate(all="ignore"):
            # What is lost of the other change, which is about what the sum and this one leave.
            lost = LOST * (value + abs(right) + np.abs(changes))
            allowed = WIDER * (near * value + self._size[place] + self._sizes[:, place] + lost)
            return adding_up(changes, wanted[place] - right, allowed)

    def _together(
        self, left: Rows, right: Rows, nested: Rows | slice = EVERY
    ) -> tuple[Floats, Codes]:
        """The rows of two faults that are apart, and before them of those that are not."""
        with np.errstate(all="ignore"):
            values = self.right + self.changes[left] + self.changes[right]
        codes = np.stack([self._codes[left], self._codes[right]], axis=1)
        codes = -np.sort(-codes, axis=1)
        return (
            np.concatenate([self.nested[nested], values]),
            np.concatenate([self._nested_codes[nested], codes]),
        )

    def _distinct(self, values: Floats, codes: Codes) -> NDArray[np.intp]:
        """The rows that are wrong and new, one of each value.

        What a teacher would name as one double mistake comes before two steps that give the same by
        chance; otherwise the commonest first.
        """
        if not len(values):
            return NO_ROWS
        keep = np.isfinite(values).sum(axis=1) >= FEWEST_POINTS
        keep &= ~are_alike(values, self.right)
        keep &= ~np.isin(fingerprints(values), self._alone)
        rows = np.nonzero(keep)[0]
        is_of_two = codes[rows, 1] != NONE
        rows = rows[np.lexsort((-self._weights_of(codes[rows]), is_of_two))]
        first = np.unique(fingerprints(values[rows]), return_index=True)[1]
        return rows[np.sort(first)]

    def _weights_of(self, codes: Codes) -> Floats:
        second = np.where(codes[:, 1] == NONE, 1.0, self._weights[codes[:, 1]])
        return np.asarray(self._weights[codes[:, 0]] * second)

    def _pair(self, values: Floats, codes: Codes) -> Pair:
        faults = tuple(self._faults[code] for code in codes if code != NONE)
        return Pair(faults, float(self._weights_of(codes.reshape(1, 2))[0]), values)


def _weight(fault: Fault) -> float:
    return fault.weight / (1 + len(fault.rewrite.along))


class _Order:
    """At which steps the faults are, and which of them lie in one another."""

    def __init__(self, stages: Sequence[Stage], whole: Stage) -> None:
        self._own = np.array([one.own for one in stages], dtype=np.intp)
        self._first = np.array([one.first for one in stages], dtype=np.intp)
        self._chain = np.zeros((0, len(stages)), dtype=np.int8)
        chains = [one.children for one in walk(whole) if one.site.step.rule == "chain"]
        if chains:
            self._chain = np.stack(
                [self._within(inner) - self._within(outer) for outer, inner in chains]
            )

    def _within(self, stage: Stage) -> NDArray[np.int8]:
        """1 for the faults at a step or below it."""
        return ((stage.first <= self._own) & (self._own <= stage.own)).astype(np.int8)

    def apart(self, left: Rows, right: Rows) -> tuple[Rows, Rows]:
        """Those pairs in which what the two do adds up: neither step holds the other, nor is one in
        the outer and one in the inner function of a chain.
        """
        own, first = self._own, self._first
        apart = (own[left] < first[right]) | (own[right] < first[left])
        for inside in self._chain:
            apart &= inside[left] * inside[right] >= 0
        return left[apart], right[apart]


def _combinations(fitting: Combination) -> Iterator[Combination]:
    """A habit with any other mal-rule that is applied wherever it fits."""
    several = [habit for habit, faults in fitting.items() if len(faults) > 1]
    others = dict(fitting)
    for habit in several:
        for other, faults in others.items():
            if other[0] != habit[0]:
                yield {habit: fitting[habit], other: faults}
        del others[habit]
