"""Assignments that are given: their times and limits change, running attempts included."""

import datetime
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from questions.models import Accommodation, Assignment, Quiz
from questions.models.accommodations import windows_at

from . import deadlines

OPENED: Final = "It has opened already, so its opening stays as it is."
PAST: Final = "This time is past. To close it at once, use “Close now”."


@transaction.atomic
def change(
    *,
    assignment: Assignment,
    opens_at: datetime.datetime,
    closes_at: datetime.datetime,
    minutes: int | None,
    attempts_allowed: int,
    at: datetime.datetime | None = None,
) -> int:
    """Changes the rules and gives every running attempt its new deadline; returns how many.

    A deadline never moves into the past: what was saved until now counts. An attempt whose time
    was over before stays over. Raises ValidationError by field.
    """
    at = at or timezone.now()
    row = _locked(assignment)
    _refuse_times(row, opens_at, closes_at, at)
    begun = _begun(row)
    if attempts_allowed < begun:
        sentence = f"Somebody has begun attempt {begun}, so at least {begun} have to be allowed."
        raise ValidationError({"attempts_allowed": sentence})
    row.opens_at, row.closes_at = opens_at, closes_at
    row.minutes, row.attempts_allowed = minutes, attempts_allowed
    row.save()
    return _move(row, at)


@transaction.atomic
def close(*, assignment: Assignment, at: datetime.datetime | None = None) -> int:
    """Closes an open assignment now; returns how many attempts were running."""
    at = at or timezone.now()
    row = _locked(assignment)
    if at >= row.closes_at:
        return 0
    if at <= row.opens_at:
        raise ValidationError("It is not open yet. Change its times, or withdraw it.")
    row.closes_at = at
    row._change_reason = Assignment.CLOSED_NOW  # type: ignore[attr-defined]
    row.save()
    return _move(row, at)


def _locked(assignment: Assignment) -> Assignment:
    """The row as it is now. Whoever starts an attempt locks the quiz first, as here."""
    Quiz.objects.select_for_update().get(pk=assignment.quiz_id)
    return Assignment.objects.select_for_update().get(pk=assignment.pk)


def _begun(row: Assignment) -> int:
    """The most attempts that anybody has begun, without those that were granted beyond the rules.

    Nobody else has begun more than were allowed: what is above that was granted and taken away.
    """
    windows = windows_at(row)
    numbers = row.attempts.order_by().values_list("student").annotate(most=Max("number"))
    begun = (most - windows.of(row, student).more_attempts for student, most in numbers)
    return min(row.attempts_allowed, max(begun, default=0))


def _refuse_times(
    row: Assignment,
    opens_at: datetime.datetime,
    closes_at: datetime.datetime,
    at: datetime.datetime,
) -> None:
    if row.opens_at <= at and opens_at != row.opens_at:
        raise ValidationError({"opens_at": OPENED})
    if closes_at <= opens_at:
        raise ValidationError({"closes_at": "It should close after it opens."})
    if closes_at <= at and closes_at != row.closes_at:
        raise ValidationError({"closes_at": PAST})


def _move(row: Assignment, at: datetime.datetime) -> int:
    """Running attempts, and whatever closes at another time for its student."""
    accommodated = Accommodation.objects.in_force().filter(classroom=row.classroom_id)
    concerned = Q(submitted_at=None) | Q(student__in=accommodated.values("student"))
    return deadlines.move(row.attempts.filter(concerned), at)
