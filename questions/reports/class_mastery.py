"""What a class knows, by the answers to its assignments: skills, who is stuck, who is away.

Only what the classroom was assigned counts here: what somebody practises stays the student's own.
"""

import datetime
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Max, Q

from questions.models import Classroom, Response, Skill, User
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
    skill: int
    asked: int
    right: int

    @property
    def share(self) -> float:
        """The expected share after a flat prior, so that one answer alone says little."""
        return (self.right + 1) / (self.asked + 2)

    @property
    def is_in_need(self) -> bool:
        return self.right < self.asked and self.share < NEED_BELOW


@dataclass(frozen=True)
class Stuck:
    """Somebody who was asked about a skill often and still gets less than 6 in 10 right."""

    person: Person
    skill: str
    asked: int
    right: int


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
class ClassMastery:
    """`stuck` are the most urgent; `more_stuck` is how many are left out."""

    classroom: Classroom
    students: int
    skills: Sequence[SkillRow]
    stuck: Sequence[Stuck]
    more_stuck: int
    idle: Sequence[tuple[Person, datetime.datetime | None]]


def page(classroom: Classroom, *, at: datetime.datetime) -> ClassMastery:
    """Four queries, whatever the size of the class."""
    members = User.objects.filter(
        enrolments__classroom=classroom, enrolments__left_at=None
    ).order_by("name", "pk")
    people = {row.pk: Person(row.pk, str(row)) for row in members}
    rows = _counted(classroom, people)
    skills = Skill.objects.in_bulk({row.skill for row in rows})
    stuck = _stuck(rows, skills)
    return ClassMastery(
        classroom=classroom,
        students=len(people),
        skills=_skills(rows, skills),
        stuck=stuck[:FIRST_FEW],
        more_stuck=max(len(stuck) - FIRST_FEW, 0),
        idle=_idle(classroom, people, at),
    )


def _counted(classroom: Classroom, people: dict[int, Person]) -> list[Counted]:
    student, skill = "item_session__student", "item_session__variant__version__question__skills"
    told = (
        _handed_in(classroom)
        .counted()
        .filter(**{f"{student}__in": people, f"{skill}__isnull": False})
        .order_by()
        .values_list(student, skill)
        .annotate(asked=Count("pk"), right=Count("pk", filter=Q(verdict=Response.Verdict.CORRECT)))
    )
    return [Counted(people[who], about, asked, right) for who, about, asked, right in told]


def _handed_in(classroom: Classroom) -> ResponseQuerySet:
    """What was handed in with attempts at the classroom's assignments; no practice, no exam."""
    return Response.objects.filter(
        item_session__attempt__assignment__classroom=classroom,
        item_session__attempt__submitted_at__isnull=False,
    )


def _skills(rows: Iterable[Counted], skills: dict[int, Skill]) -> list[SkillRow]:
    grouped: dict[int, list[Counted]] = defaultdict(list)
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


def _stuck(rows: Iterable[Counted], skills: dict[int, Skill]) -> list[Stuck]:
    found = [
        row for row in rows if row.asked >= STUCK_AFTER and row.right < STUCK_BELOW * row.asked
    ]
    found.sort(key=lambda row: (row.share, row.person.name))
    return [Stuck(row.person, skills[row.skill].name, row.asked, row.right) for row in found]


def _idle(
    classroom: Classroom, people: dict[int, Person], at: datetime.datetime
) -> list[tuple[Person, datetime.datetime | None]]:
    """Those who handed in nothing for a week, the longest first; None for never."""
    student = "item_session__student"
    told = _handed_in(classroom).order_by().values_list(student)
    last = dict(told.annotate(last=Max("submitted_at")))
    limit = at - datetime.timedelta(days=IDLE_DAYS)
    idle = [
        (one, last.get(key)) for key, one in people.items() if key not in last or last[key] < limit
    ]
    return sorted(idle, key=lambda pair: (pair[1] is not None, pair[1] or limit, pair[0].name))
