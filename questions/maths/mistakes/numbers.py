"""The steps of a derivation as numbers at some places: what they yield, rightly and wrongly.

Rows of values are arrays with one row a candidate and one column a place.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, reduce
from typing import Any

import numpy as np

from questions.maths.differentiation.results import formula_of
from questions.maths.differentiation.tidying import ONE, ZERO, rational
from questions.maths.evaluation.arrays import Evaluation
from questions.maths.expression import Expression, Piecewise
from questions.maths.mistakes.numeric import EXPONENTS, compiled
from questions.maths.mistakes.places import Places
from questions.maths.mistakes.rewriting import Fault, Path, needed
from questions.maths.mistakes.settings import OF_INNER, OF_SUM, VARYING, Later, rough_of
from questions.maths.mistakes.sites import Habit, Site
from questions.maths.mistakes.table import Floats, Rows


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
        return self.places.length

    def of(self, tree: Expression | Later) -> Floats:
        """One value a place, nan where there is none; numpy is told to ignore that before."""
        return self.evaluation.quiet_floats(rough_of(tree))


@dataclass(frozen=True, slots=True, eq=False)
class Stage:
    """A step with its possible faults, and what its formulas speak of, as numbers.

    `first` and `own` number the steps, children before parents: a step holds those from `first`
    to `own`.
    """

    site: Site
    at: Numbers
    children: "tuple[Stage, ...]"
    first: int
    own: int
    _known: dict[int | None, dict[str, Any]] = field(default_factory=dict)
    _fixed: dict[Fault, Floats] = field(default_factory=dict)

    def right(self, rows: Sequence[Floats]) -> Floats:
        """What the step yields for each row of its children's results."""
        step = self.site.step
        if not rows:
            return self.at.of(step.result).reshape(1, -1)
        if step.rule == "sum":
            return summed(rows)
        if step.rule == "chain":
            return np.asarray(rows[0] * rows[1])
        if isinstance(step.expression, Piecewise):
            return self._case_by_case(step.expression, rows)
        text = formula_of(step)
        varying = dict(zip(VARYING[step.rule], rows, strict=True))
        known = self._of(None, dict(step.parts), needed(text) - varying.keys())
        return _shaped(compiled(text)({**known, **varying}), rows[0].shape)

    def wrong(self, fault: Fault, varying: dict[str, Any], only: Rows | None = None) -> Floats:
        """What a fault makes of the step, for each row of what varies; `only` at some places, those
        of what varies. What else the fault's setting speaks of joins what varies.
        """
        text = fault.rewrite.formula
        missing = needed(text) - varying.keys()
        for name in missing & OF_INNER:
            outer = self.site.step.children[0]
            tree = outer.result if name == "Fdu" else outer.expression
            here = self.at.places if only is None else _at(self.at.places, only)
            moved = Evaluation({**here, outer.variable: varying["du"]})
            varying[name] = moved.floats(tree)
        if missing := missing - OF_INNER:
            known = self._of(fault.focus, fault.names, missing)
            varying.update(known if only is None else _at(known, only))
        return np.asarray(compiled(text)(varying))

    def always_wrong(self, fault: Fault) -> Floats:
        """What a fault makes of the step whatever its children yield."""
        found = self._fixed.get(fault)
        if found is None:
            found = self._fixed[fault] = self.wrong(fault, {})
        return found

    def varying(self, rows: Sequence[Floats], focus: int) -> dict[str, Any]:
        """The children's rows by their names in wrong formulas."""
        if self.site.step.rule != "sum":
            return dict(zip(VARYING.get(self.site.step.rule, ()), rows, strict=False))
        others = [*rows[:focus], *rows[focus + 1 :]]
        return dict(zip(OF_SUM, (rows[focus], summed(others)), strict=True))

    def varies(self, fault: Fault) -> bool:
        """Whether what a fault makes of the step depends on its children's results."""
        return _varies(self.site.step.rule, fault.rewrite.formula)

    def _of(
        self, focus: int | None, names: Mapping[str, Expression | Later], wanted: frozenset[str]
    ) -> dict[str, Any]:
        """Values for a compiled formula, worked out once a setting."""
        known = self._known.setdefault(focus, {})
        for name in wanted - known.keys():
            tree = names[name]
            known[name] = self.at.of(tree)
            if name in EXPONENTS and not isinstance(tree, Later):
                known[f"{name}."] = rational(tree)
        return known

    def _case_by_case(self, tree: Piecewise, rows: Sequence[Floats]) -> Floats:
        """At every place the row of the case that applies there."""
        whole = np.full(rows[0].shape, np.nan) if tree.otherwise is None else rows[-1]
        for branch, own in reversed(list(zip(tree.branches, rows, strict=False))):
            here = self.at.of(Piecewise((replace(branch, value=ONE),), ZERO)) > 0
            whole = np.where(here, own, whole)
        return whole


