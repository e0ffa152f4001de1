"""Every answer that one or two mal-rules make of a derivation, as numbers.

Rows are built from the leaves up: a step's right formula on the rows of its children, and each
wrong formula on those rows that have room for another fault. Beside them go, for every mal-rule
that fits at more steps than one, the rows of somebody who applies it at all of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from questions.maths.differentiation.results import formula_of
from questions.maths.differentiation.steps import Step
from questions.maths.differentiation.tidying import ONE, ZERO, rational
from questions.maths.evaluation.arrays import Evaluation
from questions.maths.expression import Expression, Piecewise
from questions.maths.mistakes.guard import skipping
from questions.maths.mistakes.numeric import EXPONENTS, compiled
from questions.maths.mistakes.rewriting import Fault, needed
from questions.maths.mistakes.settings import OF_INNER, VARYING, Names
from questions.maths.mistakes.sites import Habit, Site, habits
from questions.maths.mistakes.table import (
    MOST_FAULTS,
    NONE,
    Choice,
    Codes,
    Floats,
    Table,
    chosen,
    gathered,
    right,
    with_fault,
    with_room,
)

Places = Mapping[str, Floats]
Block = tuple[Floats, Codes, Floats]
"""Values, faults and weights of some candidates."""

Combination = dict[Habit, tuple[Fault, ...]]
"""Mal-rules that are applied together, each at all of its steps."""

VARYING_IN_SUMS: Final = ("dt", "rest")


@dataclass(frozen=True, slots=True)
class Numbers:
    """Trees as numbers at some places."""

    places: Places
    evaluation: Evaluation

    @classmethod
    def at(cls, places: Places) -> "Numbers":
        return cls(places, Evaluation(places))

    @property
    def length(self) -> int:
        return len(next(iter(self.places.values())))

    def of(self, tree: Expression) -> Floats:
        """One value a place, nan where there is none."""
        return self.evaluation.floats(tree)

    def of_names(self, names: Names, wanted: Sequence[str]) -> dict[str, Any]:
        """Values for a compiled formula."""
        found: dict[str, Any] = {}
        for name in wanted:
            found[name] = self.of(names[name])
            if name in EXPONENTS:
                found[f"{name}."] = rational(names[name])
        return found


class Candidates:
    """The table of a derivation at some places; `faults[code]` says what a code means.

    `habits` has, for each row of the table's `consistent`, the mal-rules that are applied wherever
    they fit, each with its faults: one that fits at several steps, or such a one and another.
    """

    def __init__(self, sites: Site, places: Places, *, most: int = MOST_FAULTS) -> None:
        self.faults: list[Fault] = []
        self.sites = sites
        self.places = places
        self._most = most
        self.habits = tuple(_combinations(habits(sites), most))
        self._rows_of = _rows_of(self.habits)
        with np.errstate(all="ignore"):
            self.table = self._rows(sites, Numbers.at(places))

    @property
    def root(self) -> Step:
        """The last step of the derivation."""
        return self.sites.step

    def rows_by(self, mal_rules: int) -> NDArray[np.intp]:
        """The rows that so many mal-rules made together."""
        sizes = np.array([*(len(fault.ids) for fault in self.faults), 0])
        return np.nonzero(sizes[self.table.faults].sum(axis=1) == mal_rules)[0]

    def is_each_a_mistake(self, rows: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Which of the rows are made of faults that each alone give a wrong result, too."""
        alone = self.table.faults[self.table.counts == 1, 0]
        return np.asarray(np.isin(self.table.faults[rows], [*alone, NONE]).all(axis=1))

    def explained(self, row: int) -> tuple[Fault, ...]:
        """The faults of a row."""
        return tuple(self.faults[code] for code in self.table.faults[row] if code >= 0)

    def _rows(self, here: Site, at: Numbers) -> Table:
        if not here.children:
            whole = right(at.of(here.step.result), len(self.habits))
            children: tuple[Table, ...] = ()
        else:
            children = self._children(here, at)
            whole = self._right(here.step, children, at)
        consistent = np.array(whole.consistent)
        blocks: list[Block] = [(whole.values, whole.faults, whole.weights)]
        blocks.extend(self._broken(here, children, at, consistent))
        values, faults, weights = (np.concatenate(part) for part in zip(*blocks, strict=True))
        return gathered(values, faults, weights, consistent)

    def _children(self, here: Site, at: Numbers) -> tuple[Table, ...]:
        if here.step.rule != "chain":
            return tuple(self._rows(child, at) for child in here.children)
        outer, inner = here.children
        inside = Numbers.at({**at.places, outer.step.variable: at.of(here.step.parts[0][1])})
        return self._rows(outer, inside), self._rows(inner, at)

    def _right(self, step: Step, children: Sequence[Table], at: Numbers) -> Table:
        if step.rule == "sum":
            return _summed(children, self._most)
        if step.rule == "chain":
            return _combined(children, self._most, lambda rows: rows[0] * rows[1])
        if isinstance(step.expression, Piecewise):
            return _case_by_case(step.expression, at, children, self._most)
        names = dict(step.parts)
        varying = VARYING[step.rule]
        text = formula_of(step)
        known = at.of_names(names, sorted(needed(text) - set(varying)))
        right_one = compiled(text)
        return _combined(
            children,
            self._most,
            lambda rows: right_one({**known, **dict(zip(varying, rows, strict=True))}),
        )

    def _broken(
        self, here: Site, children: Sequence[Table], at: Numbers, consistent: Floats
    ) -> Iterator[Block]:
        """The rows of every fault at a step; habits are written into their rows of `consistent`."""
        room = self._most - 1
        habitual = {id(fault): self._rows_of.get(habit) for habit, fault in here.habitual()}
        wrong = _Wrong(here.step, at)
        choices: dict[int, Choice] = {}
        for fault in here.faults:
            if len(fault.rewrite.along) > room:
                continue
            focus = fault.focus if here.step.rule == "sum" else 0
            if focus not in choices:
                choices[focus] = _choice(here.step, children, focus, room, at.length)
            choice = choices[focus]
            if fault.rewrite.along:
                choice = with_room(choice, room - len(fault.rewrite.along))
            values = None
            with skipping(fault.mal_rule.id):
                everywhere = habitual.get(id(fault))
                if everywhere is not None:
                    rows = [one.consistent[everywhere] for one in children[:2]]
                    consistent[everywhere] = wrong.rows(fault, rows)
                if not fault.rewrite.habit:
                    values = wrong.rows(fault, choice.rows)
            if values is None:
                continue
            self.faults.append(fault)
            weight = fault.weight / (1 + len(fault.rewrite.along))
            yield values, with_fault(choice, len(self.faults) - 1), choice.weights * weight


