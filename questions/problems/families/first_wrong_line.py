"""A derivation, in most cases with one mistake in it: which line is the first wrong one, if any?"""

import random
from collections.abc import Sequence
from itertools import islice
from typing import Final

from questions import maths
from questions.problems.formulas import latex
from questions.problems.parts import Line

from . import derivations
from .composed import LEAST_MISTAKES, Composed, ComposedFamily, Wrong
from .derivations import Derivation, Row
from .lines import line

QUESTIONS: Final = (
    "Which line is the first wrong one, if any is?",
    "In which line, if in any, does the first mistake stand?",
    "Find the first line that is wrong, if there is one.",
)
OPENINGS: Final = (
    "Somebody differentiates ${f}$ like this:",
    "This is how a student worked out the derivative of ${f}$:",
    "Somebody wanted the derivative of ${f}$ and wrote:",
)
HINTS: Final = (
    "Go through the lines from the top, and ask of each whether it is true by itself.",
    "A line that only follows from a wrong one is not the first.",
    "Work out the derivative yourself, and compare line by line.",
)
NONE: Final = "None: every line is right."
ALL_RIGHT: Final = 1 / 8
"""How often no line is wrong, so that the option is no giveaway."""
LOOKED_AT: Final = 6
"""Mistakes, the likelier ones first, for which a right line may be taken for a wrong one."""


def _compose(chance: random.Random, level: int) -> Composed | None:
    task = derivations.function_task(chance, level)
    expected = derivations.with_mistakes(task, chance)
    found = next(expected, None)
    if found is None:
        return None
    function = f"{task.name}({task.variables[0]}) = {latex(task.function)}"
    opening = chance.choice(OPENINGS).format(f=function)
    question = chance.choice(QUESTIONS)
    if chance.random() < ALL_RIGHT:
        return _right(task, [found, *islice(expected, LOOKED_AT - 1)], opening, question)
    return _broken(task, found, opening, question)


def _broken(task: maths.Task, found: Derivation, opening: str, question: str) -> Composed:
    mal_rule, broken = maths.CATALOGUE[found.rule], _name(found.broken)
    put_right = found.right[found.broken]
    return Composed(
        prompt=_prompt(opening, found.wrong, question),
        hints=HINTS,
        steps=(line(f"{broken}, put right", put_right.formula, mal_rule.sentence),),
        is_confirmed=lambda: derivations.is_confirmed(task, found),
        right=(broken,),
        wrong=(*_other_lines(found), Wrong(NONE, mal_rule.sentence, found.rule)),
        explanation=f"{broken} is wrong: {mal_rule.name[:1].lower()}{mal_rule.name[1:]}.",
        kept_order=True,
    )


def _other_lines(found: Derivation) -> list[Wrong]:
    return [
        Wrong(
            _name(place),
            "This line is true: the mistake comes later."
            if place < found.broken
            else "The first mistake stands in a line above this one.",
        )
        for place in range(len(found.wrong))
        if place != found.broken
    ]


def _right(
    task: maths.Task, expected: Sequence[Derivation], opening: str, question: str
) -> Composed | None:
    """The derivation without a mistake. Whoever makes one that shows first in a line takes the
    right line for the wrong one; None where that can be said of one line only.
    """
    rows, shown = expected[0].right, {one.broken: one for one in reversed(expected)}
    if len(shown) < LEAST_MISTAKES:
        return None
    return Composed(
        prompt=_prompt(opening, rows, question),
        hints=HINTS,
        steps=tuple(_held(shown[place]) for place in sorted(shown)),
        is_confirmed=lambda: all(derivations.is_confirmed(task, one) for one in shown.values()),
        right=(NONE,),
        wrong=tuple(_accused(place, row, shown.get(place)) for place, row in enumerate(rows)),
        explanation="Every line is true by itself, and the last one is the derivative.",
        kept_order=True,
    )


def _held(one: Derivation) -> Line:
    told = maths.CATALOGUE[one.rule].sentence
    return line(f"{_name(one.broken)} is right", one.right[one.broken].formula, told)


def _accused(place: int, row: Row, mistaken: Derivation | None) -> Wrong:
    if mistaken is not None:
        told = maths.CATALOGUE[mistaken.rule].sentence
        return Wrong(_name(place), f"This line is true. {told}", mistaken.rule)
    why = "work out what it says, and compare" if row.formula else "it only names the parts"
    return Wrong(_name(place), f"This line is true: {why}.")


def _prompt(opening: str, rows: Sequence[Row], question: str) -> str:
    numbered = "\n".join(f"{n}. {one.text}" for n, one in enumerate(rows, start=1))
    return f"{opening}\n\n{numbered}\n\n{question}"


def _name(place: int) -> str:
    return f"Line {place + 1}"


FIRST_WRONG_LINE: Final = ComposedFamily(
    name="first_wrong_line",
    title="The first wrong line",
    kind="choice",
    levels=derivations.LEVELS,
    difficulties={1: -1.0, 2: -0.6, 3: -0.2, 4: 0.4, 5: 0.9},
    skills=("chain-rule", "product-rule"),
    by_level=derivations.SKILLS,
    compose=_compose,
)