@cache
def _varies(rule: str, formula: str) -> bool:
    names = OF_SUM if rule == "sum" else (*VARYING.get(rule, ()), *OF_INNER)
    return not needed(formula).isdisjoint(names)


def staged(site: Site, places: Places) -> Stage:
    """The steps of a derivation at some places."""
    return staged_in(Numbers.at(places), site)


def staged_in(numbers: Numbers, site: Site) -> Stage:
    """The same where some trees, the very objects, may be known already."""
    with np.errstate(all="ignore"):
        return _staged(site, numbers, 0)


def _staged(site: Site, at: Numbers, first: int) -> Stage:
    within = [at] * len(site.children)
    if within and site.step.rule == "chain":
        inner = at.of(site.step.parts[0][1])
        within[0] = Numbers.at(Places({**at.places, site.children[0].step.variable: inner}))
    children: list[Stage] = []
    number = first
    for child, numbers in zip(site.children, within, strict=True):
        children.append(_staged(child, numbers, number))
        number = children[-1].own + 1
    return Stage(site, at, tuple(children), first, number)


def walk(stage: Stage) -> Iterator[Stage]:
    """The stage and all below it."""
    yield stage
    for child in stage.children:
        yield from walk(child)


def broken_values(stage: Stage, fault_at: Callable[[Site], Fault | None]) -> Floats:
    """What the derivation yields, one row, with the fault that each step has, if it has one."""
    with np.errstate(all="ignore"):
        return _broken_values(stage, fault_at)


def _broken_values(stage: Stage, fault_at: Callable[[Site], Fault | None]) -> Floats:
    rows = [_broken_values(child, fault_at) for child in stage.children]
    fault = fault_at(stage.site)
    if fault is None:
        return stage.right(rows)
    focus = fault.focus if stage.site.step.rule == "sum" else 0
    found = stage.wrong(fault, stage.varying(rows, focus))
    return np.broadcast_to(found, (1, stage.at.length))


def values_of_each(stage: Stage, mistakes: Sequence[Sequence[Fault]]) -> Floats:
    """What the derivation yields at all places, of which each mistake has as many, one after the
    other: there with its faults.
    """
    width = stage.at.length // len(mistakes)
    at_steps: dict[Path, dict[Fault, list[int]]] = {}
    for number, faults in enumerate(mistakes):
        for fault in faults:
            at_steps.setdefault(fault.path, {}).setdefault(fault, []).append(number)

    def found(stage: Stage, path: Path) -> Floats:
        rows = [found(child, (*path, index)) for index, child in enumerate(stage.children)]
        whole = np.array(stage.right(rows))
        for fault, numbers in at_steps.get(path, {}).items():
            only = (width * np.array(numbers)[:, None] + np.arange(width)).ravel()
            focus = fault.focus if stage.site.step.rule == "sum" else 0
            varying = stage.varying([one[:, only] for one in rows], focus)
            whole[:, only] = stage.wrong(fault, varying, only)
        return whole

    with np.errstate(all="ignore"):
        return np.asarray(found(stage, ())[0])


def _at(values: Mapping[str, Any], only: Rows) -> dict[str, Any]:
    """The values at some of the places; what is one number everywhere stays."""
    return {
        name: one[only] if isinstance(one, np.ndarray) and one.shape else one
        for name, one in values.items()
    }


def following(habit: Habit) -> Callable[[Site], Fault | None]:
    """The faults of a habit, at every step where it fits."""
    return lambda site: next((one for one, own in site.faults if own == habit), None)


def summed(rows: Sequence[Floats]) -> Floats:
    """Rows of several terms, added; zero of none."""
    return reduce(np.add, rows) if rows else np.zeros(1)


def _shaped(found: Any, shape: tuple[int, ...]) -> Floats:
    return found if np.shape(found) == shape else np.broadcast_to(found, shape)
