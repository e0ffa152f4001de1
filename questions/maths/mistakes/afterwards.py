"""One mal-rule in a derivation, and then a slip of algebra in what it made."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, islice
from math import log2
from typing import Final

import numpy as np

from questions.maths.differentiation.steps import Step
from questions.maths.differentiation.tidying import ZERO, tidy
from questions.maths.expression import Expression
from questions.maths.mistakes.asked import Asked, meeting, values_at
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
from questions.maths.mistakes.simplifying import Slipped, Slips, after, forms
from questions.maths.mistakes.table import are_alike

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
    # Nearly every mistake leads to 0 with a slip after it, so that it shows neither.
    if candidates is None or rows is None or tidy(answer) == ZERO:
        return
    right, given = values_at(asked.key, rows.places), values_at(answer, rows.places)
    kept = np.nonzero(~are_alike(rows.values, right))[0]
    changed = rows.values[kept]
    with np.errstate(all="ignore"):
        undone = (given * right / changed, given - changed + right)
    found = chain(*(meeting(candidates.wrong, one) for one in undone))
    for at in islice(dict.fromkeys(at for at, _ in found), MOST_REBUILT):
        faults = candidates.explained(at + 1)
        bits = rarity(candidates.weights[1:], at) + log2(len(kept))
        slips = _slips_in(candidates.root, faults, rows.places)
        for slip, redone in slips.giving(answer, asked.same):
            yield (candidates.root, faults), slip, redone, bits


@lru_cache(maxsize=64)
def _slips_in(root: Step, faults: tuple[Fault, ...], places: Places) -> Slips:
    """Slips in a wrong result; whoever makes the same mistake next needs them too."""
    return Slips.of(forms(root, faults), places)
