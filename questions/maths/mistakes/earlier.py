"""Mistakes in a derivation before the last, with everything after it done right."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from questions.maths.differentiation import Derivation, differentiate
from questions.maths.errors import MathsError
from questions.maths.expression import Expression
from questions.maths.mistakes.asked import (
    SLOPE_STEP,
    SLOPE_TOLERANCE,
    Asked,
    agreeing,
    places_at,
    resembles_slope,
    sites_of,
    values_at,
)
from questions.maths.mistakes.candidates import Candidates, Places
from questions.maths.mistakes.explanation import Broken
from questions.maths.mistakes.rewriting import Fault, rebuilt
from questions.maths.mistakes.sites import site, sites
from questions.maths.mistakes.table import Floats
from questions.maths.task import Pairs

MOST_TRIED = 24
MOST_REPEATED = 10


@dataclass(frozen=True, slots=True)
class Beginning:
    """One mal-rule at one step of an earlier derivation, as numbers: `values` has a row for each of
    `rows`, `slopes` how it changes with the variable of the next derivation.
    """

    candidates: Candidates
    places: Places
    rows: tuple[int, ...]
    values: Floats
    slopes: Floats

    def leading_to(self, answer: Expression) -> list[int]:
        """The rows whose slopes are near the answer, as far as differences can tell."""
        wanted = values_at(answer, self.places)
        known = np.isfinite(self.slopes) & np.isfinite(wanted)
        gap = np.abs(self.slopes - wanted)
        allowed = SLOPE_TOLERANCE * (1 + np.maximum(np.abs(self.slopes), np.abs(wanted)))
        near = (gap <= allowed) | ~known
        fitting = np.nonzero(near.all(axis=1) & known.any(axis=1))[0]
        return [self.rows[at] for at in fitting]


@lru_cache(maxsize=64)
def _beginning(
    derivation: Derivation, names: tuple[str, ...], at: Pairs, by: str
) -> Beginning | None:
    """One table of the usual places, and of places a little to the right and left."""
    places = places_at(at, (derivation.expression, derivation.result), names)
    if places is None:
        return None
    step = SLOPE_STEP * np.maximum(np.abs(places[by]), 0.1)
    moved = {
        name: np.concatenate([one, one + step, one - step] if name == by else [one] * 3)
        for name, one in places.items()
    }
    candidates = Candidates(sites_of(derivation), moved, most=1)
    rows = candidates.rows_by(1)
    values, right, left = np.split(candidates.table.values[rows], 3, axis=1)
    slopes = (right - left) / (2 * step)
    return Beginning(candidates, places, tuple(map(int, rows)), values, slopes)


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


def repeated_mistakes(asked: Asked, answer: Expression) -> Iterator[tuple[Broken, Expression]]:
    """One mal-rule wherever it fits in every derivation, confirmed to lead to the answer."""
    for broken, tree, places in _repeated(asked) if len(asked.derivations) > 1 else ():
        if _has_values_of(tree, answer, places) and asked.same(tree, answer):
            yield broken, tree


@lru_cache(maxsize=32)
def _repeated(asked: Asked) -> tuple[tuple[Broken, Expression, Places], ...]:
    """What the likeliest mal-rules make of the task, which the next answer needs too."""
    opening, following = asked.derivations[:2]
    begun = _beginning(opening, asked.names, asked.at, following.variable)
    if begun is None:
        return ()
    first = begun.candidates
    faults: dict[str, tuple[Fault, ...]] = {}
    for row in sorted(begun.rows, key=lambda row: -first.table.weights[row]):
        own = first.explained(row)
        faults.setdefault(own[0].mal_rule.id, own)
    everywhere = {habit: own for habits in first.habits for habit, own in habits.items()}
    found = []
    for name in list(faults)[:MOST_REPEATED]:
        broken = everywhere.get((name, 0), faults[name])
        tree = _again(rebuilt(first.root, broken), name, asked.derivations[1:])
        if tree is not None:
            found.append(((first.root, broken), tree, begun.places))
    return tuple(found)


def _again(tree: Expression, mal_rule: str, derivations: Sequence[Derivation]) -> Expression | None:
    """The mal-rule in every later derivation too; None where they cannot be made."""
    try:
        for one in derivations:
            root = differentiate(tree, one.variable).steps
            faults = [
                fault
                for place in sites(site(root))
                for (name, way), fault in place.habitual()
                if name == mal_rule and way == 0
            ]
            tree = rebuilt(root, faults) if faults else root.result
    except MathsError:
        return None
    return tree


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
