"""Explaining one wrong scalar: mal-rules at one step, of the whole answer, at two steps."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from questions.maths.differentiation import differentiate
from questions.maths.differentiation.sentences import title
from questions.maths.differentiation.tidying import tidy
from questions.maths.errors import MathsError
from questions.maths.expression import Expression, Product, number
from questions.maths.mistakes.asked import Asked, agreeing, values_at
from questions.maths.mistakes.candidates import Candidates
from questions.maths.mistakes.catalogue import CATALOGUE
from questions.maths.mistakes.explanation import (
    ONE_FAULT,
    TWO_FAULTS,
    Explanation,
    Prior,
    ranked,
)
from questions.maths.mistakes.ratios import common_ratio
from questions.maths.mistakes.rewriting import Fault, rebuilt
from questions.maths.mistakes.wholes import explain_nearly_right, explain_whole

MOST_CONFIRMED = 8
"""So many matches are rebuilt and confirmed; more would only be further guesses."""

MOST_EARLIER = 24


def explain(asked: Asked, answer: Expression, prior: Prior | None = None) -> list[Explanation]:
    """Explanations of an answer that is known to be wrong, best first.

    One mal-rule comes first, at one step or of the whole answer; then what the answer is right
    up to; then two mal-rules, or one with a turned sign or a constant factor.
    """
    for search in (_one_mal_rule, explain_nearly_right, _two_mal_rules):
        found = list(search(asked, answer))
        if found:
            return ranked(_distinct(found), prior)
    return []


def _distinct(found: Sequence[Explanation]) -> list[Explanation]:
    """One explanation for each set of mal-rules."""
    first: dict[frozenset[str], Explanation] = {}
    for one in found:
        first.setdefault(frozenset(one.mal_rules), one)
    return list(first.values())


def _one_mal_rule(asked: Asked, answer: Expression) -> Iterator[Explanation]:
    yield from _one_step(asked, answer)
    yield from explain_whole(asked, answer)


def _one_step(asked: Asked, answer: Expression) -> Iterator[Explanation]:
    candidates = asked.candidates(1)
    if candidates is not None:
        yield from _matching(asked, candidates, answer, ONE_FAULT)
    if len(asked.derivations) > 1:
        yield from _earlier(asked, answer)


def _two_mal_rules(asked: Asked, answer: Expression) -> Iterator[Explanation]:
    yield from _two_steps(asked, answer)
    yield from _one_step_scaled(asked, answer)


def _two_steps(asked: Asked, answer: Expression) -> Iterator[Explanation]:
    candidates = asked.candidates(2)
    if candidates is not None:
        yield from _matching(asked, candidates, answer, TWO_FAULTS)


def _matching(
    asked: Asked, candidates: Candidates, answer: Expression, certainty: float
) -> Iterator[Explanation]:
    wanted = values_at(answer, candidates.places)
    rows = agreeing(candidates.table.values, wanted)
    likeliest = sorted(rows, key=lambda row: -candidates.table.weights[row])
    for row in likeliest[:MOST_CONFIRMED]:
        faults = candidates.explained(int(row))
        if not faults:
            continue
        redone = rebuilt(candidates.root, faults)
        if asked.same(redone, answer):
            yield explanation(faults, redone, certainty)


def explanation(faults: Sequence[Fault], redone: Expression, certainty: float) -> Explanation:
    """The explanation by these faults."""
    rules = tuple(dict.fromkeys(name for fault in faults for name in fault.ids))
    places = dict.fromkeys(title(fault.step) for fault in faults)
    return Explanation(rules, "; ".join(places), certainty, redone)


def _one_step_scaled(asked: Asked, answer: Expression) -> Iterator[Explanation]:
    """One mal-rule, and the whole turned in sign or multiplied by a simple number."""
    candidates = asked.candidates(1)
    if candidates is None:
        return
    wanted = values_at(answer, candidates.places)
    tries = 0
    for row, values in enumerate(candidates.table.values):
        factor = common_ratio(wanted, values) if row else None
        if factor is None or factor == 1 or tries == MOST_CONFIRMED:
            continue
        tries += 1
        faults = candidates.explained(row)
        redone = tidy(Product((number(factor), rebuilt(candidates.root, faults))))
        if asked.same(redone, answer):
            whole = CATALOGUE["sign-of-whole" if factor == -1 else "constant-factor"]
            found = explanation(faults, redone, TWO_FAULTS)
            yield replace(found, mal_rules=(*found.mal_rules, whole.id))


def _earlier(asked: Asked, answer: Expression) -> Iterator[Explanation]:
    """A mal-rule in a derivation before the last, and everything after it done right."""
    for index in range(len(asked.derivations) - 1):
        stage = Asked(asked.derivations[: index + 1], asked.names)
        candidates = stage.candidates(1)
        if candidates is None:
            continue
        later = [one.variable for one in asked.derivations[index + 1 :]]
        for row in range(1, min(len(candidates.table.values), MOST_EARLIER + 1)):
            faults = candidates.explained(row)
            redone = _continued(rebuilt(candidates.root, faults), later)
            if redone is None or not _near(redone, answer, candidates):
                continue
            if asked.same(redone, answer):
                yield explanation(faults, redone, ONE_FAULT)


def _near(left: Expression, right: Expression, candidates: Candidates) -> bool:
    rows = values_at(left, candidates.places).reshape(1, -1)
    return len(agreeing(rows, values_at(right, candidates.places))) > 0


def _continued(tree: Expression, variables: Sequence[str]) -> Expression | None:
    try:
        for variable in variables:
            tree = differentiate(tree, variable).result
    except MathsError:
        return None
    return tree
