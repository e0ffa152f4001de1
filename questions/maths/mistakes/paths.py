"""Explaining derivatives along a path: the function was differentiated rightly, the path not."""

from collections.abc import Iterator
from functools import lru_cache

from questions.maths.differentiation import Derivation, differentiate
from questions.maths.expression import Expression, shape, substitute
from questions.maths.mistakes.asked import (
    are_same,
    sites_of,
    tolerance_of,
    values_at,
)
from questions.maths.mistakes.candidates import Candidates, Places
from questions.maths.mistakes.explanation import ONE_FAULT, Explanation, explanation
from questions.maths.mistakes.made import Made
from questions.maths.mistakes.rewriting import rebuilt
from questions.maths.mistakes.table import agreeing
from questions.maths.mistakes.ways.way import plus, times

MOST_REBUILT = 8


def by_paths(made: Made, answer: Expression) -> Iterator[Explanation]:
    """One derivative of the path, as x'(t) in dz/dt, was wrong at one step, and used rightly."""
    if made.task.ask != "chain" or shape(answer):
        return
    places = made.places_of(made.point(None))
    if places is None:
        return
    path = dict(made.task.path)
    slopes = [substitute(one, path) for one in made.results]
    inner = _derived(made)
    wanted, near = values_at(answer, places), tolerance_of(answer)
    terms = [
        values_at(times(slope, one.result), places)
        for slope, one in zip(slopes, inner, strict=True)
    ]
    for index, candidates in enumerate(_candidates(made)):
        rest = sum(terms) - terms[index]
        rebuilds = values_at(slopes[index], places) * candidates.values[1:] + rest
        for at in agreeing(rebuilds, wanted, near)[:MOST_REBUILT]:
            faults = candidates.explained(int(at) + 1)
            results = [one.result for one in inner]
            results[index] = rebuilt(candidates.root, faults)
            pairs = zip(slopes, results, strict=True)
            tree = made.finished(plus(*(times(*pair) for pair in pairs)), None)
            if are_same(tree, answer, made.names):
                yield explanation([(candidates.root, faults)], tree, ONE_FAULT)


def _derived(made: Made) -> list[Derivation]:
    (by,) = made.task.with_respect_to
    return [differentiate(way, by) for _, way in made.task.path]


@lru_cache(maxsize=32)
def _candidates(made: Made) -> tuple[Candidates, ...]:
    """Those of each derivative of the path, which the next answer to the task needs too."""
    places = made.places_of(made.point(None)) or Places()
    return tuple(Candidates(sites_of(one), places) for one in _derived(made))
