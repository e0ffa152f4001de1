"""A student's plan: the exam's date bounds every review, the weekly goal binds nobody."""

import datetime
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from questions.models import SkillEstimate, StudyPlan, User

EXAM_HOUR = 8


def begins(student: User) -> datetime.datetime | None:
    """When the student's exam begins, if one is planned: in the morning, in the student's zone."""
    plan: StudyPlan | None = getattr(student, "study_plan", None)
    if plan is None or plan.exam_on is None:
        return None
    zone = ZoneInfo(student.time_zone)
    return datetime.datetime.combine(plan.exam_on, datetime.time(EXAM_HOUR), zone)


@transaction.atomic
def change(
    *,
    student: User,
    exam_on: datetime.date | None,
    days_a_week: int,
    at: datetime.datetime | None = None,
) -> StudyPlan:
    """Sets the plan. What is due later than half the time to the exam becomes due then."""
    at = at or timezone.now()
    if exam_on is not None and exam_on < at.astimezone(ZoneInfo(student.time_zone)).date():
        raise ValidationError("The exam's date lies in the past.")
    plan, _ = StudyPlan.objects.update_or_create(
        student=student, defaults={"exam_on": exam_on, "days_a_week": days_a_week}
    )
    exam_at = begins(plan.student)
    if exam_at is not None and exam_at > at:
        latest = at + (exam_at - at) / 2
        SkillEstimate.objects.filter(student=student, due_at__gt=latest).update(due_at=latest)
    return plan
