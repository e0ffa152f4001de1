"""Drawing a seed for a question, so that its variant holds what it was chosen for."""

import secrets
from collections.abc import Collection
from functools import partial
from typing import NamedTuple

from questions import problems
from questions.models import QuestionVersion, Skill, Slot, Variant
from questions.problems import Problem

from . import variants, written

SEED_LIMIT = 2**31
LOOKED_AT = 40
BUILT = 3
BUILT_FOR_A_SLOT = 10
"""More than practice builds: a slot of a reteach set that holds something else misses its point."""


class Drawn(NamedTuple):
    """A seed for a skill, with the mal-rules that its variant can show. `is_about` where the
    variant is about the skill and does not only use it.
    """

    seed: int
    exposes: frozenset[str]
    is_about: bool


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
        if problems.foretold(code, version.content, seed, written.build) not in {wanted, None}:
            continue
        problem = variants.problem_of(version, seed)
        built += 1
        if _fits(code, problem, wanted=wanted):
            return seed
        if built == BUILT_FOR_A_SLOT:
            break
    return fresh(())


def variant_for_slot(slot: Slot, version: QuestionVersion) -> Variant | None:
    """A fresh variant for a slot, stored. None where the version makes no problem any more."""
    return variants.if_makeable(
        version, lambda: variants.variant_for(version, for_slot(slot, version))
    )


def _fits(code: str, problem: Problem, *, wanted: bool) -> bool:
    """What brings it out is to count as an opportunity too; a look-alike may not show it at all."""
    return code in problem.exposes() if wanted else not problems.can_show(code, problem)


def on_skill(
    version: QuestionVersion, skill: Skill, *, seen: Collection[int], suspected: Collection[str]
) -> Drawn | None:
    """A fresh seed whose own variant is about the skill, or where the family never is, exercises
    it. None where none is found, and where the version makes no problem any more.

    Of a few, one that shows a suspected mal-rule where there is one. A question that a person
    wrote exercises what it is tagged with, as does one of a family with a skill that only people
    name.
    """
    draw = partial(_on_skill, version, skill, seen, suspected)
    return variants.if_makeable(version, draw)


def _on_skill(
    version: QuestionVersion, skill: Skill, seen: Collection[int], suspected: Collection[str]
) -> Drawn | None:
    if not variants.is_generated(version):
        exposes = problems.exposed_by(version.content)
        return Drawn(fresh(seen), exposes, version.question.is_about(skill))
    if not problems.tells_skills(version.content):
        seed = fresh(seen)
        exposes = frozenset(variants.problem_of(version, seed).exposes())
        return Drawn(seed, exposes, version.question.is_about(skill))
    if skill.slug not in problems.GENERATED_SKILLS:
        seed = fresh(seen)
        return _drawn(seed, variants.problem_of(version, seed), skill)
    found: Drawn | None = None
    built = 0
    for _ in range(LOOKED_AT):
        seed = fresh(seen)
        if not problems.serves(_likely_skills(version, seed), skill.slug):
            continue
        problem = variants.problem_of(version, seed)
        built += 1
        if problems.serves(problem.skills, skill.slug):
            drawn = _drawn(seed, problem, skill)
            if not suspected or drawn.exposes.intersection(suspected):
                return drawn
            found = found or drawn
        if built == BUILT:
            break
    return found


def _drawn(seed: int, problem: Problem, skill: Skill) -> Drawn:
    exposes = frozenset(problem.exposes())
    return Drawn(seed, exposes, problems.is_about(problem.skills, skill.slug))


def _likely_skills(version: QuestionVersion, seed: int) -> tuple[str, ...]:
    return problems.likely_skills(version.content["family"], version.content["level"], seed)
