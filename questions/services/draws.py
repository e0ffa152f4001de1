"""Drawing a seed for a question, so that its variant holds what it was chosen for."""

import secrets
from collections.abc import Collection

from questions import problems
from questions.models import QuestionVersion, Skill, Slot
from questions.problems import Problem

from . import variants

SEED_LIMIT = 2**31
LOOKED_AT = 40
BUILT = 3
BUILT_FOR_A_SLOT = 10
"""More than practice builds: a slot of a reteach set that holds something else misses its point."""


def fresh(seen: Collection[int]) -> int:
    """A seed that the student has not seen."""
    while True:
        seed = secrets.randbelow(SEED_LIMIT)
        if seed not in seen:
            return seed


def for_slot(slot: Slot, version: QuestionVersion) -> int:
    """A seed for a slot: where it is there for a mal-rule, one whose variant brings it out or, of a
    look-alike, cannot. Any seed where none is found soon: a quiz can always be begun.
    """
    if slot.mal_rule is None or not variants.is_generated(version):
        return fresh(())
    code, wanted = slot.mal_rule.code, not slot.looks_alike
    built = 0
    for _ in range(LOOKED_AT):
        seed = fresh(())
        if problems.foretold(code, version.content, seed) not in {wanted, None}:
            continue
        problem = variants.problem_of(version, seed)
        built += 1
        if _fits(code, problem, wanted=wanted):
            return seed
        if built == BUILT_FOR_A_SLOT:
            break
    return fresh(())


def _fits(code: str, problem: Problem, *, wanted: bool) -> bool:
    """What brings it out is to count as an opportunity too; a look-alike may not show it at all."""
    return code in problem.exposes() if wanted else not problems.can_show(code, problem)


def on_skill(
    version: QuestionVersion, skill: Skill, *, seen: Collection[int], suspected: Collection[str]
) -> tuple[int, Problem] | None:
    """A fresh seed whose own variant is about the skill, or where the family never is, exercises
    it. None where none is found.

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
        if not problems.serves(_likely_skills(version, seed), skill.slug):
            continue
        problem = variants.problem_of(version, seed)
        built += 1
        if problems.serves(problem.skills, skill.slug):
            if not suspected or problem.exposes().intersection(suspected):
                return seed, problem
            found = found or (seed, problem)
        if built == BUILT:
            break
    return found


def _likely_skills(version: QuestionVersion, seed: int) -> tuple[str, ...]:
    return problems.likely_skills(version.content["family"], version.content["level"], seed)
