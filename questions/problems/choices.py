"""Questions whose answer is written, asked as a choice of four: the key among wrong answers that
mal-rules give.
"""

import random
import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import islice
from typing import Final

from questions import maths
from questions.maths.expression import Expression

from .distractors import Picked, Place, picked
from .families import Family
from .parts import Option
from .problem import MATHS_KINDS, Problem
from .rows import ProblemError

CHOICE: Final = "choice"
IDS: Final = "abcd"
LOOKED_AT: Final = 8
"""So many good problems of a seed are looked at for one in which the key stands where it should."""
EASIER: Final = 0.3
"""Logits that recognising takes less than working out: what is wrong in form or size can be left
out. That a quarter is right by guessing is no part of this: the student model counts it itself."""
WRITE: Final = re.compile(r"\s*Write (?:it|what|the exact)[^$]*(?:\$[^$]*\$[^$]*)*$")
"""How to write the answer, which nobody does here."""
NAMED: Final = re.compile(r"[a-zA-Z](?:_\w)?")
"""Labels that stand before an answer; longer ones the prompt has already."""
TYPED_ONLY: Final[Mapping[str, frozenset[int]]] = {
    "critical_points": frozenset({3, 4, 5}),
    "stationary_points": frozenset({1, 2, 3, 4, 5}),
    "limit_definition": frozenset({2, 3, 4, 5}),
    "learning_rate_limit": frozenset({1, 2, 3, 4, 5}),
    "steepest_direction": frozenset({1, 2, 3, 4, 5}),
    "forward_mode": frozenset({1, 2, 3, 4, 5}),
    "reverse_mode": frozenset({1, 2, 3, 4, 5}),
}
"""Levels at which too few different mistakes are expected, so that the key stands in their middle,
or all but one of them are larger than the key; and graphs, which are filled in."""


def levels(family: Family) -> tuple[int, ...]:
    """The levels at which the family can be asked as a choice; none where it always is one."""
    if family.kind not in MATHS_KINDS:
        return ()
    return tuple(one for one in family.levels if one not in TYPED_ONLY.get(family.name, ()))


def check(family: Family, level: int) -> None:
    """Raises ProblemError where the family is not asked as a choice at this level."""
    if level not in levels(family):
        told = f"The family {family.name} is not asked as a choice at level {level}."
        raise ProblemError(told, "asked")


def generate(family: Family, level: int, seed: int) -> Problem:
    """The choice of a family, level and seed: the same on every machine.

    Raises ProblemError for a level or a seed that there is not, or not as a choice.
    """
    family.check(level, seed)
    check(family, level)
    chance = random.Random(f"choice:{family.name}:{level}:{seed}")
    place = Place.drawn(chance)
    best: tuple[Problem, Picked] | None = None
    for problem in islice(family.good_draws(level, seed), LOOKED_AT):
        found = picked(problem, place)
        if found is not None and (best is None or found.missed < best[1].missed):
            best = problem, found
            if not found.missed:
                break
    if best is None:
        told = f"No problem with enough wrong answers was found for seed {seed} at level {level}."
        raise ProblemError(told, "seed")
    return _asked(*best, chance)


def _asked(problem: Problem, found: Picked, chance: random.Random) -> Problem:
    """The problem with its options. The task, the key and the mistakes stay with it, so that
    choosing a wrong answer is explained as writing it is.
    """
    options = [(problem.key_expression(), Option("", "", correct=True))]
    for rule, answer in found.mistakes:
        feedback = maths.CATALOGUE[rule].sentence
        option = Option("", "", correct=False, feedback=feedback, mistake=rule)
        options.append((answer, option))
    chance.shuffle(options)
    if problem.kind == "number":
        options.sort(key=lambda one: float(maths.floats(one[0], {})))
    return replace(
        problem,
        kind=CHOICE,
        prompt=WRITE.sub("", problem.prompt),
        layout="single",
        labels=(),
        form=(),
        mistakes=found.mistakes,
        difficulty=round(problem.difficulty - EASIER, 2),
        options=tuple(
            replace(option, id=name, text=_text(problem, answer))
            for name, (answer, option) in zip(IDS, options, strict=True)
        ),
    )


def _text(problem: Problem, answer: Expression) -> str:
    """The answer as every option is written, with the labels that the fields would have."""
    if not all(NAMED.fullmatch(label) for label in problem.labels) or not problem.labels:
        return f"${maths.write_latex(answer)}$"
    parts = maths.components(answer) if problem.layout == "components" else (answer,)
    both = zip(problem.labels, parts, strict=True)
    return "$" + r",\; ".join(f"{label} = {maths.write_latex(part)}" for label, part in both) + "$"


def answer_of(problem: Problem, option: Option) -> Expression | None:
    """What a wrong option says, as a tree; None where a person wrote the option."""
    answers = (answer for rule, answer in problem.mistakes if rule == option.mistake)
    return next(answers, None)
