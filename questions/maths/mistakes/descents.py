"""Gradient descent of several steps with mistakes in its derivatives, kept up from step to step.

The points differ from mistake to mistake after the first step, so that each has places of its own.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from heapq import nsmallest
from itertools import combinations, product
from math import log2
from typing import Final

import numpy as np

from questions.maths.differentiation import Derivation
from questions.maths.differentiation.tidying import ONE
from questions.maths.evaluation import floats
from questions.maths.expression import Expression
from questions.maths.mistakes.asked import sites_of
from questions.maths.mistakes.candidates import Candidates, Places
from questions.maths.mistakes.evidence import rarity
from questions.maths.mistakes.made import MOST_TOGETHER, Answers, Faults, Made, candidates_in
from questions.maths.mistakes.numbers import staged, values_of_each
from questions.maths.mistakes.rewriting import Fault
from questions.maths.mistakes.table import Floats

MOST_PAIRS: Final = 320
"""So many pairs, the commonest, are followed from step to step."""


def by_pairs(made: Made, answer: Expression) -> Iterator[tuple[Faults, float]]:
    """Two mistakes that lead to the answer, with the bits that choose them."""
    pairs, answers = _commonest_pairs(made)
    for row in () if answers is None else answers.like(answer):
        yield pairs[row]


@lru_cache(maxsize=16)
def _commonest_pairs(made: Made) -> tuple[Sequence[tuple[Faults, float]], Answers | None]:
    """With where they lead, which the next answer to the task needs too."""
    pairs = nsmallest(MOST_PAIRS, _pairs(made), key=lambda one: one[1])
    return pairs, arrived(made, [faults for faults, _ in pairs])


def _pairs(made: Made) -> Iterator[tuple[Faults, float]]:
    """At two steps of one derivation, or at one step of each of two."""
    every = candidates_in(made)
    more = log2(max(len(every), 1))
    for index, one in enumerate(every):
        for pair in one.pairs.every():
            yield {index: pair.faults}, one.pairs.bits(pair) + more
    alone = [_commonest(one) for one in every]
    for (left, firsts), (right, seconds) in combinations(enumerate(alone), 2):
        for (first, of_one), (second, of_other) in product(firsts, seconds):
            yield {left: first, right: second}, of_one + of_other + more


def _commonest(one: Candidates) -> list[tuple[tuple[Fault, ...], float]]:
    weights = one.weights[1:]
    most = range(min(len(weights), MOST_TOGETHER))
    return [(one.explained(at + 1), rarity(weights, at)) for at in most]


def arrived(made: Made, mistakes: Sequence[Faults]) -> Answers | None:
    """Where each of the mistakes leads; None where there is nowhere to begin."""
    begin = made.inner_places()
    if begin is None or not mistakes:
        return None
    width = begin.length
    here = _beside_one_another(begin, len(mistakes))
    for _ in range(made.task.steps):
        here = _stepped(made, mistakes, here)
    found = [here[name].reshape(len(mistakes), width) for name in made.task.with_respect_to]
    return Answers(np.concatenate(found, axis=1), begin)


def _stepped(made: Made, mistakes: Sequence[Faults], here: Places) -> Places:
    """The points after one step: those of a mistake stand beside one another."""
    rate = floats(made.task.rate or ONE, here)
    moved = {}
    for index, name in enumerate(made.task.with_respect_to):
        own = tuple(one.get(index, ()) for one in mistakes)
        moved[name] = here[name] - rate * _slopes(made.solution.derivations[index], here, own)
    return Places({**here, **moved})


@lru_cache(maxsize=8)
def _beside_one_another(places: Places, count: int) -> Places:
    return Places({name: np.tile(values, count) for name, values in places.items()})


@lru_cache(maxsize=8)
def _slopes(
    derivation: Derivation, here: Places, mistakes: tuple[tuple[Fault, ...], ...]
) -> Floats:
    """What each mistake makes of the derivative; the first step is the same at any rate."""
    return values_of_each(staged(sites_of(derivation), here), mistakes)
