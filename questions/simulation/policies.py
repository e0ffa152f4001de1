"""Policies that choose the next question: the product's own, and what it is compared with."""

from collections.abc import Callable, Mapping
from typing import Final

import numpy as np

from questions import adaptive

from .tutors import DIFFICULTIES, SKILLS, Tutor, moment

FIXED_RUN: Final = 5

Policy = Callable[[Tutor, float, np.random.Generator], tuple[str, int]]


def by_need(tutor: Tutor, day: float, chance: np.random.Generator) -> tuple[str, int]:
    """The product's choice: by what is due, needed and missing; near a chance of 0.80."""
    typical = {skill: tutor.typical(skill) for skill in SKILLS}
    needed = _needed(tutor, typical)
    candidates = [_candidate(tutor, skill, typical, needed, day) for skill in SKILLS]
    skill = adaptive.rank_skills(candidates, tutor.recent[: adaptive.IN_A_ROW])[0].skill
    items = [adaptive.Item(level, tutor.chance(skill, level)) for level in range(len(DIFFICULTIES))]
    if skill not in tutor.knowledge.skills:
        return skill, adaptive.easiest_first(items)[0].question
    near = adaptive.spread_near_target(items)
    return skill, near[int(chance.integers(len(near)))].question


def _needed(tutor: Tutor, typical: Mapping[str, float]) -> dict[str, str]:
    needed = {}
    for skill, row in tutor.knowledge.skills.items():
        if row.outcome < 0 and row.last >= tutor.knowledge.answers - adaptive.IN_A_ROW:
            lacks = adaptive.lacking(str(skill), SKILLS, typical)
            if lacks is not None:
                needed[lacks] = str(skill)
    return needed


def _candidate(
    tutor: Tutor,
    skill: str,
    typical: Mapping[str, float],
    needed: Mapping[str, str],
    day: float,
) -> adaptive.Candidate:
    held = tutor.reviews.get(skill)
    row = tutor.knowledge.skills.get(skill)
    before = [(typical[one], one in tutor.knowledge.skills) for one in SKILLS[skill]]
    return adaptive.Candidate(
        skill=skill,
        mastery=typical[skill],
        answers=row.answers if row else 0,
        days=None,
        readiness=adaptive.readiness(before),
        recall=held.retrievability(moment(day)) if held else None,
        is_mastered=skill in tutor.mastered,
        mistake="a mistake" if tutor.is_troubled(skill) else None,
        needed_for=needed.get(skill),
        easiest=tutor.chance(skill, 0),
    )


def at_random(_tutor: Tutor, _day: float, chance: np.random.Generator) -> tuple[str, int]:
    """Any skill, any level."""
    skills = list(SKILLS)
    return skills[int(chance.integers(len(skills)))], int(chance.integers(len(DIFFICULTIES)))


def in_order(tutor: Tutor, _day: float, _chance: np.random.Generator) -> tuple[str, int]:
    """The same course for everybody: five of a skill from easy to hard, skill after skill."""
    run = tutor.knowledge.answers // FIXED_RUN
    return list(SKILLS)[run % len(SKILLS)], tutor.knowledge.answers % FIXED_RUN


def until_mastered(tutor: Tutor, _day: float, chance: np.random.Generator) -> tuple[str, int]:
    """Skill after skill, each until it is mastered; then any of them."""
    for skill in SKILLS:
        if skill not in tutor.mastered:
            return skill, int(chance.integers(len(DIFFICULTIES)))
    return at_random(tutor, _day, chance)


POLICIES: Final[Mapping[str, Policy]] = {
    "adaptive": by_need,
    "random": at_random,
    "fixed": in_order,
    "mastery-threshold": until_mastered,
}
