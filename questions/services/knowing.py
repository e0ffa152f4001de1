"""What a student's rows say of each skill: what the choice of the next question rests on."""

import datetime
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from questions import adaptive
from questions.models import (
    ItemSession,
    MistakePattern,
    Skill,
    SkillDifficulty,
    SkillEstimate,
    StudentEstimate,
    User,
)

from . import beliefs, published
from .prepared import Prepared, PreparedRows

OPEN_STATES = (
    MistakePattern.State.ACTIVE,
    MistakePattern.State.RELAPSED,
    MistakePattern.State.SUSPECTED,
)
JUST_NOW = 3
UNSEEN = 0


OVERALL: Final = PreparedRows(
    StudentEstimate, lambda student: StudentEstimate.objects.filter(student=student)
)
ON_SKILLS: Final = PreparedRows(
    SkillEstimate, lambda student: SkillEstimate.objects.filter(student=student)
)
LIKELIEST: Final = Prepared(
    lambda student: (
        MistakePattern.objects.filter(student=student, state__in=OPEN_STATES)
        .order_by("-log_odds")
        .values_list("mal_rule__code", "mal_rule__name", "mal_rule__skill")
    )
)
RECENT: Final = Prepared(
    lambda student: (
        ItemSession.objects.filter(student=student)
        .order_by("-started_at")
        .values_list("reason__skill")[: adaptive.IN_A_ROW]
    )
)


class OpenMistake(NamedTuple):
    """A mal-rule that the student is suspected of or follows; `skill` is the key of its skill."""

    code: str
    name: str
    skill: int | None


@dataclass(frozen=True)
class Knowledge:
    """What the student's rows say, read once. `named` are the skills with questions, by slug."""

    student: User
    state: adaptive.Knowledge
    population: adaptive.Population
    skills: dict[int, SkillEstimate]
    patterns: list[OpenMistake]
    recent: list[str]
    named: dict[str, Skill]
    prerequisites: dict[str, tuple[Skill, ...]]
    typical: dict[int, tuple[float, float]]
    _mastery: dict[int, float] = field(default_factory=dict)
    _looks: dict[int, list[float]] = field(default_factory=dict)

    def chance(self, skill: Skill, difficulty: float) -> float:
        """The forecast for a question of that difficulty that the student has not seen."""
        look = self._looks.get(skill.pk)
        if look is None:
            look = self._looks[skill.pk] = self.state.look(UNSEEN, (skill.pk,))
        answer = adaptive.Answer(UNSEEN, (skill.pk,), right=True, prior=difficulty)
        return self.population.forecast(look, answer).chance

    def mastery(self, skill: Skill) -> float:
        """The chance on a typical question of the skill, worked out once."""
        if skill.pk not in self._mastery:
            difficulty = self.typical.get(skill.pk, (0.0, 0.0))[0]
            self._mastery[skill.pk] = self.chance(skill, difficulty)
        return self._mastery[skill.pk]

    def easiest(self, skill: Skill) -> float:
        """The chance on the easiest question of the skill."""
        return self.chance(skill, self.typical[skill.pk][1])

    def is_practised(self, skill: Skill) -> bool:
        """Or has no question, so that it never can be."""
        return skill.pk in self.skills or skill.pk not in self.typical

    def shown_by(self, exposed: Collection[str], skill: Skill) -> str | None:
        """The name of the likeliest open mistake on the skill of those that a problem exposes."""
        names = (one.name for one in self.patterns if one.skill == skill.pk and one.code in exposed)
        return next(names, None)

    def candidates(self, at: datetime.datetime) -> list[adaptive.Candidate]:
        mistakes = {one.skill: one.name for one in reversed(self.patterns)}
        needed = self._needed()
        return [
            self._candidate(skill, mistakes.get(skill.pk), needed.get(skill.slug), at)
            for skill in self.named.values()
        ]

    def _candidate(
        self, skill: Skill, mistake: str | None, needed_for: str | None, at: datetime.datetime
    ) -> adaptive.Candidate:
        row = self.skills.get(skill.pk)
        before = [
            (self.mastery(one), self.is_practised(one)) for one in self.prerequisites[skill.slug]
        ]
        review = beliefs.review_of(row) if row else None
        return adaptive.Candidate(
            skill=skill.slug,
            mastery=self.mastery(skill),
            answers=row.answers if row else 0,
            days=_days(row.last_at if row else None, at),
            readiness=adaptive.readiness(before),
            recall=review.retrievability(at) if review else None,
            is_mastered=bool(row and row.mastered_at),
            mistake=mistake,
            needed_for=needed_for,
            easiest=None if row and row.answers else self.easiest(skill),
        )

    def _needed(self) -> dict[str, str]:
        """For each skill that a skill which has just gone wrong lacks, the name of the latter."""
        prerequisites = {
            slug: [one.slug for one in self.prerequisites[slug]] for slug in self.named
        }
        mastery = {slug: self.mastery(skill) for slug, skill in self.named.items()}
        needed = {}
        for skill in self.named.values():
            row = self.skills.get(skill.pk)
            if row and row.outcome < 0 and row.last >= self.state.answers - JUST_NOW:
                lacks = adaptive.lacking(skill.slug, prerequisites, mastery)
                if lacks is not None:
                    needed[lacks] = skill.name
        return needed


def of(student: User) -> Knowledge:
    """The rows of the student and the shared part, in a fixed number of queries."""
    shared = published.shared()
    unknown = [one.pk for one in shared.skills.values() if one.pk not in shared.typical]
    typical = shared.typical | SkillDifficulty.objects.worked_out(unknown)
    overall = next(iter(OVERALL.rows(student.pk)), None)
    overall = overall or StudentEstimate(student=student, variance=adaptive.STUDENT_VARIANCE)
    estimated = {row.skill_id: row for row in ON_SKILLS.rows(student.pk)}
    return Knowledge(
        student=student,
        state=beliefs.state_of(overall, estimated.values()),
        population=shared.population,
        skills=estimated,
        patterns=[OpenMistake(*row) for row in LIKELIEST.rows(student.pk)],
        recent=[slug or "" for (slug,) in RECENT.rows(student.pk)],
        named={slug: skill for slug, skill in shared.skills.items() if skill.pk in typical},
        prerequisites=shared.prerequisites,
        typical=typical,
    )


def met(student: User, questions: Collection[int]) -> set[int]:
    """Those of the questions that were put to the student."""
    sessions = ItemSession.objects.of(student).filter(question__in=questions)
    return set(sessions.order_by().values_list("question", flat=True).distinct())


def seen(student: User, questions: Collection[int]) -> dict[int, set[int]]:
    """The seeds that were put to the student, by question, of those that were."""
    found: dict[int, set[int]] = defaultdict(set)
    sessions = ItemSession.objects.of(student).filter(question__in=questions)
    for question, seed in sessions.values_list("question", "variant__seed"):
        found[question].add(seed)
    return dict(found)


def seeds(student: User, question: int) -> set[int]:
    """The seeds of the question that were put to the student."""
    sessions = ItemSession.objects.of(student).filter(question=question)
    return set(sessions.values_list("variant__seed", flat=True))


def asked_in_placement(student: User) -> list[str]:
    """The skills of the questions that placement has asked the student."""
    sessions = ItemSession.objects.of(student).filter(reason__code="placement")
    return [slug or "" for slug in sessions.values_list("reason__skill", flat=True)]


def _days(last: datetime.datetime | None, at: datetime.datetime) -> float | None:
    return max((at - last).total_seconds(), 0.0) / 86_400 if last else None
