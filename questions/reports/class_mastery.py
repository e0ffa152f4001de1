"""What a class knows, by the answers to its assignments: skills, who is stuck, who is away.

Only what the classroom was assigned counts here: what somebody practises stays the student's own.
"""

import datetime
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Max, Q

from questions.models import Classroom, Enrolment, Response, Skill
from questions.models.practice import ResponseQuerySet

STUCK_AFTER = 4
STUCK_BELOW = 0.6
NEED_BELOW = 0.65
IDLE_DAYS = 7
FIRST_FEW: Final = 8
SURE: Final = 1.2816
"""The standard normal quantile that leaves 80 % between its two sides."""


@dataclass(frozen=True)
class Person:
    pk: int
    name: str


@dataclass(frozen=True)
class Counted:
    """One student's answers to assignments of the class on one skill."""

    person: Person
    skill: str
    asked: int
    right: int

    @property
    def share(self) -> float:
        """The expected share after a flat prior, so that one answer alone says little."""
        return (self.right + 1) / (self.asked + 2)

    @property
    def is_in_need(self) -> bool:
        return self.right < self.asked and self.share < NEED_BELOW

    @property
    def is_stuck(self) -> bool:
        return _is_stuck(self.asked, self.right)


@dataclass(frozen=True)
class Stuck:
    """Somebody who was asked about a skill often and still gets less than 6 in 10 right; `since`
    the answer from which on that has been so.
    """

    person: Person
    skill: str
    asked: int
    right: int
    since: datetime.datetime


@dataclass(frozen=True)
class SkillRow:
    """A skill over the class. `low` to `high` is the 80 % Wilson interval of the share of right
    answers, in hundredths; `need` are those who would gain from working on it together, the most
    urgent first.
    """

    skill: Skill
    students: int
    asked: int
    right: int
    low: int
    high: int
    need: Sequence[Person]

    @property
    def chance(self) -> int:
        return round(100 * self.right / self.asked)

    @property
    def width(self) -> int:
        return self.high - self.low

    @property
    def first(self) -> Sequence[Person]:
        return self.need[:FIRST_FEW]

    @property
    def more(self) -> int:
        return len(self.need) - len(self.first)


@dataclass(frozen=True)
class Idle:
    """Somebody who handed in nothing for a week; `last` is None for never."""

    person: Person
    joined_at: datetime.datetime
    last: datetime.datetime | None


@dataclass(frozen=True)
class ClassMastery:
    """`stuck` are the most urgent; `more_stuck` is how many are left out."""

    classroom: Classroom
    students: int
    skills: Sequence[SkillRow]
    stuck: Sequence[Stuck]
    more_stuck: int
    idle: Sequence[Idle]


def page(classroom: Classroom, *, at: datetime.datetime) -> ClassMastery:
    """Five queries, whatever the size of the class."""
    enrolled = Enrolment.objects.filter(classroom=classroom, left_at=None)
    members = list(enrolled.select_related("student").order_by("student__name", "student"))
    people = {row.student_id: Person(row.student_id, str(row.student)) for row in members}
    handed_in = _handed_in(classroom).counted().filter(item_session__student__in=people)
    counted = _counted(handed_in, people)
    skills = Skill.objects.in_bulk({row.skill for row in counted}, field_name="slug")
    rows = [row for row in counted if row.skill in skills]
    stuck = sorted(
        (row for row in rows if row.is_stuck), key=lambda row: (row.share, row.person.name)
    )
    return ClassMastery(
        classroom=classroom,
        students=len(people),
        skills=_skills(rows, skills),
        stuck=_stuck(stuck[:FIRST_FEW], handed_in, skills),
        more_stuck=max(len(stuck) - FIRST_FEW, 0),
        idle=_idle(classroom, members, at),
    )


