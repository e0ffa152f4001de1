"""Two mistakes of which one at least is a wrong way to use derivatives: a tangent with a wrong
slope that does not go through its point, a step of descent uphill and without its rate.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from math import log2

import numpy as np

from questions.maths.comparison import compare
from questions.maths.expression import Expression, shape, symbols
from questions.maths.mistakes.asked import is_right, values_at
from questions.maths.mistakes.catalogue import CATALOGUE
from questions.maths.mistakes.composed_pairs import MOST_CONFIRMED, explained, named
from questions.maths.mistakes.descents import arriving
from questions.maths.mistakes.evidence import (
    FREE,
    Evidence,
    information,
    of_denominators,
    of_pair,
    of_way,
    rarity,
)
from questions.maths.mistakes.explanation import TOGETHER, TWO_FAULTS, Explanation
from questions.maths.mistakes.made import (
    Faults,
    Made,
    candidates_in,
    leading_through,
    stand_ins,
)
from questions.maths.mistakes.table import Floats
from questions.maths.mistakes.used import WayAtPlaces, two_ways_at_places
from questions.maths.mistakes.ways import Misread, Way, misread, ways


@dataclass(frozen=True, slots=True)
class _Found:
    """What explains the answer as far as floats can tell: the bits that choose it, and how to
    rebuild it; None where the answer is another one after all.
    """

    bits: float
    confirmed: Callable[[], Explanation | None]


def by_two(made: Made, answer: Expression) -> Iterator[Explanation]:
    """The likeliest pairs of a mistake and a way, or of two ways, rebuilt and confirmed."""
    found = [
        *_by_fault_and_way(made, answer),
        *_by_fault_and_misreading(made, answer),
        *_by_two_ways(made, answer),
    ]
    found.sort(key=lambda one: one.bits)
    for one in islice(found, MOST_CONFIRMED):
        explanation = one.confirmed()
        if explanation is not None:
            yield explanation


def _by_fault_and_way(made: Made, answer: Expression) -> Iterator[_Found]:
    """One fault and one way that puts in the point of the task."""
    if made.inner_places() is None or not made.is_algebraic:
        return
    fitting = list(_fitting(made, answer))
    for at, way in fitting:

        def build(results: Sequence[Expression], at: int = at) -> tuple[Way, Made]:
            return list(ways(made.task, tuple(results)))[at], made

        for faults, bits in _leading_through(made, way.tree, answer):
            yield _with_fault(build, made, answer, faults, bits + log2(len(fitting)))


def _fitting(made: Made, answer: Expression) -> Iterator[tuple[int, Way]]:
    """Ways to an answer of this shape that put in the point of the task, with their numbers."""
    for at, way in enumerate(ways(made.task, stand_ins(made))):
        is_there = made.point(way.point) == made.point(None)
        if is_there and shape(way.tree) == shape(answer):
            yield at, way


def _by_fault_and_misreading(made: Made, answer: Expression) -> Iterator[_Found]:
    """One fault in a task that is misread: elsewhere, or in several steps; what a way says of the
    task at its own point is left to `_by_fault_and_way`.
    """
    again = not made.is_algebraic and made.task.steps == 1
    if again or shape(answer) != shape(made.solution.key):
        return
    every = list(enumerate(misread(made.task, stand_ins(made))))
    fitting = [
        (at, one)
        for at, one in every
        if max(one.task.steps, made.task.steps) > 1 or one.task.at != made.task.at
    ]
    for at, one in fitting:
        own = replace(made, task=one.task)

        def build(results: Sequence[Expression], at: int = at) -> tuple[Way, Made]:
            found = list(misread(made.task, tuple(results)))[at]
            return Way(found.mal_rule, found.answer), replace(made, task=found.task)

        for faults, bits in _leading_in(own, one, answer):
            yield _with_fault(build, own, answer, faults, bits + log2(len(fitting)))


def _leading_in(made: Made, one: Misread, answer: Expression) -> Iterator[tuple[Faults, float]]:
    if one.task.steps == 1:
        yield from _leading_through(made, one.answer, answer)
    elif one.results == stand_ins(made):
        every = [
            ({index: each.explained(row)}, rarity(each.weights[1:], row - 1))
            for index, each in enumerate(candidates_in(made))
            for row in range(1, len(each.values))
        ]
        for at in arriving(made, [faults for faults, _ in every], answer):
            faults, bits = every[at]
            yield faults, bits + log2(len(made.results))


def _leading_through(
    made: Made, tree: Expression, answer: Expression
) -> Iterator[tuple[Faults, float]]:
    """One fault, where `tree` is made of the derivatives, with the bits that choose it."""
    inner = made.inner_places()
    if inner is None:
        return
    every = candidates_in(made)
    right: list[Floats] = [values_at(one, inner) for one in made.results]
    used = symbols(tree)
    for index, one in enumerate(every):
        if stand_ins(made)[index].name not in used or len(one.values) == 1:
            continue
        wrong = [*right[:index], one.values[1:], *right[index + 1 :]]
        for row in leading_through(made, tree, wrong, answer):
            bits = log2(len(every)) + rarity(one.weights[1:], row)
            yield {index: one.explained(row + 1)}, bits


def _with_fault(
    build: Callable[[Sequence[Expression]], tuple[Way, Made]],
    made: Made,
    answer: Expression,
    faults: Faults,
    bits: float,
) -> _Found:
    def confirmed() -> Explanation | None:
        results = made.results_with(faults)
        way, own = build(results)
        tree = own.finished(way.tree, way.point)
        if not is_right(compare(tree, answer, variables=made.names)):
            return None
        alone = explained(made, faults, tree)
        rules = tuple(dict.fromkeys((*alone.mal_rules, *way.mal_rules)))
        both = replace(alone, mal_rules=rules, step=f"{alone.step}; {TOGETHER}")
        # Where the way goes wrong the right derivatives speak for it as well as the wrong ones.
        most = _said(made, answer, tree)
        return named(both, made, answer, dict(enumerate(results)), bits + of_way(answer), most)

    return _Found(bits, confirmed)


def _by_two_ways(made: Made, answer: Expression) -> Iterator[_Found]:
    every = [one for one in two_ways_at_places(made) if shape(one.way.tree) == shape(answer)]
    weights = np.array([_weight(one) for one in every])
    for at, one in enumerate(every):
        if one.fits(answer):
            yield _of_two_ways(one, answer, rarity(weights, at))


def _weight(one: WayAtPlaces) -> float:
    return float(np.prod([CATALOGUE[name].weight for name in one.way.mal_rules]))


def _of_two_ways(one: WayAtPlaces, answer: Expression, bits: float) -> _Found:
    def confirmed() -> Explanation | None:
        tree = one.finished()
        if not is_right(compare(tree, answer, variables=one.made.names)):
            return None
        said = _said(one.made, answer, tree)
        evidence = Evidence(said, bits + of_pair(answer, FREE) + of_way(answer))
        rules = one.way.mal_rules
        return Explanation(rules, TOGETHER, TWO_FAULTS, tree, evidence=evidence)

    return _Found(bits, confirmed)


def _said(made: Made, answer: Expression, tree: Expression) -> float:
    """What the answer says, as it is written or as it was rebuilt, to somebody who knows the
    functions and what the denominators are.
    """
    functions = [one.expression for one in made.solution.derivations] or [made.task.function]
    return min(
        information(each, function) - of_denominators(each, made.solution.key)
        for each in (answer, tree)
        for function in functions
    )
