"""The lines of a derivation, to be put in order, with two that a mistake has spoilt among them."""

import random
from collections.abc import Sequence
from typing import Final

from questions import maths
from questions.problems import pairs
from questions.problems.authored_pairs import places
from questions.problems.formulas import latex
from questions.problems.parts import Option, Pair

from . import derivations
from .composed import Composed, ComposedFamily
from .derivations import Derivation
from .lines import line

SPOILT: Final = 2
FEWEST_LINES, MOST_LINES = 3, 7
LEFT_OUT: Final = Option(pairs.LEFT_OUT, "left out", correct=True)
PROMPTS: Final = (
    "Put the lines of the derivation of ${f}$ in order. Two of them are wrong: leave these out.",
    "Here is how to differentiate ${f}$, out of order. Two lines are wrong and do not belong.",
)
HINTS: Final = (
    "What a line uses must have been named or found before it.",
    "Two lines that say different things of the same derivative cannot both be right.",
    "The derivative of the whole function comes last, the tidiest form at the very end.",
)


def _compose(chance: random.Random, level: int) -> Composed | None:
    task = derivations.function_task(chance, level)
    found = _spoilt(task, chance)
    if len(found) < SPOILT or not FEWEST_LINES <= len(found[0].right) <= MOST_LINES:
        return None
    function = f"{task.name}({task.variables[0]}) = {latex(task.function)}"
    rows = _pairs(found)
    right = found[0].right
    return Composed(
        prompt=chance.choice(PROMPTS).format(f=function),
        hints=HINTS,
        steps=tuple(
            line(maths.CATALOGUE[one.rule].name, one.wrong[one.broken].formula, _told(one))
            for one in found
        ),
        is_confirmed=lambda: all(derivations.is_confirmed(task, one) for one in found),
        pairs=tuple(chance.sample(rows, len(rows))),
        options=(*places(len(right)), LEFT_OUT),
    )


def _told(found: Derivation) -> str:
    return f"This line is left out. {maths.CATALOGUE[found.rule].sentence}"


def _spoilt(task: maths.Task, chance: random.Random) -> list[Derivation]:
    """So many mistakes of different mal-rules, whose lines look like no other line."""
    kept: list[Derivation] = []
    shown: set[str] = set()
    for one in derivations.with_mistakes(task, chance, joined=True):
        shown |= {row.text for row in one.right}
        text = one.wrong[one.broken].text
        if text not in shown and one.rule not in {other.rule for other in kept}:
            kept.append(one)
            shown.add(text)
        if len(kept) == SPOILT:
            break
    return kept


def _pairs(found: Sequence[Derivation]) -> list[Pair]:
    """The right lines with their places, then those that are left out. Whoever leaves out a right
    line for a wrong one, or the other way round, follows the mal-rule.
    """
    spoilt = {one.broken: one.rule for one in reversed(found)}
    belonging = [
        Pair(
            row.text,
            str(place + 1),
            mistakes=((LEFT_OUT.id, spoilt[place]),) if place in spoilt else (),
        )
        for place, row in enumerate(found[0].right)
    ]
    return belonging + [
        Pair(
            one.wrong[one.broken].text,
            LEFT_OUT.id,
            feedback=maths.CATALOGUE[one.rule].sentence,
            mistakes=((str(one.broken + 1), one.rule),),
        )
        for one in found
    ]


ORDER_STEPS: Final = ComposedFamily(
    name="order_steps",
    title="A derivation in order",
    kind="ordering",
    levels=derivations.LEVELS,
    difficulties={1: -0.6, 2: -0.2, 3: 0.2, 4: 0.6, 5: 1.1},
    skills=("chain-rule", "product-rule"),
    by_level=derivations.SKILLS,
    compose=_compose,
)
