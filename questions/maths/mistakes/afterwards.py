"""One mal-rule in a derivation, and then a slip of algebra in what it made."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, islice
from math import log2
from typing import Final

import numpy as np

from questions.maths.differentiation.steps import Step
from questions.maths.differentiation.tidying import tidy
from questions.maths.evaluation.arrays import Evaluation
from questions.maths.expression import Expression
from questions.maths.mistakes.asked import Asked, meeting, tolerance_of, values_at
from questions.maths.mistakes.candidates import Places
from questions.maths.mistakes.evidence import rarity
from questions.maths.mistakes.explanation import (
    TWO_FAULTS,
    Broken,
    Explanation,
    chosen,
    explanation,
    with_slip,
)
from questions.maths.mistakes.rewriting import Fault
from questions.maths.mistakes.simplifying import Rows, Slipped, after, forms, slipped
from questions.maths.mistakes.table import are_alike
from questions.maths.mistakes.trees import values_of

MOST_REBUILT: Final = 8


def explain_with_algebra(asked: Asked, answer: Expression) -> Iterator[Explanation]:
    """One mal-rule, and a slip of algebra in what it made."""
    for broken, slip, redone, bits in _mistakes_then_slips(asked, answer):
        found = explanation([broken], asked.value(redone), TWO_FAULTS)
        if slip.mal_rule.id not in found.mal_rules:
            found = chosen(found, asked.function, answer, bits, redone)
            yield with_slip(found, slip.mal_rule.id, f"Simplifying: {slip.step}")


def _mistakes_then_slips(
    asked: Asked, answer: Expression
) -> Iterator[tuple[Broken, Slipped, Expression, float]]:
    """What broke in the last derivation, the slip, the answer that they give, and the bits that
    chose them.

    The slip is looked for in the right result first: where it changes a factor that the mistake
    leaves alone, or a term, it does the same to both, so that undoing it in the answer leaves
    what the mistake made.
    """
    candidates, rows = asked.candidates(), after(asked)
    if candidates is None or rows is None:
        return
    right, given = values_at(asked.key, rows.places), values_at(answer, rows.places)
    kept = np.nonzero(~are_alike(rows.values, right))[0]
    changed = rows.values[kept]
    with np.errstate(all="ignore"):
        undone = (given * right / changed, given - changed + right)
    wrong = candidates.values[1:]
    found = chain(*(meeting(wrong, one) for one in undone))
    for at in islice(dict.fromkeys(at for at, _ in found), MOST_REBUILT):
        faults = candidates.explained(at + 1)
        bits = rarity(candidates.weights[1:], at) + log2(len(kept))
        for slip in _slips(candidates.root, faults, rows.places, answer):
            redone = tidy(slip.tree)
            if asked.same(redone, answer):
                yield (candidates.root, faults), slip, redone, bits


def _slips(
    root: Step, faults: tuple[Fault, ...], places: Places, answer: Expression
) -> list[Slipped]:
    """Slips in a wrong result that may give the answer, one of each mal-rule."""
    found = _rows(root, faults, places).leading_to(answer, tolerance_of(answer))
    first = {slip.mal_rule.id: slip for slip in reversed(found)}
    return list(first.values())


@lru_cache(maxsize=64)
def _rows(root: Step, faults: tuple[Fault, ...], places: Places) -> Rows:
    """Slips in a wrong result as numbers; whoever makes the same mistake next needs them too."""
    slips = tuple(slip for form in forms(root, faults) for slip in slipped(form))
    return Rows(slips, values_of(slips, Evaluation(places), places.length), places)
