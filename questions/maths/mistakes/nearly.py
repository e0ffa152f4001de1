"""Answers made of derivatives that are right, or explained, but for a sign or a slip."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache, partial
from math import log2

from questions.maths.differentiation.tidying import multiplied_out, tidy
from questions.maths.differentiation.values import value_at
from questions.maths.evaluation.arrays import Evaluation
from questions.maths.expression import Expression, Negation, Sum, shape, symbols
from questions.maths.mistakes.asked import are_same, derived, values_at
from questions.maths.mistakes.composed_pairs import named
from questions.maths.mistakes.copying import mended
from questions.maths.mistakes.evidence import NODE
from questions.maths.mistakes.explanation import ONE_FAULT, TWO_FAULTS, Explanation, chosen
from questions.maths.mistakes.made import Made, candidates_in
from questions.maths.mistakes.ratios import common_difference, common_ratio
from questions.maths.mistakes.simplifying import Slips, simplified_wrongly
from questions.maths.mistakes.table import agreeing
from questions.maths.mistakes.trees import values_of
from questions.maths.mistakes.ways.way import linear


def by_sign_in_solving(
    made: Made, answer: Expression, search: Callable[[Made, Expression], Iterable[Explanation]]
) -> Iterator[Explanation]:
    """One mistake that `search` finds in a side of an equation, and the minus of solving it lost.

    Nothing is said of a number: its sign says one bit.
    """
    if made.task.ask != "implicit" or shape(answer) or not symbols(answer):
        return
    for one in search(made, tidy(Negation(answer))):
        ((root, faults),) = one.broken
        at = made.roots.index(root)
        choices = log2(sum(len(table.values) for table in candidates_in(made))) + NODE
        turned = replace(one, redone=tidy(Negation(one.redone)), broken=())
        wrong = {at: made.results_with({at: faults})[at]}
        found = named(turned, made, answer, wrong, choices)
        rules = (*one.mal_rules, "implicit-sign")
        yield replace(found, mal_rules=rules, certainty=TWO_FAULTS, is_twice=False)


def by_algebra(made: Made, answer: Expression) -> Iterator[Explanation]:
    """The right answer with a slip of algebra in rewriting it; a number says too little."""
    if shape(answer) or not symbols(answer):
        return
    slips = _slips_in_key(made)
    same = partial(are_same, names=made.names)
    for slip, redone in () if slips is None else slips.giving(answer, same):
        yield simplified_wrongly(slip, redone)


@lru_cache(maxsize=32)
def _slips_in_key(made: Made) -> Slips | None:
    """Slips in the forms that the key has on paper, as numbers."""
    key, places = made.solution.key, made.places_of(made.point(None))
    if shape(key) or places is None:
        return None
    forms = (*_around_point(made), key, multiplied_out(key))
    return Slips.of(dict.fromkeys(forms), places)


def _around_point(made: Made) -> Iterator[Expression]:
    """A line that was asked for as f(a) + f'(a) (x - a)."""
    task, key, at = made.task, made.solution.key, dict(made.task.at)
    names = [name for name in task.with_respect_to if name in at]
    if names and task.ask in {"tangent", "linear_approximation"}:
        slopes = tuple(derived(key, name) for name in names)
        yield linear(value_at(key, task.at), slopes, task.at, names)


def by_slip_of_the_pen(made: Made, answer: Expression) -> Iterator[Explanation]:
    """The right answer with one slip of the pen; a sign or a factor of the whole is none.

    Nor is another number: the right answer to a problem of the same form would have it.
    """
    key = made.solution.key
    places = made.places_of(made.point(None))
    if shape(answer) or shape(key) or not symbols(answer) or places is None:
        return
    right, given = values_at(key, places), values_at(answer, places)
    if common_ratio(given, right) or common_difference(given, right):
        return
    function = Sum(tuple(one.expression for one in made.solution.derivations))
    ways = [one for one in mended(answer, function) if one.mal_rule != "number-slip"]
    for row in agreeing(values_of(ways, Evaluation(places), places.length), right):
        if are_same(key, ways[row].tree, made.names):
            found = Explanation((ways[row].mal_rule,), ways[row].step, ONE_FAULT, answer)
            yield chosen(found, function, answer, log2(len(ways)), key)
            return
