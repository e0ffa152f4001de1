"""Two mistakes in the derivatives that an answer is made of, each at one step.

They are at two steps of one derivation, or at one step of each of two; what came out was used
rightly. Pairs that give numbers have to be commoner to be believed: many of them give each.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import combinations, islice
from math import inf, log2
from typing import Final

import numpy as np

from questions.maths.differentiation.values import value_at
from questions.maths.expression import Expression, shape, symbols
from questions.maths.mistakes import descents, seconds
from questions.maths.mistakes.asked import are_same, values_at
from questions.maths.mistakes.candidates import Candidates, Places
from questions.maths.mistakes.evidence import (
    FREE,
    Evidence,
    information,
    of_denominators,
    of_pair,
    rarity,
)
from questions.maths.mistakes.explanation import TWO_FAULTS, Explanation, explanation
from questions.maths.mistakes.made import MOST_TOGETHER, Faults, Made, candidates_in, leading_to
from questions.maths.mistakes.table import Floats

MOST_CONFIRMED: Final = 8


def by_two_mistakes(made: Made, answer: Expression) -> Iterator[Explanation]:
    """The likeliest pairs that lead to the answer, rebuilt and confirmed."""
    inner = made.inner_places()
    is_right_shape = shape(answer) == shape(made.solution.key)
    if inner is None or not is_right_shape:
        return
    found = list(_leading_to(made, inner, answer))
    found.sort(key=lambda one: one[1])
    for faults, bits in islice(found, MOST_CONFIRMED):
        results = made.results_with(faults)
        tree = made.with_results(results)
        if are_same(tree, answer, made.names):
            wrong = {index: results[index] for index in faults}
            yield named(explained(made, faults, tree), made, answer, wrong, bits)


def explained(made: Made, faults: Faults, tree: Expression) -> Explanation:
    """The explanation by what broke in derivations, of which `tree` was made."""
    roots = made.roots
    broken = [(roots[index], own) for index, own in faults.items()]
    return explanation(broken, tree, TWO_FAULTS)


def named(
    one: Explanation,
    made: Made,
    answer: Expression,
    wrong: Mapping[int, Expression],
    bits: float,
    most: float = inf,
) -> Explanation:
    """The explanation as one of two mistakes, with what speaks for it: `wrong` are the derivatives
    that came out wrong, `bits` chose the two, and the answer says `most` bits. One mal-rule that is
    named once was made twice.
    """
    said = min(most, _said(made, answer, one.redone, wrong))
    evidence = Evidence(said, bits + of_pair(answer, FREE))
    return replace(one, evidence=evidence, is_twice=len(one.mal_rules) == 1)


def _leading_to(made: Made, inner: Places, answer: Expression) -> Iterator[tuple[Faults, float]]:
    if made.is_algebraic:
        yield from _in_one(made, inner, answer)
        yield from _in_two(made, inner, answer)
    elif made.task.steps > 1:
        yield from descents.by_pairs(made, answer)
    else:
        yield from seconds.by_pairs(made, answer)


def _said(
    made: Made, answer: Expression, redone: Expression, wrong: Mapping[int, Expression]
) -> float:
    """What the answer says to somebody who knows the functions that were differentiated.

    A number, or the second derivative of a curve, says no more than the wrong derivatives, or their
    values: whatever was made of them, and of all else, was made rightly. An answer to another
    problem is not: the bits by which a pair behind a number has to be commoner are for the number
    itself, and not for the values. Several steps of descent take them at several points.
    """
    said = of_task(made, answer, redone)
    if made.task.steps > 1 or (symbols(answer) and made.is_algebraic):
        return said
    derivations = made.solution.derivations
    point = made.task.at
    values = (
        information(value_at(tree, point), derivations[index].expression)
        for index, tree in wrong.items()
    )
    return min(said, sum(values) + of_pair(answer))


def of_task(made: Made, answer: Expression, redone: Expression) -> float:
    """What the answer says, as it is written or as it was rebuilt, to somebody who knows the
    functions and what the denominators are.
    """
    functions = [one.expression for one in made.solution.derivations] or [made.task.function]
    return min(
        information(tree, function) - of_denominators(tree, made.solution.key)
        for tree in (answer, redone)
        for function in functions
    )


def _in_one(made: Made, inner: Places, answer: Expression) -> Iterator[tuple[Faults, float]]:
    """At two steps of one derivation, with the bits that choose them."""
    every = candidates_in(made)
    for index, one in enumerate(every):
        if len(one.pairs.values):
            wrong: list[Floats] = [values_at(each, inner) for each in made.results]
            wrong[index] = one.pairs.values
            more = log2(len(every))
            for pair in one.pairs.of(leading_to(made, wrong, answer)):
                yield {index: pair.faults}, one.pairs.bits(pair) + more


def _in_two(made: Made, inner: Places, answer: Expression) -> Iterator[tuple[Faults, float]]:
    """At one step of each of two derivations."""
    every = candidates_in(made)
    more = log2(max(len(every), 1))
    for (left, one), (right, other) in combinations(enumerate(every), 2):
        first, second = _likely(one), _likely(other)
        if not len(first) or not len(second):
            continue
        wrong: list[Floats] = [values_at(each, inner) for each in made.results]
        wrong[left] = np.repeat(first, len(second), axis=0)
        wrong[right] = np.tile(second, (len(first), 1))
        for row in leading_to(made, wrong, answer):
            at, beside = divmod(row, len(second))
            faults = {left: one.explained(at + 1), right: other.explained(beside + 1)}
            bits = rarity(one.weights[1:], at) + rarity(other.weights[1:], beside)
            yield faults, bits + more


def _likely(one: Candidates) -> Floats:
    return one.values[1 : 1 + MOST_TOGETHER]
