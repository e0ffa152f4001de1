"""Drawing a seed for a question, so that its variant holds what it was chosen for."""

import secrets
from collections.abc import Collection

from questions import problems
from questions.models import QuestionVersion, Skill
from questions.problems import Problem

from . import variants

SEED_LIMIT = 2**31
LOOKED_AT = 40
BUILT = 3


def fresh(seen: Collection[int]) -> int:
    """A seed that the student has not seen."""
    while True:
        seed = secrets.randbelow(SEED_LIMIT)
        if seed not in seen:
            return seed


def on_skill(
    version: QuestionVersion, skill: Skill, *, seen: Collection[int], suspected: Collection[str]
) -> tuple[int, Problem] | None:
    """A fresh seed whose own variant exercises the skill, or None where none is found.

    Of a few, one that shows a suspected mal-rule where there is one. An authored question
    exercises what it is tagged with, as does a generated one with a skill that only people name.
    """
    if not variants.is_generated(version) or skill.slug not in problems.GENERATED_SKILLS:
        seed = fresh(seen)
        return seed, variants.problem_from(version.content, seed)
    found: tuple[int, Problem] | None = None
    built = 0
    for _ in range(LOOKED_AT):
        seed = fresh(seen)
        if not _is_likely(version, skill, seed):
            continue
        problem = variants.problem_of(version, seed)
        built += 1
        if skill.slug in problem.skills:
            if not suspected or problem.exposes().intersection(suspected):
                return seed, problem
            found = found or (seed, problem)
        if built == BUILT:
            break
    return found


def _is_likely(version: QuestionVersion, skill: Skill, seed: int) -> bool:
    family, level = version.content["family"], version.content["level"]
    return skill.slug in problems.likely_skills(family, level, seed)
