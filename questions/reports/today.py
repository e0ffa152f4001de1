"""Today: what is due, how the week goes, and the skills as a map of what builds on what."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db.models import OuterRef, Subquery
from django.urls import reverse

from questions import plots
from questions.models import Assignment, Attempt, Response, Skill, StudyPlan, User
from questions.models.accommodations import windows_of
from questions.plots import Picture

from .progress import Standing, Standings, standings
from .skills import depths

WEEK = 7
STATES = {"mastered": "mastered", "fading": "fading", "faded": "faded"}


@dataclass(frozen=True)
class DueSkill:
    """A skill to be refreshed; last practised `days` ago, due for `overdue` days."""

    skill: Skill
    days: int
    overdue: int


@dataclass(frozen=True)
class ToHandIn:
    """An assignment, and when it closes for the student, or the attempt in its extra time ends."""

    quiz: str
    closes_at: datetime.datetime


@dataclass(frozen=True)
class Day:
    """A day of this week; `is_practised` where at least one answer was given, `is_before` the
    person was here for the first time.
    """

    date: datetime.date
    is_practised: bool
    is_today: bool
    is_ahead: bool
    is_before: bool = False


@dataclass(frozen=True)
class Week:
    """`goal` days are meant to be days of practice; the others are free."""

    days: Sequence[Day]
    goal: int

    @property
    def practised(self) -> int:
        return sum(day.is_practised for day in self.days)

    @property
    def left(self) -> int:
        """How many days of practice are still to come this week."""
        return max(self.goal - self.practised, 0)

    @property
    def open(self) -> int:
        """How many days, today included, can still become days of practice."""
        return sum((day.is_ahead or day.is_today) and not day.is_practised for day in self.days)

    @property
    def is_first(self) -> bool:
        """Whether it was under way when the person came: it is held to no goal."""
        return any(day.is_before for day in self.days)

    @property
    def is_out_of_reach(self) -> bool:
        return self.left > self.open

    @property
    def free(self) -> int:
        """How many of the days that are left, today included, may be days of rest."""
        return max(self.open - self.left, 0)


@dataclass(frozen=True)
class Exam:
    """`days` until it; `mastered` of `skills` skills now, `met` of them practised at all.

    `by_then` is how many are mastered on the day if each day goes as the last two weeks did; None
    where too little was practised to say.
    """

    date: datetime.date
    days: int
    mastered: int
    met: int
    skills: int
    by_then: int | None


@dataclass(frozen=True)
class Node:
    """A skill in the map; `needs` are the names of what it builds on."""

    skill: Skill
    standing: Standing
    needs: Sequence[str]


@dataclass(frozen=True)
class Today:
    assignments: Sequence[ToHandIn]
    due: Sequence[DueSkill]
    week: Week
    exam: Exam | None
    plan: StudyPlan
    is_new: bool
    levels: Sequence[Sequence[Node]]
    map: Picture | None

    @property
    def has_more(self) -> bool:
        """Whether a skill is left to be mastered."""
        return any(not node.standing.is_mastered for nodes in self.levels for node in nodes)


def today(student: User, *, at: datetime.datetime) -> Today:
    """A fixed number of queries."""
    held = standings(student, at=at)
    plan = StudyPlan.objects.filter(student=student).first() or StudyPlan(student=student)
    zone = ZoneInfo(student.time_zone)
    skills = list(Skill.objects.filter(pk__in=held.typical).prefetch_related("prerequisites"))
    date = at.astimezone(zone).date()
    levels = _levels(skills, held)
    return Today(
        assignments=_assignments(student, at),
        due=_due(skills, held, at),
        week=_week(student, zone, date, plan.days_a_week),
        exam=_exam(plan, held, skills, date),
        plan=plan,
        is_new=not held.skills,
        levels=levels,
        map=_map(levels),
    )


def _assignments(student: User, at: datetime.datetime) -> list[ToHandIn]:
    """Those open that the student has not handed in, the first to close first."""
    given = Assignment.objects.given_to(student).filter(opens_at__lte=at)
    done = Attempt.objects.filter(student=student, mock=None, submitted_at__isnull=False)
    waiting = given.exclude(pk__in=done.values("assignment")).distinct()
    running = Attempt.objects.running().filter(student=student, assignment=OuterRef("pk"))
    rows = waiting.annotate(ends_at=Subquery(running.values("deadline")[:1]))
    windows, found = windows_of(student), []
    for row in rows.select_related("quiz").order_by("pk"):
        own, ends_at = windows.of(row, student.pk), row.ends_at  # type: ignore[attr-defined]
        found.append(ToHandIn(str(row.quiz), max(own.closes_at, ends_at or own.closes_at)))
    return sorted((one for one in found if one.closes_at > at), key=lambda one: one.closes_at)


def _due(skills: Sequence[Skill], held: Standings, at: datetime.datetime) -> list[DueSkill]:
    rows = [(held.skills[skill.pk], skill) for skill in skills if skill.pk in held.skills]
    due = [(row, skill) for row, skill in rows if row.due_at is not None and row.due_at <= at]
    due.sort(key=lambda pair: (pair[0].due_at or at, pair[1].pk))
    return [
        DueSkill(skill, (at - (row.last_at or at)).days, (at - (row.due_at or at)).days)
        for row, skill in due
    ]


def _week(student: User, zone: ZoneInfo, date: datetime.date, goal: int) -> Week:
    monday = date - datetime.timedelta(days=date.weekday())
    begins = datetime.datetime.combine(monday, datetime.time(), zone)
    moments = (
        Response.objects.of(student)
        .counted()
        .filter(submitted_at__gte=begins)
        .values_list("submitted_at", flat=True)
    )
    practised = {moment.astimezone(zone).date() for moment in moments}
    dates = [monday + datetime.timedelta(days=number) for number in range(WEEK)]
    joined = student.date_joined.astimezone(zone).date()
    days = [Day(one, one in practised, one == date, one > date, one < joined) for one in dates]
    return Week(days, goal)


def _exam(
    plan: StudyPlan, held: Standings, skills: Sequence[Skill], date: datetime.date
) -> Exam | None:
    if plan.exam_on is None or plan.exam_on < date:
        return None
    mastered = sum(held.of(skill).is_mastered for skill in skills)
    days = (plan.exam_on - date).days
    return Exam(
        date=plan.exam_on,
        days=days,
        mastered=mastered,
        met=sum(skill.pk in held.skills for skill in skills),
        skills=len(skills),
        by_then=_by_then(held, mastered, len(skills), days),
    )


def _by_then(held: Standings, mastered: int, skills: int, days: int) -> int | None:
    """Goes on as the last two weeks did: so many skills mastered a day."""
    fortnight = datetime.timedelta(days=2 * WEEK)
    lately = sum(
        row.mastered_at is not None and held.at - row.mastered_at <= fortnight
        for row in held.skills.values()
    )
    begun = min((row.begun_at for row in held.skills.values() if row.begun_at), default=None)
    if begun is None or held.at - begun < datetime.timedelta(days=3):
        return None
    span = min((held.at - begun) / datetime.timedelta(days=1), 2.0 * WEEK)
    return min(skills, mastered + round(days * lately / span))


def _levels(skills: Sequence[Skill], held: Standings) -> list[list[Node]]:
    """The skills by how many others they stand on, the foundations first."""
    needs = {skill.pk: [one.pk for one in skill.prerequisites.all()] for skill in skills}
    depth = depths(needs)
    levels: list[list[Node]] = [[] for _ in range(max(depth.values(), default=-1) + 1)]
    for skill in skills:
        names = [one.name for one in skill.prerequisites.all()]
        levels[depth[skill.pk]].append(Node(skill, held.of(skill), names))
    return levels


def _map(levels: Sequence[Sequence[Node]]) -> Picture | None:
    nodes = [_drawn(node, layer) for layer, nodes in enumerate(levels) for node in nodes]
    return plots.graph(nodes, title="Skills and what they build on")


def _drawn(node: Node, layer: int) -> plots.Node:
    note, told = _words(node.standing)
    standing = node.standing
    return plots.Node(
        key=node.skill.slug,
        name=node.skill.name,
        layer=layer,
        sources=[one.slug for one in node.skill.prerequisites.all()],
        state=standing.state,
        note=note,
        told=told,
        address=reverse("skill", args=[node.skill.slug]),
        span=(standing.low, standing.chance, standing.high) if standing.is_known else None,
    )


def _words(standing: Standing) -> tuple[str, str]:
    """The state for a narrow box, and as part of a sentence."""
    if not standing.is_known:
        count = f"{standing.answers} of 4 answers"
        return (count, count) if standing.answers else ("new", "not practised yet")
    state = STATES.get(standing.state, "")
    chance = f"about {standing.in_ten} in 10, {standing.low} to {standing.high} %"
    return state or f"{standing.in_ten} in 10", f"{chance}, {state}" if state else chance
