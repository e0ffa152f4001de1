"""Explaining an answer by a slip of the pen, alone or with a mal-rule."""

from collections.abc import Iterator, Sequence
from itertools import islice
from math import log2
from typing import Final

from questions.maths.evaluation.arrays import Evaluation
from questions.maths.expression import Expression
from questions.maths.mistakes.asked import Asked, meeting, values_at
from questions.maths.mistakes.candidates import Candidates
from questions.maths.mistakes.copying import Mended, mended
from questions.maths.mistakes.evidence import rarity
from questions.maths.mistakes.explanation import (
    ONE_FAULT,
    TWO_FAULTS,
    Explanation,
    chosen,
    explanation,
    with_slip,
)
from questions.maths.mistakes.ratios import common_difference, common_ratio
from questions.maths.mistakes.rewriting import rebuilt
from questions.maths.mistakes.table import NO_ROWS, Floats, agreeing
from questions.maths.mistakes.trees import values_of
from questions.maths.mistakes.unbracketed import MOST, bracketings
from questions.maths.mistakes.wholes import holds_number

MOST_CONFIRMED: Final = 8


def explain_slip_of_the_pen(asked: Asked, answer: Expression) -> Iterator[Explanation]:
    """The key with one slip, then what one mal-rule makes with one; brackets left out first."""
    candidates = asked.candidates()
    if candidates is None:
        return
    numbers = Evaluation(candidates.places)
    bracketed = tuple(islice(bracketings(answer, numbers=True), MOST))
    for ways in (bracketed, mended(answer, asked.function)):
        if ways:
            values = values_of(ways, numbers, candidates.places.length)
            yield from _mended(asked, answer, candidates, ways, values)


def _mended(
    asked: Asked,
    answer: Expression,
    candidates: Candidates,
    ways: Sequence[Mended],
    values: Floats,
) -> Iterator[Explanation]:
    right = values_at(asked.key, candidates.places)
    rows = agreeing(values, right)
    if len(rows) and _is_right_up_to_a_number(asked, values_at(answer, candidates.places), right):
        rows = NO_ROWS
    for row in rows:
        if asked.same(asked.key, ways[row].tree):
            found = Explanation((ways[row].mal_rule,), ways[row].step, ONE_FAULT, answer)
            yield chosen(found, asked.function, answer, log2(len(ways)), asked.key)
            return
    for at, row in islice(meeting(candidates.wrong, values), MOST_CONFIRMED):
        faults = candidates.explained(at + 1)
        made = rebuilt(candidates.root, faults)
        if asked.same(made, ways[row].tree):
            found = explanation([(candidates.root, faults)], answer, TWO_FAULTS)
            choices = rarity(candidates.weights[1:], at) + log2(len(ways))
            found = chosen(found, asked.function, answer, choices, made)
            yield with_slip(found, ways[row].mal_rule, ways[row].step)


def _is_right_up_to_a_number(asked: Asked, given: Floats, right: Floats) -> bool:
    """Whether a factor or a term is missing to the whole, which is no slip of the pen."""
    if common_ratio(given, right) is not None:
        return True
    return not holds_number(asked.key) and common_difference(given, right) is not None
