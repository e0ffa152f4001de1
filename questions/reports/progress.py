"""Progress: what a student is estimated to know, by topic, and the latest answers."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils import timezone

from questions import adaptive, problems
from questions.models import (
    ItemSession,
    MistakePattern,
    Response,
    Skill,
    SkillDifficulty,
    SkillEstimate,
    StudentEstimate,
    User,
)

RECENT = 12
OVERLAP = 2
"""So many times as many are looked at: what was put earlier may have been answered later."""


@dataclass(frozen=True)
class Standing:
    """The chance of a right answer on a typical question of a skill, in hundredths.

    `low` and `high` hold the true chance between them with a confidence of 80 %.
    """

    chance: int
    low: int
    high: int
    answers: int
    right: int
    last_at: datetime.datetime | None
    due_at: datetime.datetime | None
    state: str

    @property
    def is_mastered(self) -> bool:
        return self.state in {"mastered", "fading"}

    @property
    def is_known(self) -> bool:
        return self.answers >= adaptive.mastery.ENOUGH_ANSWERS

    @property
    def width(self) -> int:
        return self.high - self.low

    @property
    def in_ten(self) -> int:
        return round(self.chance / 10)


@dataclass(frozen=True)
class Standings:
    """A student's rows, read once, as they stand at a moment."""

    at: datetime.datetime
    overall: adaptive.Estimate
    skills: dict[int, SkillEstimate]
    troubled: frozenset[int]
    typical: dict[int, float]

    def of(self, skill: Skill) -> Standing:
        row = self.skills.get(skill.pk)
        belief = adaptive.Estimate(row.mean, row.variance) if row else adaptive.prior()[1]
        answers = row.answers if row else 0
        typical = self.typical.get(skill.pk, 0.0)
        return Standing(
            chance=round(100 * adaptive.chance(self.overall, belief, typical)),
            low=round(100 * adaptive.chance_at_least(self.overall, belief, typical, 0.9)),
            high=round(100 * adaptive.chance_at_least(self.overall, belief, typical, 0.1)),
            answers=answers,
            right=row.right if row else 0,
            last_at=row.last_at if row else None,
            due_at=row.due_at if row else None,
            state=self._state(skill.pk, row),
        )

    def _state(self, skill: int, row: SkillEstimate | None) -> str:
        if row is None or not row.answers:
            return "new"
        review = adaptive.review.Review.of(
            row.stability, row.recall_difficulty, row.reviewed_at, row.due_at
        )
        return adaptive.mastery.standing(
            has_mastered=row.mastered_at is not None,
            is_troubled=skill in self.troubled,
            recall=review.retrievability(self.at) if review else 1.0,
        )


@dataclass(frozen=True)
class SkillProgress:
    skill: Skill
    standing: Standing


@dataclass(frozen=True)
class TopicProgress:
    name: str
    skills: Sequence[SkillProgress]


@dataclass(frozen=True)
class RecentAnswer:
    """`name` is what was asked where the question was generated, which names its function."""

    item_session: int
    name: str
    verdict: str
    at: datetime.datetime


@dataclass(frozen=True)
class Progress:
    topics: Sequence[TopicProgress]
    recent: Sequence[RecentAnswer]
    answered: int
    mastered: int


def standings(student: User | None, *, at: datetime.datetime | None = None) -> Standings:
    """Five queries; for a visitor without rows, what is believed of anybody."""
    at = at or timezone.now()
    typical = {skill: hard for skill, (hard, _) in SkillDifficulty.objects.typical().items()}
    if student is None:
        return Standings(at, adaptive.prior()[0], {}, frozenset(), typical)
    overall = StudentEstimate.objects.filter(student=student).first()
    active = MistakePattern.objects.filter(
        student=student, state__in=[MistakePattern.State.ACTIVE, MistakePattern.State.RELAPSED]
    )
    return Standings(
        at=at,
        typical=typical,
        overall=adaptive.Estimate(overall.mean, overall.variance)
        if overall
        else adaptive.prior()[0],
        skills={row.skill_id: row for row in SkillEstimate.objects.filter(student=student)},
        troubled=frozenset(
            skill for skill in active.values_list("mal_rule__skill", flat=True) if skill
        ),
    )


def progress(student: User) -> Progress:
    """The skills that the student has met, by topic, with the latest answers in practice."""
    held = standings(student)
    met = Skill.objects.filter(pk__in=held.skills).select_related("topic")
    grouped: dict[str, list[SkillProgress]] = {}
    for skill in met:
        grouped.setdefault(skill.topic.name, []).append(SkillProgress(skill, held.of(skill)))
    rows = [one for skills in grouped.values() for one in skills]
    return Progress(
        topics=[TopicProgress(name, skills) for name, skills in grouped.items()],
        recent=recent(student),
        answered=_answered(student),
        mastered=sum(one.standing.is_mastered for one in rows),
    )


def recent(student: User, count: int = RECENT) -> list[RecentAnswer]:
    """The latest questions answered in practice, each with its last verdict: of those put last, so
    that what is read does not grow with all that the student has answered.
    """
    answered = Response.objects.filter(item_session=OuterRef("pk"))
    put = ItemSession.objects.of(student).in_practice().filter(Exists(answered))
    sessions = put.select_related("variant__version__question").prefetch_related("responses")
    rows = [_recent(one) for one in sessions.order_by("-started_at", "-pk")[: OVERLAP * count]]
    return sorted(rows, key=lambda one: (one.at, one.item_session), reverse=True)[:count]


def _answered(student: User) -> int:
    """Questions, not tries."""
    counted = Response.objects.of(student).counted()
    return counted.values("item_session").distinct().count()


def _recent(session: ItemSession) -> RecentAnswer:
    problem = problems.stored(session.variant.instance)
    question = session.variant.version.question
    last = list(session.responses.all())[-1]
    return RecentAnswer(
        item_session=session.pk,
        name=f"{question.title}: {_in_a_line(problem.prompt)}"
        if problem.is_generated
        else question.title,
        verdict=last.verdict,
        at=last.submitted_at,
    )


def _in_a_line(prompt: str) -> str:
    """The first paragraph of a prompt, with its formulas in the line."""
    return prompt.split("\n\n", maxsplit=1)[0].replace("$$", "$")
