"""What a step of a derivation may have come to, as rows of numbers, built from the leaves up.

The rows of a level are, in this order: the right one; one for each combination of habits; one for
each single fault at the step or below; one for each fault of which another one lies below.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from questions.maths.mistakes.guard import skipping
from questions.maths.mistakes.numbers import Stage
from questions.maths.mistakes.rewriting import Fault
from questions.maths.mistakes.sites import Habit
from questions.maths.mistakes.table import NONE, Codes, Floats, Rows

NEW: Final = -2
"""The code of a fault that has none yet."""

Everywhere = Mapping[Habit, NDArray[np.intp]]
"""For each habit, which rows of the combinations hold it."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Which rows are wanted: `combinations` is the number of rows for habits.

    `faults` says what a code means, and grows; `codes` has those that may be beneath another one,
    by the fault's id: without it no such rows are made.
    """

    combinations: int
    everywhere: Everywhere
    faults: list[Fault]
    stages: list[Stage] = field(default_factory=list)
    codes: Mapping[int, int] | None = None

    @property
    def is_nested(self) -> bool:
        """Whether faults above others are wanted."""
        return self.codes is not None

    def code(self, fault: Fault) -> int | None:
        """That of a fault; `NEW` if it has none yet, None if no rows of it are wanted."""
        if self.codes is not None:
            return NEW if fault.rewrite.along else self.codes.get(id(fault))
        return None if fault.rewrite.along or fault.rewrite.habit else NEW

    @property
    def fixed(self) -> int:
        """How many rows every level has."""
        return 1 + self.combinations


@dataclass(frozen=True, slots=True)
class Level:
    """`values` has the rows, `codes` the faults of those behind the fixed ones: `singles` of one
    fault, and then those of two.
    """

    values: Floats
    codes: Codes
    singles: int


def level(stage: Stage, plan: Plan) -> Level:
    """The rows of a step."""
    below = [level(child, plan) for child in stage.children]
    if below:
        rows, codes, singles = _beside_one_another(below, plan)
        whole = np.array(stage.right(rows))
    else:
        rows, codes, singles = [], np.zeros((0, 2), dtype=np.int32), 0
        whole = np.repeat(stage.right(()), plan.fixed, axis=0)
    broken = _Broken(stage, plan, rows, codes[:singles])
    broken.put_into(whole)
    split = plan.fixed + singles
    if plan.is_nested and stage.site.step.rule == "chain":
        broken.multiply(*below)
    values = np.concatenate([whole[:split], *broken.singles, whole[split:], *broken.nested])
    own = np.full((len(broken.singles), 2), NONE, dtype=np.int32)
    own[:, 0] = broken.single_codes
    every = np.concatenate([codes[:singles], own, codes[singles:], *broken.nested_codes])
    return Level(values, every, singles + len(broken.singles))


def _beside_one_another(below: Sequence[Level], plan: Plan) -> tuple[list[Floats], Codes, int]:
    """The rows of the children, of the same length: where one is wrong the others are right.

    Those of the last child stand first.
    """
    fixed = plan.fixed
    parts = [(one, slice(fixed, fixed + one.singles)) for one in reversed(below)]
    parts += [(one, slice(fixed + one.singles, len(one.values))) for one in reversed(below)]
    ends = list(accumulate((part.stop - part.start for _, part in parts), initial=fixed))
    rows = {}
    for one in below:
        rows[id(one)] = wide = np.empty((ends[-1], one.values.shape[1]))
        wide[:fixed] = one.values[:fixed]
        wide[fixed:] = one.values[0]
    for (one, part), start, end in zip(parts, ends, ends[1:], strict=False):
        rows[id(one)][start:end] = one.values[part]
    codes = [one.codes[part.start - fixed : part.stop - fixed] for one, part in parts]
    return [rows[id(one)] for one in below], np.concatenate(codes), ends[len(below)] - fixed


class _Broken:
    """The rows of the faults at a step."""

    def __init__(self, stage: Stage, plan: Plan, rows: Sequence[Floats], below: Codes) -> None:
        self.singles: list[Floats] = []
        self.single_codes: list[int] = []
        self.nested: list[Floats] = []
        self.nested_codes: list[Codes] = []
        self._stage, self._plan, self._below = stage, plan, below
        self._habitual = rows
        self._rows = [self._worked_out(one) for one in rows]
        self._varying: dict[int, dict[str, Any]] = {}
        self._known: dict[Fault, Floats] = {}

    def _worked_out(self, rows: Floats) -> Floats:
        """The rows in which every fault is worked out: the right one, and those with one fault
        below, or with a habit. Habits with another mal-rule are many, and few of them hold a fault.
        """
        fixed = self._plan.fixed
        if not self._plan.is_nested:
            return rows[:fixed]
        return np.concatenate([rows[:1], rows[fixed : fixed + len(self._below)]])

    def put_into(self, whole: Floats) -> None:
        """All of them; those of habits into their rows of the whole."""
        for fault, habit in self._stage.site.faults:
            everywhere = None if habit is None else self._plan.everywhere.get(habit)
            code = self._plan.code(fault)
            if code is None and everywhere is None:
                continue
            with skipping(fault.mal_rule.id):
                if everywhere is not None:
                    whole[1 + everywhere] = self._of_habit(fault, 1 + everywhere)
                if code is not None:
                    self._add(fault, code, self._found(fault))

    def _found(self, fault: Fault) -> Floats:
        """One row, or one for each row that is worked out where it depends on the children."""
        found = self._known.get(fault)
        if found is None:
            found = self._known[fault] = self._shaped(self._wrong(fault))
        return found

    def _wrong(self, fault: Fault) -> Floats:
        if not self._stage.varies(fault):
            return self._stage.always_wrong(fault)
        varying = self._varying.get(fault.focus)
        if varying is None:
            varying = self._stage.varying(self._rows, fault.focus)
            self._varying[fault.focus] = varying
        return self._stage.wrong(fault, varying)

    def _of_habit(self, fault: Fault, rows: Rows) -> Floats:
        """What a fault makes of the rows that hold its habit; one where it is always the same."""
        if not self._stage.varies(fault):
            return self._found(fault)
        if not self._plan.is_nested:
            return self._found(fault)[rows]
        varying = self._stage.varying([one[rows] for one in self._habitual], fault.focus)
        return self._shaped(self._stage.wrong(fault, varying))

    def _shaped(self, found: Floats) -> Floats:
        if found.ndim == 2:
            return found
        return found.reshape(1, -1) if found.ndim else np.full((1, self._stage.at.length), found)

    def _add(self, fault: Fault, code: int, found: Floats) -> None:
        if code == NEW:
            self._plan.faults.append(fault)
            self._plan.stages.append(self._stage)
            code = len(self._plan.faults) - 1
        if fault.rewrite.along:
            self.nested.append(found[:1])
            self.nested_codes.append(np.array([[code, NONE]], dtype=np.int32))
            return
        self.singles.append(found[:1])
        self.single_codes.append(code)
        if self._plan.is_nested and len(found) > 1:
            self.nested.append(found[1:])
            codes = self._below.copy()
            codes[:, 0], codes[:, 1] = code, self._below[:, 0]
            self.nested_codes.append(codes)

    def multiply(self, outer: Level, inner: Level) -> None:
        """A fault in the outer function of a chain and one in the inner function, for all of them;
        what they do does not add up.
        """
        fixed = self._plan.fixed
        left, right = np.indices((outer.singles, inner.singles)).reshape(2, -1)
        self.nested.append(outer.values[fixed + left] * inner.values[fixed + right])
        codes = np.stack([outer.codes[left, 0], inner.codes[right, 0]], axis=1)
        self.nested_codes.append(-np.sort(-codes, axis=1))
