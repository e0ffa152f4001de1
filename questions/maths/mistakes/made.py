"""Tasks whose answer is made of derivatives, and where to look at it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

import numpy as np

from questions.maths.differentiation import Solution
from questions.maths.differentiation.answers import GENERAL, POINTED
from questions.maths.differentiation.steps import Step
from questions.maths.differentiation.tidying import ONE, tidy
from questions.maths.differentiation.values import value_at
from questions.maths.evaluation.arrays import Evaluation, floats
from questions.maths.expression import Expression, Symbol, components, symbols
from questions.maths.mistakes.asked import places_at, sites_of, tolerance_of, values_at
from questions.maths.mistakes.candidates import Candidates, Places
from questions.maths.mistakes.rewriting import Fault, rebuilt
from questions.maths.mistakes.table import NO_ROWS, Floats, Rows, agreeing, near_at
from questions.maths.mistakes.ways.way import rightly
from questions.maths.task import Pairs, Task

Faults = Mapping[int, tuple[Fault, ...]]
"""What broke, by the number of the derivation."""


MOST_TOGETHER: Final = 120
"""So many mistakes of each of two derivations, the commonest, are looked at together."""


LINES: Final = frozenset({"tangent", "linear_approximation"})

CLEARLY: Final = 0.1
"""Relative gap between values that no rounding of decimals accounts for."""


@dataclass(frozen=True, slots=True)
class Made:
    """A task whose answer is made of its derivatives, and where to look at it."""

    task: Task
    solution: Solution = field(compare=False)
    names: tuple[str, ...]

    @property
    def results(self) -> tuple[Expression, ...]:
        return tuple(one.result for one in self.solution.derivations)

    def places_of(self, point: Pairs) -> Places | None:
        """Where trees are looked at: generic places, or the point for the names that it gives."""
        trees = () if point else components(self.solution.key)
        return places_at(point, (ONE, *trees), self.names)

    def finished(self, tree: Expression, point: Pairs | None) -> Expression:
        """A tree with the point put in, and written as a textbook would."""
        return tidy(value_at(tree, self.point(point)))

    def point(self, point: Pairs | None) -> Pairs:
        """What is put in in the end: `point`, or that of the task where it is None."""
        if point is not None:
            return point
        return () if self.task.ask in POINTED else self.task.at

    def is_open(self, answer: Expression) -> bool:
        """Whether an answer varies though the task's point was to be put in: who did that came to
        another answer, whatever else went wrong. A line varies rightly.
        """
        if not symbols(answer) or self.task.ask in LINES:
            return False
        return self.varies_with(answer, self.task.at)

    def varies_with(self, answer: Expression, point: Pairs) -> bool:
        """Whether an answer is seen to have other values where a name that the point gives has."""
        others = (one for one in (self.task.rate, self.task.step) if one is not None)
        left = (symbols(one) for one in (*(value for _, value in point), *others))
        gone = frozenset(name for name, _ in point).difference(*left) & symbols(answer)
        places = self.places_of(()) if gone else None
        return places is not None and any(
            _varies_with(part, gone, places) for part in components(answer)
        )

    def with_results(self, results: Sequence[Expression]) -> Expression:
        """The answer that is made of other derivatives."""
        return self.finished(GENERAL[self.task.ask](self.task, tuple(results)), None)

    @property
    def roots(self) -> tuple[Step, ...]:
        """The last steps of the derivations."""
        return tuple(sites_of(one).step for one in self.solution.derivations)

    def results_with(self, faults: Faults) -> list[Expression]:
        """The derivatives, some of them wrong."""
        results = list(self.results)
        for index, own in faults.items():
            results[index] = rebuilt(self.roots[index], own)
        return results

    def with_faults(self, faults: Faults) -> Expression:
        """The answer that is made of wrong derivatives."""
        return self.with_results(self.results_with(faults))

    @property
    def is_algebraic(self) -> bool:
        """Whether the answer is an expression in the derivatives: nothing differentiates them
        again.
        """
        again = self.task.ask in {"implicit", "parametric"} and self.task.order > 1
        return not again and self.task.steps == 1

    def inner_places(self) -> Places | None:
        """Where the derivatives are taken: at the point, or along the path."""
        found = self.places_of(self.task.at)
        if found is None:
            return None
        along = {name: values_at(way, found) for name, way in self.task.path}
        return Places({**found, **along}) if along else found


@lru_cache(maxsize=64)
def _varies_with(tree: Expression, names: frozenset[str], places: Places) -> bool:
    """Whether a scalar has clearly other values where these names have those of the next place."""
    moved = {name: np.roll(one, 1) if name in names else one for name, one in places.items()}
    here, there = values_at(tree, places), floats(tree, moved)
    with np.errstate(all="ignore"):
        return bool((np.abs(here - there) > CLEARLY * np.maximum(abs(here), abs(there))).any())


@lru_cache(maxsize=32)
def candidates_in(made: Made) -> tuple[Candidates, ...]:
    """Those of each derivative; none where there is nowhere to look."""
    inner = made.inner_places()
    if inner is None:
        return ()
    return tuple(Candidates(sites_of(one), inner) for one in made.solution.derivations)


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """Possible answers as numbers: a row each, with its entries side by side, all at the places."""

    rows: Floats
    places: Places

    def like(self, answer: Expression) -> list[int]:
        """The rows that are the answer, as far as floats can tell."""
        wanted = entries_at(answer, self.places)
        return [int(row) for row in agreeing(self.rows, wanted, tolerance_of(answer))]


def entries_at(answer: Expression, places: Places) -> Floats:
    """The values of all its entries, side by side."""
    return np.concatenate([values_at(given, places) for given in components(answer)])


def candidates_of_each(made: Made, several: Sequence[Made]) -> list[tuple[Candidates, ...]]:
    """`candidates_in` each of several tasks with the derivations of the first, all at once."""
    here, inner = made.inner_places(), [one.inner_places() for one in several]
    known: dict[Places | None, tuple[Candidates, ...]] = {None: ()}
    if here in inner:
        known[here] = candidates_in(made)
    others = [one for one in dict.fromkeys(inner) if one is not None and one not in known]
    tables = [Candidates.at_each(sites_of(one), others) for one in made.solution.derivations]
    known |= {one: tuple(table[at] for table in tables) for at, one in enumerate(others)}
    return [known[one] for one in inner]


def leading_to(made: Made, wrong: Sequence[Floats], answer: Expression) -> list[int]:
    """Which rows of the derivatives' values lead to the answer, as far as floats can tell."""
    likely = _likely(made, wrong, answer)
    if not len(likely):
        return []
    found = answers_of(made, [one if one.ndim == 1 else one[likely] for one in wrong])
    return [] if found is None else likely[found.like(answer)].tolist()


