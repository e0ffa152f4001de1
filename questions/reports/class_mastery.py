"""What a class knows: mastery by skill, who is stuck, who has not practised."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from questions import adaptive
from questions.models import Classroom, Skill, SkillDifficulty, SkillEstimate, StudentEstimate, User

STUCK_AFTER = 6
STUCK_BELOW = 0.6
NEED_BELOW = 0.65
IDLE_DAYS = 7


@dataclass(frozen=True)
class Person:
    pk: int
    name: str


@dataclass(frozen=True)
class Stuck:
    """Somebody who has answered a skill often and still gets less than 6 in 10 right."""

    person: Person
    skill: str
    answers: int
    chance: int
    since: datetime.datetime | None


@dataclass(frozen=True)
class SkillRow:
    """A skill over the class. `low` to `high` holds the class's mean chance with 80 % confidence,
    in hundredths; `need` are those who would gain from working on it together.
    """

    skill: Skill
    practised: int
    mastered: int
    chance: int
    low: int
    high: int
    need: Sequence[Person]

    @property
    def width(self) -> int:
        return self.high - self.low


@dataclass(frozen=True)
class ClassMastery:
    classroom: Classroom
    students: int
    skills: Sequence[SkillRow]
    stuck: Sequence[Stuck]
    idle: Sequence[tuple[Person, datetime.datetime | None]]


def page(classroom: Classroom, *, at: datetime.datetime) -> ClassMastery:
    """Six queries, whatever the size of the class."""
    members = User.objects.filter(
        enrolments__classroom=classroom, enrolments__left_at=None
    ).order_by("name", "pk")
    people = {row.pk: Person(row.pk, str(row)) for row in members}
    overall = {row.student_id: row for row in StudentEstimate.objects.filter(student__in=people)}
    rows = list(
        SkillEstimate.objects.filter(student__in=people, answers__gt=0).select_related("skill")
    )
    typical = SkillDifficulty.objects.typical()
    chances = {row.pk: _chance(overall, row, typical) for row in rows}
    return ClassMastery(
        classroom=classroom,
        students=len(people),
        skills=_skills(rows, chances, people),
        stuck=_stuck(rows, chances, people),
        idle=_idle(people, rows, at),
    )


def _chance(
    overall: dict[int, StudentEstimate],
    row: SkillEstimate,
    typical: dict[int, tuple[float, float]],
) -> tuple[float, float]:
    """The chance on a typical question of the skill, and its variance."""
    student = overall.get(row.student_id)
    base = (student.mean, student.variance) if student else (0.0, adaptive.STUDENT_VARIANCE)
    difficulty = typical.get(row.skill_id, (0.0, 0.0))[0]
    belief, on_skill = adaptive.Estimate(*base), adaptive.Estimate(row.mean, row.variance)
    chance = adaptive.chance(belief, on_skill, difficulty)
    slope = chance * (1 - chance)
    return chance, slope * slope * (belief.variance + on_skill.variance)


def _skills(
    rows: Iterable[SkillEstimate],
    chances: dict[int, tuple[float, float]],
    people: dict[int, Person],
) -> list[SkillRow]:
    grouped: dict[Skill, list[SkillEstimate]] = defaultdict(list)
    for row in rows:
        grouped[row.skill].append(row)
    found = []
    for skill, several in grouped.items():
        mean = sum(chances[row.pk][0] for row in several) / len(several)
        spread = 1.28 * (sum(chances[row.pk][1] for row in several) ** 0.5) / len(several)
        need = [
            people[row.student_id]
            for row in several
            if row.mastered_at is None and chances[row.pk][0] < NEED_BELOW
        ]
        found.append(
            SkillRow(
                skill=skill,
                practised=len(several),
                mastered=sum(row.mastered_at is not None for row in several),
                chance=round(100 * mean),
                low=max(round(100 * (mean - spread)), 0),
                high=min(round(100 * (mean + spread)), 100),
                need=sorted(need, key=lambda one: one.name),
            )
        )
    return sorted(found, key=lambda one: (one.chance, one.skill.name))


def _stuck(
    rows: Iterable[SkillEstimate],
    chances: dict[int, tuple[float, float]],
    people: dict[int, Person],
) -> list[Stuck]:
    found = [
        Stuck(
            people[row.student_id],
            row.skill.name,
            row.answers,
            round(100 * chances[row.pk][0]),
            row.begun_at,
        )
        for row in rows
        if row.answers >= STUCK_AFTER
        and row.mastered_at is None
        and chances[row.pk][0] < STUCK_BELOW
    ]
    return sorted(found, key=lambda one: (one.chance, one.person.name))


def _idle(
    people: dict[int, Person], rows: Iterable[SkillEstimate], at: datetime.datetime
) -> list[tuple[Person, datetime.datetime | None]]:
    """Those without an answer for a week, the longest first; None for never."""
    last: dict[int, datetime.datetime] = {}
    for row in rows:
        if row.last_at is not None:
            last[row.student_id] = max(last.get(row.student_id, row.last_at), row.last_at)
    limit = at - datetime.timedelta(days=IDLE_DAYS)
    idle = [
        (one, last.get(key)) for key, one in people.items() if key not in last or last[key] < limit
    ]
    return sorted(idle, key=lambda pair: (pair[1] is not None, pair[1] or limit, pair[0].name))
