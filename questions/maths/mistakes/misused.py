"""A mistake in a derivative that was then used in a wrong way: a tangent with a wrong slope that
does not go through its point, a step of descent uphill along a wrong gradient.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from math import log2

from questions.maths.comparison import compare
from questions.maths.expression import Expression, shape, symbols
from questions.maths.mistakes.asked import is_right, values_at
from questions.maths.mistakes.composed_pairs import MOST_CONFIRMED, explained, named
from questions.maths.mistakes.evidence import rarity
from questions.maths.mistakes.explanation import TOGETHER, Explanation
from questions.maths.mistakes.made import Faults, Made, candidates_in, leading_through, stand_ins
from questions.maths.mistakes.table import Floats
from questions.maths.mistakes.ways import Way, ways


@dataclass(frozen=True, slots=True)
class _Found:
    """What broke and the number of the way, with the bits that choose both."""

    faults: Faults
    way: int
    bits: float


def by_mistake_and_way(made: Made, answer: Expression) -> Iterator[Explanation]:
    """The likeliest pairs of a mistake and a way that lead to the answer, rebuilt and confirmed."""
    found = sorted(_leading_to(made, answer), key=lambda one: one.bits)
    for one in islice(found, MOST_CONFIRMED):
        results = made.results_with(one.faults)
        way = list(ways(made.task, tuple(results)))[one.way]
        tree = made.finished(way.tree, way.point)
        if is_right(compare(tree, answer, variables=made.names)):
            wrong = {index: results[index] for index in one.faults}
            alone = explained(made, one.faults, tree)
            rules = tuple(dict.fromkeys((*alone.mal_rules, *way.mal_rules)))
            both = replace(alone, mal_rules=rules, step=f"{alone.step}; {TOGETHER}")
            yield named(both, made, answer, wrong, one.bits)


def _leading_to(made: Made, answer: Expression) -> Iterator[_Found]:
    """One fault and one way, as far as floats can tell."""
    inner = made.inner_places()
    if inner is None or not made.is_algebraic:
        return
    every = candidates_in(made)
    right: list[Floats] = [values_at(one, inner) for one in made.results]
    fitting = list(_fitting(made, answer))
    for at, way in fitting:
        used = symbols(way.tree)
        for index, one in enumerate(every):
            if stand_ins(made)[index].name not in used or len(one.values) == 1:
                continue
            wrong = [*right[:index], one.values[1:], *right[index + 1 :]]
            for row in leading_through(made, way.tree, wrong, answer):
                bits = log2(len(fitting)) + log2(len(every)) + rarity(one.weights[1:], row)
                yield _Found({index: one.explained(row + 1)}, at, bits)


def _fitting(made: Made, answer: Expression) -> Iterator[tuple[int, Way]]:
    """Ways to an answer of this shape that put in the point of the task, with their numbers."""
    for at, way in enumerate(ways(made.task, stand_ins(made))):
        is_there = made.point(way.point) == made.point(None)
        if is_there and shape(way.tree) == shape(answer):
            yield at, way