class _Wrong:
    """The formulas of the faults at a step; what does not vary is worked out once a setting."""

    def __init__(self, step: Step, at: Numbers) -> None:
        self._step, self._at, self._length = step, at, at.length
        self._varying = VARYING_IN_SUMS if step.rule == "sum" else VARYING.get(step.rule, ())
        self._known: dict[int, dict[str, Any]] = {}

    def rows(self, fault: Fault, rows: Sequence[Floats]) -> Floats:
        """What the formula of a fault makes of the children's rows."""
        known = self._known.setdefault(fault.focus, {})
        known.update(zip(self._varying, rows, strict=False))
        wanted = needed(fault.rewrite.formula)
        for name in wanted - OF_INNER:
            if name not in known:
                known.update(self._at.of_names(fault.names, (name,)))
        for name in sorted(wanted & OF_INNER):
            outer = self._step.children[0]
            tree = outer.result if name == "Fdu" else outer.expression
            known[name] = Evaluation({**self._at.places, outer.variable: rows[1]}).floats(tree)
        found = compiled(fault.rewrite.formula)(known)
        shape = rows[0].shape if rows else (1, self._length)
        return found if np.shape(found) == shape else np.broadcast_to(found, shape)


def _combinations(fitting: Combination, most: int) -> Iterator[Combination]:
    """One habit, then one with any other mal-rule that is applied wherever it fits."""
    several = [habit for habit, faults in fitting.items() if len(faults) > 1]
    yield from ({habit: fitting[habit]} for habit in several)
    if most < MOST_FAULTS:
        return
    for at, habit in enumerate(several):
        for other in fitting:
            if other[0] != habit[0] and other not in several[:at]:
                yield {habit: fitting[habit], other: fitting[other]}


def _rows_of(combinations: Sequence[Combination]) -> dict[Habit, NDArray[np.intp]]:
    found: dict[Habit, list[int]] = {}
    for row, combination in enumerate(combinations):
        for habit in combination:
            found.setdefault(habit, []).append(row)
    return {habit: np.array(rows, dtype=np.intp) for habit, rows in found.items()}


def _choice(step: Step, children: Sequence[Table], focus: int, most: int, length: int) -> Choice:
    """The children's rows that a fault at a step can meet."""
    if not children:
        return chosen((right(np.zeros(length), 0),), most)
    if step.rule == "sum":
        others = [child for index, child in enumerate(children) if index != focus]
        return chosen((children[focus], _summed(others, most)), most)
    return chosen(children[:2], most)


def _combined(children: Sequence[Table], most: int, formula: Any) -> Table:
    """A right formula on every choice of the children's rows."""
    choice = chosen(children, most)
    together = formula([child.consistent for child in children])
    return Table(formula(choice.rows), choice.faults, choice.weights, together)


def _summed(children: Sequence[Table], most: int) -> Table:
    whole = children[0]
    for child in children[1:]:
        whole = _combined((whole, child), most, lambda rows: rows[0] + rows[1])
    return whole


def _case_by_case(tree: Piecewise, at: Numbers, children: Sequence[Table], most: int) -> Table:
    """At every place the row of the case that applies there."""
    nowhere = right(np.full(at.length, np.nan), len(children[0].consistent))
    whole = nowhere if tree.otherwise is None else children[-1]
    for branch, child in reversed(list(zip(tree.branches, children, strict=False))):
        here = at.of(Piecewise((replace(branch, value=ONE),), ZERO)) > 0
        whole = _combined(
            (child, whole), most, lambda rows, here=here: np.where(here, rows[0], rows[1])
        )
    return whole