def _counted(rows: ResponseQuerySet, people: dict[int, Person]) -> list[Counted]:
    """An answer counts for what its own variant exercises: as in the student model, but for one
    regraded by a version with other skills, which there keeps those that it was answered on.
    """
    student, variant = "item_session__student", "item_session__variant"
    told = (
        rows.order_by()
        .values_list(student, f"{variant}__skills")
        .annotate(asked=Count("pk"), right=Count("pk", filter=Q(verdict=Response.Verdict.CORRECT)))
    )
    asked: Counter[tuple[int, str]] = Counter()
    right: Counter[tuple[int, str]] = Counter()
    for who, slugs, answers, correct in told:
        for slug in set(slugs):
            asked[who, slug] += answers
            right[who, slug] += correct
    return [
        Counted(people[who], slug, answers, right[who, slug])
        for (who, slug), answers in asked.items()
    ]


def _handed_in(classroom: Classroom) -> ResponseQuerySet:
    """What was handed in with attempts at the classroom's assignments; no practice, no exam."""
    return Response.objects.filter(
        item_session__attempt__assignment__classroom=classroom,
        item_session__attempt__submitted_at__isnull=False,
    )


def _skills(rows: Iterable[Counted], skills: dict[str, Skill]) -> list[SkillRow]:
    grouped: dict[str, list[Counted]] = defaultdict(list)
    for row in rows:
        grouped[row.skill].append(row)
    found = [_skill(skills[key], several) for key, several in grouped.items()]
    return sorted(found, key=lambda one: (one.right / one.asked, one.skill.name))


def _skill(skill: Skill, rows: Sequence[Counted]) -> SkillRow:
    asked, right = sum(row.asked for row in rows), sum(row.right for row in rows)
    low, high = _interval(right, asked)
    need = [row for row in rows if row.is_in_need]
    need.sort(key=lambda row: (row.share, row.person.name))
    return SkillRow(
        skill=skill,
        students=len(rows),
        asked=asked,
        right=right,
        low=math.floor(100 * low),
        high=math.ceil(100 * high),
        need=[row.person for row in need],
    )


def _interval(right: int, asked: int) -> tuple[float, float]:
    """Wilson's score interval for a share, with 80 % confidence."""
    share, weight = right / asked, SURE * SURE / asked
    middle = (share + weight / 2) / (1 + weight)
    spread = math.sqrt(share * (1 - share) * weight + weight * weight / 4) / (1 + weight)
    return max(middle - spread, 0.0), min(middle + spread, 1.0)


def _is_stuck(asked: int, right: int) -> bool:
    return asked >= STUCK_AFTER and right < STUCK_BELOW * asked


def _stuck(
    found: Sequence[Counted], rows: ResponseQuerySet, skills: dict[str, Skill]
) -> list[Stuck]:
    """With the time since when: of these few the answers are read in their order."""
    told = rows.filter(item_session__student__in={row.person.pk for row in found})
    asked: Counter[tuple[int, str]] = Counter()
    right: Counter[tuple[int, str]] = Counter()
    since: dict[tuple[int, str], datetime.datetime] = {}
    columns = ("item_session__student", "item_session__variant__skills", "verdict", "submitted_at")
    for who, slugs, verdict, at in told.order_by("submitted_at", "pk").values_list(*columns):
        for key in {(who, slug) for slug in slugs}:
            asked[key] += 1
            right[key] += verdict == Response.Verdict.CORRECT
            if _is_stuck(asked[key], right[key]):
                since.setdefault(key, at)
            else:
                since.pop(key, None)
    return [
        Stuck(
            row.person,
            skills[row.skill].name,
            row.asked,
            row.right,
            since[row.person.pk, row.skill],
        )
        for row in found
    ]


def _idle(classroom: Classroom, members: Iterable[Enrolment], at: datetime.datetime) -> list[Idle]:
    """Those who handed in nothing for a week, the longest first; who joined within it had none."""
    student = "item_session__student"
    told = _handed_in(classroom).order_by().values_list(student)
    last = dict(told.annotate(last=Max("submitted_at")))
    limit = at - datetime.timedelta(days=IDLE_DAYS)
    found = [
        Idle(Person(one.student_id, str(one.student)), one.joined_at, last.get(one.student_id))
        for one in members
    ]
    idle = [one for one in found if (one.last or one.joined_at) < limit]
    return sorted(idle, key=lambda one: (one.last is not None, one.last or limit, one.person.name))
