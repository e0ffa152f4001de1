"""Mistakes in a derivation before the last, with everything after it done right."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from questions.maths.differentiation import Derivation, differentiate
from questions.maths.differentiation.rules import derive
from questions.maths.differentiation.steps import Step
from questions.maths.errors import MathsError
from questions.maths.expression import Expression
from questions.maths.mistakes.adding import adding_up
from questions.maths.mistakes.asked import (
    SLOPE_STEP,
    SLOPE_TOLERANCE,
    Asked,
    near_slope,
    places_at,
    resembles_slope,
    sites_of,
    values_at,
)
from questions.maths.mistakes.candidates import Candidates, Places
from questions.maths.mistakes.explanation import Broken
from questions.maths.mistakes.numbers import Numbers, broken_values, following, staged_in
from questions.maths.mistakes.pairs import Pair
from questions.maths.mistakes.rewriting import Fault, rebuilt
from questions.maths.mistakes.sites import site, sites
from questions.maths.mistakes.table import NO_ROWS, Floats, Rows, agreeing
from questions.maths.task import Pairs

MOST_TRIED = 24
MOST_REPEATED = 10

NOISE = 16 * np.finfo(float).eps
"""What differences of values may lose of them, before they are divided."""

WIDER = 1.25
"""So much wider is a first look at the slopes of two mistakes, added, in one place."""


@dataclass(frozen=True, eq=False)
class Beginning:
    """One mal-rule at one step of an earlier derivation: `slopes` has a row for each of `rows`, how
    what it makes changes with the variable of the next derivation, which is moved by `width`.
    """

    candidates: Candidates
    places: Places
    rows: tuple[int, ...]
    slopes: Floats
    width: Floats

    def leading_to(self, answer: Expression) -> list[int]:
        """The rows whose slopes are near the answer, as far as differences can tell."""
        return [self.rows[at] for at in near_slope(self.slopes, values_at(answer, self.places))]

    def pairs_leading_to(self, answer: Expression) -> list[Pair]:
        """The same of two mal-rules in this derivation, the commonest first."""
        wanted = values_at(answer, self.places)
        return self.candidates.pairs.among(
            self._likely_pairs(wanted),
            near_slope(self._slopes_of_nested, wanted),
            lambda values: near_slope(self._slopes_of(values), wanted),
        )

    @cached_property
    def _slopes_of_nested(self) -> Floats:
        return self._slopes_of(self.candidates.pairs.nested)

    @cached_property
    def _slopes_alone(self) -> tuple[Floats, Floats]:
        """Of the right result, and what each fault changes of them."""
        pairs = self.candidates.pairs
        return self._slopes_of(pairs.right), self._slopes_of(pairs.changes)

    @cached_property
    def _lost(self) -> tuple[Floats, Floats]:
        """What these slopes may lose as differences of floats."""
        pairs = self.candidates.pairs
        with np.errstate(all="ignore"):
            of_right, of_changes = (
                NOISE * np.abs(one[..., -self.places.length :]) / self.width
                for one in (pairs.right, pairs.changes)
            )
        return of_right, of_changes

    def _likely_pairs(self, wanted: Floats) -> tuple[Rows, Rows]:
        """The faults of which the slopes, looked at in one place, may add up to what is wanted."""
        right, changes = self._slopes_alone
        known = np.isfinite(wanted) & np.isfinite(right)
        if not known.any():
            return NO_ROWS, NO_ROWS
        of_right, noise = self._lost
        is_unsure = ~np.isfinite(changes) | ~(noise < SLOPE_TOLERANCE / 10)
        at = int(np.where(known, is_unsure.sum(axis=0), len(changes) + 1).argmin())
        allowed = WIDER * SLOPE_TOLERANCE * (1 + abs(wanted[at])) + of_right[at]
        everywhere = np.full(len(changes), allowed)
        unsure = np.nonzero(is_unsure[:, at])[0]
        return adding_up(changes[:, at], float(wanted[at] - right[at]), everywhere, unsure)

    def _slopes_of(self, values: Floats) -> Floats:
        """How rows change with the variable."""
        _, right, left = np.split(values, 3, axis=-1)
        with np.errstate(all="ignore"):
            return np.asarray((right - left) / (2 * self.width))


@lru_cache(maxsize=64)
def _beginning(
    derivation: Derivation, names: tuple[str, ...], at: Pairs, by: str
) -> Beginning | None:
    """One table of the usual places, and of places a little to the right and left."""
    places = places_at(at, (derivation.expression, derivation.result), names)
    if places is None:
        return None
    step = SLOPE_STEP * np.maximum(np.abs(places[by]), 0.1)
    moved = Places(
        {
            name: np.concatenate([one, one + step, one - step] if name == by else [one] * 3)
            for name, one in places.items()
        }
    )
    candidates = Candidates(sites_of(derivation), moved)
    rows = range(1, len(candidates.values))
    _, right, left = np.split(candidates.values[1:], 3, axis=1)
    slopes = (right - left) / (2 * step)
    return Beginning(candidates, places, tuple(rows), slopes, step)


def earlier_mistakes(asked: Asked, answer: Expression) -> Iterator[tuple[Broken, Expression]]:
    """One mal-rule at one step of an earlier derivation, confirmed to lead to the answer."""
    for index, one in enumerate(asked.derivations[:-1]):
        later = [each.variable for each in asked.derivations[index + 1 :]]
        found = _beginning(one, asked.names, asked.at, later[0])
        if found is None:
            continue
        rows = found.leading_to(answer) if len(later) == 1 else found.rows
        for row in rows[:MOST_TRIED]:
            faults = found.candidates.explained(row)
            root = found.candidates.root
            redone = _continued(rebuilt(root, faults), later, answer, found.places)
            if redone is not None and asked.same(redone, answer):
                yield (root, faults), redone


def earlier_pairs(asked: Asked, answer: Expression) -> Iterator[tuple[Broken, Expression, float]]:
    """Two mal-rules in the derivation before the last, with the bits that choose them."""
    if len(asked.derivations) == 1:
        return
    one, last = asked.derivations[-2:]
    found = _beginning(one, asked.names, asked.at, last.variable)
    if found is None:
        return
    for pair in found.pairs_leading_to(answer)[:MOST_TRIED]:
        root = found.candidates.root
        redone = _continued(rebuilt(root, pair.faults), [last.variable], answer, found.places)
        if redone is not None and asked.same(redone, answer):
            yield (root, pair.faults), redone, found.candidates.pairs.bits(pair)


def repeated_mistakes(asked: Asked, answer: Expression) -> Iterator[tuple[Broken, Expression]]:
    """One mal-rule wherever it fits in every derivation, confirmed to lead to the answer."""
    for one in _repeated(asked) if len(asked.derivations) > 1 else ():
        if len(agreeing(one.values, values_at(answer, one.places))):
            try:
                redone = _again(one.before, one.mal_rule, asked.derivations[-1].variable)
            except MathsError:
                continue
            if asked.same(redone, answer):
                yield one.broken, redone


@dataclass(frozen=True, slots=True)
class Repeated:
    """One mal-rule in every derivation: `before` is what it made of all but the last one, `values`
    a row of what comes of that, at the places.
    """

    mal_rule: str
    broken: Broken
    before: Expression
    values: Floats
    places: Places


@lru_cache(maxsize=32)
def _repeated(asked: Asked) -> tuple[Repeated, ...]:
    """What the likeliest mal-rules make of the task, which the next answer needs too."""
    opening, *between, last = asked.derivations
    begun = _beginning(opening, asked.names, asked.at, asked.derivations[1].variable)
    if begun is None:
        return ()
    first = begun.candidates
    faults: dict[str, tuple[Fault, ...]] = {}
    for row in begun.rows:
        own = first.explained(row)
        faults.setdefault(own[0].mal_rule.id, own)
    everywhere = {habit: own for habits in first.habits for habit, own in habits.items()}
    # What the mal-rules make of the task has most of its parts in common.
    numbers, steps = Numbers.at(begun.places), dict[Expression, Step]()
    found = []
    for name in list(faults)[:MOST_REPEATED]:
        broken = everywhere.get((name, 0), faults[name])
        try:
            tree = rebuilt(first.root, broken)
            for one in between:
                tree = _again(tree, name, one.variable)
            # The last derivation is looked at as numbers: to make it tidy takes most of the time.
            root = derive(tree, last.variable, is_tidy=False, known=steps)
        except MathsError:
            continue
        stage = staged_in(numbers, site(root, only=name))
        values = broken_values(stage, following((name, 0)))
        found.append(Repeated(name, (first.root, broken), tree, values, begun.places))
    return tuple(found)


def _again(tree: Expression, mal_rule: str, variable: str) -> Expression:
    """The derivative of a tree with the mal-rule wherever it fits."""
    root = differentiate(tree, variable).steps
    faults = [
        fault
        for place in sites(site(root, only=mal_rule))
        for fault, habit in place.faults
        if habit == (mal_rule, 0)
    ]
    return rebuilt(root, faults) if faults else root.result


def _has_values_of(tree: Expression, answer: Expression, places: Places) -> bool:
    rows = values_at(tree, places).reshape(1, -1)
    return len(agreeing(rows, values_at(answer, places))) > 0


def _continued(
    tree: Expression, variables: Sequence[str], answer: Expression, places: Places
) -> Expression | None:
    """What the later derivations make of a wrong result, if floats say that it is the answer."""
    if len(variables) == 1 and not resembles_slope(answer, tree, variables[0], places):
        return None
    try:
        for variable in variables:
            tree = differentiate(tree, variable).result
    except MathsError:
        return None
    return tree if _has_values_of(tree, answer, places) else None