def _likely(made: Made, wrong: Sequence[Floats], answer: Expression) -> Rows:
    """The rows that lead to the answer in one entry at one place, and perhaps a few more: almost
    always none, which costs much less to see than what they lead to elsewhere.
    """
    outer = made.places_of(made.point(None))
    if outer is None:
        return NO_ROWS
    wanted = entries_at(answer, outer)
    first = int(np.isfinite(wanted).argmax())
    entry, place = divmod(first, outer.length)
    here = {name: values[[place]] for name, values in outer.items()}
    for one, values in zip(stand_ins(made), wrong, strict=True):
        here[one.name] = values[..., [place]]
    found = floats(components(_of_stand_ins(made))[entry], here)
    return near_at(0, found.reshape(-1, 1), wanted[[first]], tolerance_of(answer))


def answers_of(made: Made, wrong: Sequence[Floats]) -> Answers | None:
    """What rows of the derivatives' values lead to if they are used rightly; None where there is
    nowhere to look.
    """
    outer = made.places_of(made.point(None))
    if outer is None:
        return None
    known = {one.name: values for one, values in zip(stand_ins(made), wrong, strict=True)}
    numbers = Evaluation({**outer, **known})
    rows = np.broadcast_shapes(*(one.shape for one in wrong))
    found = [
        np.broadcast_to(numbers.floats(part), rows) for part in components(_of_stand_ins(made))
    ]
    return Answers(np.concatenate(found, axis=1), outer)


@lru_cache(maxsize=32)
def _of_stand_ins(made: Made) -> Expression:
    return rightly(made.task, stand_ins(made))


def stand_ins(made: Made) -> tuple[Symbol, ...]:
    """Symbols for the derivatives in what is made of them."""
    return _symbols(len(made.solution.derivations))


@lru_cache(maxsize=8)
def _symbols(count: int) -> tuple[Symbol, ...]:
    return tuple(Symbol(f"derivative {at}") for at in range(count))
