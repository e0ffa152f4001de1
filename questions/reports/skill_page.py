"""A skill of a student: how it stands, how each answer moved the estimate, and what to expect."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.db.models import Subquery

from questions import adaptive, plots
from questions.models import Observation, Response, Skill, SkillEstimate, StudyPlan, User
from questions.plots import Ahead, Picture

from .progress import Standing, Standings, standings

LOOKED_THROUGH = 1_000
DRAWN = 60
LISTED = 20
DAYS_TO_DRAW = 3.0
STEPS_AHEAD = 24
DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Given:
    """An answer, and the chance in hundredths, with its range, that it left."""

    item_session: int
    attempt: int | None
    exam: int | None
    title: str
    verdict: str
    at: datetime.datetime
    chance: int
    low: int
    high: int
    right: bool


@dataclass(frozen=True)
class Forecast:
    """On the exam's day, without another answer: `recall` and `chance` in hundredths."""

    date: datetime.date
    days: int
    recall: int
    chance: int
    due_at: datetime.datetime | None


@dataclass(frozen=True)
class SkillPage:
    """`latest` are the last answers, newest first; `earlier` is how many more there are."""

    skill: Skill
    standing: Standing
    needs: Sequence[Skill]
    leads_to: Sequence[Skill]
    latest: Sequence[Given]
    earlier: int
    course: Picture | None
    forecast: Forecast | None


def page(student: User, skill: Skill, *, at: datetime.datetime) -> SkillPage:
    """A fixed number of queries, however many answers there are."""
    held = standings(student, at=at)
    standing = held.of(skill)
    given = _history(student, skill, held)
    forecast = _forecast(student, held.skills.get(skill.pk), standing, at)
    return SkillPage(
        skill=skill,
        standing=standing,
        needs=list(skill.prerequisites.all()),
        leads_to=list(skill.leads_to.all()),
        latest=given[::-1][:LISTED],
        earlier=max(standing.answers - LISTED, 0),
        course=_course(given, held.skills.get(skill.pk), forecast, at),
        forecast=forecast,
    )


def _history(student: User, skill: Skill, held: Standings) -> list[Given]:
    """The latest answers on the skill, oldest first, since the student's state last began."""
    own = Observation.objects.filter(student_number=student.pk)
    begun = own.filter(restarts=True).order_by("-pk").values("pk")[:1]
    rows = own.filter(pk__gte=Subquery(begun)).exclude(after=None).exclude(response=None)
    latest = rows.order_by("-pk").values_list("skill_numbers", "after", "right", "response")
    found = [row for row in latest[:LOOKED_THROUGH] if skill.pk in row[0]][:DRAWN]
    responses = {
        row.pk: row
        for row in Response.objects.filter(pk__in=[row[3] for row in found])
        .select_related("item_session__variant__version__question")
        .defer("item_session__variant__instance", "comparison")
    }
    typical = held.typical.get(skill.pk, 0.0)
    return [
        _given(responses[response], after, skills.index(skill.pk), right, typical)
        for skills, after, right, response in reversed(found)
        if response in responses
    ]


def _given(
    response: Response,
    after: Sequence[Sequence[float]],
    place: int,
    right: bool,  # noqa: FBT001
    typical: float,
) -> Given:
    overall, on_skill = adaptive.Estimate(*after[0]), adaptive.Estimate(*after[place + 1])
    session = response.item_session
    return Given(
        item_session=session.pk,
        attempt=session.attempt_id,
        exam=session.exam_id,
        title=session.variant.version.question.title,
        verdict=response.verdict,
        at=response.submitted_at,
        chance=round(100 * adaptive.chance(overall, on_skill, typical)),
        low=round(100 * adaptive.chance_at_least(overall, on_skill, typical, 0.9)),
        high=round(100 * adaptive.chance_at_least(overall, on_skill, typical, 0.1)),
        right=right,
    )


def _review(row: SkillEstimate | None) -> adaptive.review.Review | None:
    if row is None:
        return None
    return adaptive.review.Review.of(
        row.stability, row.recall_difficulty, row.reviewed_at, row.due_at
    )


def _forecast(
    student: User, row: SkillEstimate | None, standing: Standing, at: datetime.datetime
) -> Forecast | None:
    """None without an exam ahead, or before the skill was met."""
    plan = StudyPlan.objects.filter(student=student).first()
    review = _review(row)
    if plan is None or plan.exam_on is None or review is None:
        return None
    days = (plan.exam_on - at.date()).days
    if days < 0:
        return None
    recall = review.retrievability(at + days * DAY)
    return Forecast(
        date=plan.exam_on,
        days=days,
        recall=round(100 * recall),
        chance=round(recall * standing.chance),
        due_at=standing.due_at,
    )


def _course(
    given: Sequence[Given],
    row: SkillEstimate | None,
    forecast: Forecast | None,
    at: datetime.datetime,
) -> Picture | None:
    """By days where the answers lie days apart or an exam is ahead, otherwise answer by answer."""
    if not given:
        return None
    span = (given[-1].at - given[0].at) / DAY
    by_days = span >= DAYS_TO_DRAW
    points = [
        plots.Estimated(
            (one.at - at) / DAY if by_days else float(place),
            one.chance,
            one.low,
            one.high,
            one.right,
        )
        for place, one in enumerate(given, start=1)
    ]
    title = "The chance to get a typical question of this skill right, in per cent"
    variable = "days from today" if by_days else "answer"
    ahead = _ahead(row, points[-1], forecast, at) if by_days else None
    return plots.course(points, variable=variable, title=title, ahead=ahead)


def _ahead(
    row: SkillEstimate | None,
    last: plots.Estimated,
    forecast: Forecast | None,
    at: datetime.datetime,
) -> Ahead | None:
    """From the last answer to the exam: the chance that it is still remembered, times the last
    estimate. What is forgotten counts as not solved.
    """
    review = _review(row)
    if forecast is None or review is None:
        return None
    places = np.linspace(last.place, float(forecast.days), STEPS_AHEAD)
    values = [last.value * review.retrievability(at + float(place) * DAY) for place in places]
    return Ahead(places.tolist(), values, "exam", "at the exam")
