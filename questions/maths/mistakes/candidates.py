"""Every answer that one or two mal-rules make of a derivation, as numbers.

Rows are built from the leaves up: a step's right formula on the rows of its children, and each
wrong formula on those rows that have room for another fault.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray

from questions.maths.differentiation.formulas import formula
from questions.maths.differentiation.results import formula_of
from questions.maths.differentiation.steps import Step
from questions.maths.differentiation.tidying import ONE, ZERO
from questions.maths.evaluation import floats
from questions.maths.expression import Expression, Piecewise, substitute, symbols
from questions.maths.mistakes.rewriting import Fault, applicable, needed
from questions.maths.mistakes.settings import VARYING, Names, settings
from questions.maths.mistakes.table import (
    MOST_FAULTS,
    Floats,
    Table,
    combined,
    gathered,
    right,
    with_fault,
)

EXPONENTS: Final = frozenset({"n", "m"})

Places = Mapping[str, Floats]


class Candidates:
    """The table of a derivation at some places; `faults[code]` says what a code means."""

    def __init__(self, root: Step, places: Places, *, most: int = MOST_FAULTS) -> None:
        self.faults: list[Fault] = []
        self.root = root
        self.places = places
        self._most = most
        self.table = self._rows(root, places, root=True)

    def rows_by(self, mal_rules: int) -> NDArray[np.intp]:
        """The rows that so many mal-rules made together."""
        sizes = np.array([*(len(fault.ids) for fault in self.faults), 0])
        return np.nonzero(sizes[self.table.faults].sum(axis=1) == mal_rules)[0]

    def explained(self, row: int) -> tuple[Fault, ...]:
        """The faults of a row."""
        return tuple(self.faults[code] for code in self.table.faults[row] if code >= 0)

    def _rows(self, step: Step, places: Places, *, root: bool = False) -> Table:
        if step.rule == "constant" or not step.children:
            children: tuple[Table, ...] = ()
        elif step.rule == "chain":
            children = self._chain_children(step, places)
        else:
            children = tuple(self._rows(child, places) for child in step.children)
        tables = [_right_rows(step, places, children, self._most)]
        for focus, names in enumerate(settings(step, root=root)):
            tables.extend(self._broken(step, places, children, names, focus))
        return gathered(tables)

    def _chain_children(self, step: Step, places: Places) -> tuple[Table, ...]:
        outer, inner = step.children
        inside = {**places, outer.variable: _values(step.parts[0][1], places)}
        return self._rows(outer, inside, root=True), self._rows(inner, places)

    def _broken(
        self,
        step: Step,
        places: Places,
        children: tuple[Table, ...],
        names: Names,
        focus: int,
    ) -> list[Table]:
        """One table for every rewrite that applies in this setting."""
        known: dict[str, Floats] = {}
        varying = ("dt", "rest") if step.rule == "sum" else VARYING.get(step.rule, ())
        rows = _term_rows(children, focus, self._most - 1) if step.rule == "sum" else children
        found: list[Table] = []
        for mal_rule, rewrite in applicable(step):
            wanted = needed(rewrite) - set(varying)
            if not wanted <= names.keys() or not set(rewrite.needs) <= names.keys():
                continue
            room = self._most - 1 - len(rewrite.along)
            if room < 0:
                continue
            for name in wanted - known.keys():
                known[name] = _values(names[name], places)
            code = len(self.faults)
            self.faults.append(Fault(mal_rule, rewrite, step, names, focus))
            tree = _with_exponents(formula(rewrite.formula), names)
            wrong = partial(_evaluated, tree, known, varying)
            table = _combined(rows, room, wrong, places)
            found.append(with_fault(table, code, mal_rule.weight / (1 + len(rewrite.along))))
        return found


def _term_rows(children: Sequence[Table], focus: int, most: int) -> tuple[Table, ...]:
    others = [child for index, child in enumerate(children) if index != focus]
    return children[focus], _summed(others, most)


def _summed(children: Sequence[Table], most: int) -> Table:
    whole = children[0]
    for child in children[1:]:
        whole = combined((whole, child), most, lambda rows: rows[0] + rows[1])
    return whole


def _right_rows(step: Step, places: Places, children: Sequence[Table], most: int) -> Table:
    if not children:
        return right(_values(step.result, places))
    if step.rule == "sum":
        return _summed(children, most)
    if step.rule == "chain":
        return combined(children, most, lambda rows: rows[0] * rows[1])
    if isinstance(step.expression, Piecewise):
        return _case_by_case(step.expression, places, children, most)
    known = {name: _values(part, places) for name, part in step.parts}
    tree = _with_exponents(formula(formula_of(step)), dict(step.parts))
    return combined(children, most, partial(_evaluated, tree, known, VARYING[step.rule]))


def _case_by_case(tree: Piecewise, places: Places, children: Sequence[Table], most: int) -> Table:
    """At every place the row of the case that applies there."""
    length = len(next(iter(places.values())))
    whole = right(np.full(length, np.nan)) if tree.otherwise is None else children[-1]
    for branch, child in reversed(list(zip(tree.branches, children, strict=False))):
        applies = replace(branch, value=ONE)
        here = _values(Piecewise((applies,), ZERO), places) > 0
        whole = combined((child, whole), most, partial(_where, here))
    return whole


def _where(here: NDArray[np.bool_], rows: Sequence[Floats]) -> Floats:
    return np.where(here, rows[0], rows[1])


def _combined(
    children: Sequence[Table], most: int, wrong: "partial[Floats]", places: Places
) -> Table:
    if children:
        return combined(children, most, wrong)
    length = len(next(iter(places.values())))
    return right(np.broadcast_to(wrong(()), (length,)))


def _with_exponents(tree: Expression, names: Names) -> Expression:
    """Numbers in exponents enter as trees: powers of negative numbers need their exact value."""
    exact = {name for name in EXPONENTS & names.keys() if not symbols(names[name])}
    return substitute(tree, {name: names[name] for name in exact})


def _evaluated(
    tree: Expression,
    known: Mapping[str, Floats],
    varying: Sequence[str],
    rows: Sequence[Floats],
) -> Floats:
    return floats(tree, {**known, **dict(zip(varying, rows, strict=False))})


def _values(tree: Expression, places: Places) -> Floats:
    length = len(next(iter(places.values())))
    return np.broadcast_to(floats(tree, places), (length,))
