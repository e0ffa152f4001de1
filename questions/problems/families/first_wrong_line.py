"""A derivation with one mistake in it: which line is the first wrong one?"""

import random
from typing import Final

from questions import maths
from questions.problems.formulas import latex

from . import derivations
from .composed import Composed, ComposedFamily, Wrong
from .derivations import Derivation
from .lines import line

QUESTIONS: Final = (
    "Which line is the first wrong one?",
    "In which line does the first mistake stand?",
    "Find the first line that is wrong.",
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


def _compose(chance: random.Random, level: int) -> Composed | None:
    task = derivations.function_task(chance, level)
    found = next(derivations.with_mistakes(task, chance), None)
    if found is None:
        return None
    function = f"{task.name}({task.variables[0]}) = {latex(task.function)}"
    numbered = "\n".join(f"{n}. {one.text}" for n, one in enumerate(found.wrong, start=1))
    opening = chance.choice(OPENINGS).format(f=function)
    mal_rule, broken = maths.CATALOGUE[found.rule], f"Line {found.broken + 1}"
    put_right = found.right[found.broken]
    return Composed(
        prompt=f"{opening}\n\n{numbered}\n\n{chance.choice(QUESTIONS)}",
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
            f"Line {place + 1}",
            "This line is true: the mistake comes later."
            if place < found.broken
            else "The first mistake stands in a line above this one.",
        )
        for place in range(len(found.wrong))
        if place != found.broken
    ]


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
