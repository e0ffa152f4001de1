"""Explaining one wrong scalar: mal-rules at one step, of the whole answer, at two steps."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice
from math import log2
from typing import Final

import numpy as np

from questions.maths.differentiation.steps import Step
from questions.maths.differentiation.tidying import tidy
from questions.maths.expression import (
    Expression,
    Number,
    Product,
    Quotient,
    Sum,
    number,
    symbols,
    walk,
)
from questions.maths.mistakes.afterwards import explain_with_algebra
from questions.maths.mistakes.asked import (
    Asked,
    tolerance_of,
    values_at,
)
from questions.maths.mistakes.catalogue import CATALOGUE
from questions.maths.mistakes.earlier import earlier_mistakes, earlier_pairs, repeated_mistakes
from questions.maths.mistakes.evidence import NODE, of_factor, of_pair, rarity
from questions.maths.mistakes.explanation import (
    ONE_FAULT,
    TWO_FAULTS,
    Explanation,
    Prior,
    chosen,
    commonness,
    distinct,
    explanation,
    ranked,
)
from questions.maths.mistakes.penned import explain_slip_of_the_pen
from questions.maths.mistakes.ratios import is_likely, multiples
from questions.maths.mistakes.rewriting import Fault, makes_vanish, rebuilt
from questions.maths.mistakes.simplifying import after, before, simplified_wrongly
from questions.maths.mistakes.table import agreeing
from questions.maths.mistakes.unbracketed import brackets_left_out
from questions.maths.mistakes.wholes import explain_nearly_right, explain_whole

MOST_CONFIRMED = 8
"""So many matches are rebuilt and confirmed; more would only be further guesses."""

BY_CHANCE = 0.3
"""How likely an explanation is beside others if a part cancels to 0 only because of the mistake, or
is lost in a later derivation: any other mistake in that part may have come before.
"""

COMMON = 1.2
"""An explanation at least as common as this ends the search."""


def explain(
    asked: Asked, answer: Expression, prior: Prior | None = None, *, alone: bool = False
) -> list[Explanation]:
    """Explanations of an answer that is known to be wrong, best first.

    One mal-rule comes first, at one step or of the whole answer; then what the answer is right
    up to; then two mal-rules, or one with a turned sign or a constant factor. Later searches are
    made only while nothing but rare mal-rules was found. With `alone` only one mal-rule is looked
    for.
    """
    found: list[Explanation] = []
    for search in OF_VALUES if asked.at else OF_ONE if alone else OF_FUNCTIONS:
        found.extend(search(asked, answer))
        if any(commonness(one) >= COMMON for one in found):
            break
    return ranked(distinct(found), prior)


def _one_mal_rule(asked: Asked, answer: Expression) -> Iterator[Explanation]:
    yield from _one_step(asked, answer)
    yield from _everywhere(asked, answer)
    yield from explain_whole(asked, answer)
    if not asked.at:
        typed = brackets_left_out(asked.key, answer, asked.names, above=False, numbers=True)
        yield from () if typed is None else (typed,)


def _everywhere(asked: Asked, answer: Expression, mal_rules: int = 1) -> Iterator[Explanation]:
    """One mal-rule at every step where it fits, or that and another one."""
    candidates = asked.candidates()
    if candidates is None:
        return
    table = candidates if mal_rules == 1 else candidates.pairs
    wanted = values_at(answer, candidates.places)
    rows = agreeing(table.consistent, wanted, tolerance_of(answer))
    for row in rows[:MOST_CONFIRMED]:
        habits = table.habits[row]
        faults = tuple(fault for one in habits.values() for fault in one)
        redone = rebuilt(candidates.root, faults)
        if asked.same(redone, answer):
            certainty = ONE_FAULT if len(habits) == 1 else TWO_FAULTS
            found = explanation([(candidates.root, faults)], asked.value(redone), certainty)
            yield chosen(found, asked.function, answer, log2(len(table.habits)), redone)


def _algebra(asked: Asked, answer: Expression) -> Iterator[Explanation]:
    """A slip of algebra before or after a right derivation."""
    for slip, redone in before(asked, answer):
        if asked.same(redone, answer):
            step = f"Rewriting: {slip.step}"
            yield Explanation((slip.mal_rule.id,), step, ONE_FAULT, asked.value(redone))
    slips = after(asked)
    for slip, redone in () if slips is None else slips.giving(answer, asked.same):
        yield simplified_wrongly(slip, asked.value(redone))


def _one_step(asked: Asked, answer: Expression) -> Iterator[Explanation]:
    """At a step of the last derivation, or of one before it, which is as likely."""
    yield from _at_one_step(asked, answer)
    for broken, redone in earlier_mistakes(asked, answer):
        found = explanation([broken], asked.value(redone), ONE_FAULT)
        is_lost = _number_of_terms(redone) < _number_of_terms(asked.key)
        yield replace(found, share=found.share * BY_CHANCE) if is_lost else found


def _number_of_terms(tree: Expression) -> int:
    return len(tree.terms) if isinstance(tree, Sum) else 1


def _again_and_again(asked: Asked, answer: Expression) -> Iterator[Explanation]:
    """One mal-rule in every derivation of a higher one."""
    for broken, redone in repeated_mistakes(asked, answer):
        yield explanation([broken], asked.value(redone), ONE_FAULT)


def _two_mal_rules(asked: Asked, answer: Expression) -> Iterator[Explanation]:
    yield from _everywhere(asked, answer, 2)
    yield from _at_two_steps(asked, answer)
    yield from _at_two_earlier_steps(asked, answer)
    yield from _one_step_scaled(asked, answer)
    yield from _in_logarithm(asked, answer)


def _at_two_earlier_steps(asked: Asked, answer: Expression) -> Iterator[Explanation]:
    """Two mal-rules in an earlier derivation, everything after it done right."""
    for broken, redone, bits in earlier_pairs(asked, answer):
        found = explanation([broken], asked.value(redone), TWO_FAULTS)
        yield chosen(found, asked.function, answer, bits + of_pair(answer), redone)


def _at_one_step(asked: Asked, answer: Expression) -> Iterator[Explanation]:
    """One mal-rule at one step, rebuilt and confirmed, the likeliest first."""
    candidates = asked.candidates()
    if candidates is None:
        return
    wanted = values_at(answer, candidates.places)
    rows = agreeing(candidates.values[1:], wanted, tolerance_of(answer))
    for at in map(int, rows[:MOST_CONFIRMED]):
        faults, bits = candidates.explained(at + 1), rarity(candidates.weights[1:], at)
        yield from _confirmed(asked, answer, candidates.root, faults, bits)


def _at_two_steps(asked: Asked, answer: Expression) -> Iterator[Explanation]:
    """A mal-rule at each of two steps, rebuilt and confirmed, the likeliest first."""
    candidates = asked.candidates()
    if candidates is None:
        return
    wanted = values_at(answer, candidates.places)
    for pair in candidates.pairs.agreeing(wanted, tolerance_of(answer))[:MOST_CONFIRMED]:
        bits = candidates.pairs.bits(pair) + of_pair(answer)
        yield from _confirmed(asked, answer, candidates.root, pair.faults, bits)


def _confirmed(
    asked: Asked, answer: Expression, root: Step, faults: tuple[Fault, ...], bits: float
) -> Iterator[Explanation]:
    """The explanation by these faults, if the derivation with them gives the answer."""
    redone = rebuilt(root, faults)
    if asked.same(redone, answer):
        is_one = sum(len(fault.ids) for fault in faults) == 1
        certainty = ONE_FAULT if is_one else TWO_FAULTS
        found = explanation([(root, faults)], asked.value(redone), certainty)
        found = replace(found, is_twice=not is_one and len(found.mal_rules) == 1)
        found = chosen(found, asked.function, answer, bits, redone)
        vanishing = makes_vanish(root, faults)
        yield replace(found, share=found.share * BY_CHANCE) if vanishing else found


def _one_step_scaled(asked: Asked, answer: Expression) -> Iterator[Explanation]:
    """One mal-rule, and the whole turned in sign or multiplied by a simple number.

    Nothing is said of a number: any number is a multiple of any other.
    """
    candidates = asked.candidates()
    if candidates is None or not symbols(answer):
        return
    found = multiples(candidates.values[1:], values_at(answer, candidates.places))
    numbers = {node.value for node in walk(asked.function) if isinstance(node, Number)}
    multiplied = (one for one in found if one[1] != 1)
    for at, factor in islice(multiplied, MOST_CONFIRMED):
        faults = candidates.explained(at + 1)
        redone = tidy(Product((number(factor), rebuilt(candidates.root, faults))))
        if asked.same(redone, answer):
            whole = CATALOGUE["sign-of-whole" if factor == -1 else "constant-factor"]
            one = explanation([(candidates.root, faults)], asked.value(redone), TWO_FAULTS)
            choices = rarity(candidates.weights[1:], at)
            choices += of_factor(factor, is_likely=is_likely(factor, numbers))
            one = chosen(one, asked.function, answer, choices, redone)
            yield replace(one, mal_rules=(*one.mal_rules, whole.id), broken=())


def _in_logarithm(asked: Asked, answer: Expression) -> Iterator[Explanation]:
    """One mal-rule, at a step or wherever it fits, in the derivative of ln f, which was not
    multiplied by f.
    """
    candidates = asked.candidates()
    if candidates is None or not symbols(answer) or len(asked.derivations) > 1:
        return
    function = asked.function
    with np.errstate(all="ignore"):
        wanted = values_at(answer, candidates.places) * values_at(function, candidates.places)
    near = tolerance_of(answer)
    found = [
        (candidates.explained(at + 1), rarity(candidates.weights[1:], at))
        for at in map(int, agreeing(candidates.values[1:], wanted, near))
    ]
    found += [
        (tuple(chain(*candidates.habits[at].values())), log2(len(candidates.habits)))
        for at in agreeing(candidates.consistent, wanted, near)
    ]
    for faults, bits in found[:MOST_CONFIRMED]:
        redone = tidy(Quotient(rebuilt(candidates.root, faults), function))
        if asked.same(redone, answer):
            one = explanation([(candidates.root, faults)], asked.value(redone), TWO_FAULTS)
            one = chosen(one, function, answer, bits + NODE, redone)
            yield replace(one, mal_rules=(*one.mal_rules, "logarithmic-derivative"), broken=())


OF_FUNCTIONS: Final = (
    _one_mal_rule,
    explain_nearly_right,
    _again_and_again,
    _algebra,
    _two_mal_rules,
    explain_with_algebra,
    explain_slip_of_the_pen,
)
"""The searches, likeliest first; each is made only while nothing but rare mal-rules was found."""

OF_TWO: Final = (_two_mal_rules, explain_with_algebra)
OF_ONE: Final = tuple(one for one in OF_FUNCTIONS if one not in OF_TWO)
"""The searches for one mal-rule."""

OF_VALUES: Final = (
    _one_mal_rule,
    _again_and_again,
    _algebra,
    _at_two_steps,
    _at_two_earlier_steps,
)
"""The searches for a value at a point: no slip and no factor, which would give any number."""
