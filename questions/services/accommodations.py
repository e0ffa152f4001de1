"""Accommodations: what a teacher grants a student, standing in a classroom or at one assignment."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from questions.models import Accommodation, Assignment, Attempt, Classroom, Enrolment, User
from questions.permissions import TEACHES

from . import deadlines

MOST_TIME: Final = Decimal(5)
MOST_LATER: Final = datetime.timedelta(days=60)
MOST_ATTEMPTS: Final = 20

FACTOR: Final = f"Write how many times the time, from 1 to {MOST_TIME}, such as 1.5."
NO_FACTOR: Final = "1 is the time of everybody. Write more, such as 1.5, or leave it empty."
NOT_LATER: Final = "It should close later than for the class."
PAST: Final = "This time is past."
SPAN: Final = f"It can close up to {MOST_LATER.days} days later."
ATTEMPTS: Final = f"Write how many more attempts, up to {MOST_ATTEMPTS}."
NOTHING: Final = "Write at least one of them."
LEFT: Final = "This student is not in the classroom any more."
NOT_GIVEN: Final = "This assignment is not for this student."
CHANGED: Final = (
    "This was changed meanwhile, in another tab or by another teacher. Look at what stands now, "
    "then send it again."
)


@dataclass(frozen=True)
class Granted:
    """What is set: the time as a factor, the close as a date for one assignment or as a span where
    it is standing, and more attempts. None is as without it.
    """

    time_factor: Decimal | None = None
    closes_at: datetime.datetime | None = None
    later_by: datetime.timedelta | None = None
    more_attempts: int | None = None


@transaction.atomic
def give(
    *,
    classroom: Classroom,
    student: User,
    granted: Granted,
    by: User,
    assignment: Assignment | None = None,
    seen: int | None = None,
    at: datetime.datetime | None = None,
) -> int:
    """Sets what is granted in place of what was, and moves the ends of the student's running
    attempts; returns how many. The same again changes nothing.

    `seen` is the key of the row that the teacher saw, None where there was none. Raises
    PermissionDenied for anybody who does not teach the class, ValidationError by field or where
    somebody has changed it meanwhile.
    """
    at = at or timezone.now()
    before = _before(classroom, student, assignment, by)
    wanted = Accommodation(
        classroom=classroom,
        student=student,
        assignment=assignment,
        time_factor=granted.time_factor,
        closes_at=granted.closes_at,
        later_by=granted.later_by,
        more_attempts=granted.more_attempts,
        set_by=by,
        set_at=at,
    )
    if before is not None and before.granted == wanted.granted:
        return 0
    if seen != (before.pk if before else None):
        raise ValidationError(CHANGED)
    _refuse(wanted, before, at)
    if before is not None:
        _end(before, by, at)
    wanted.save()
    return _reach(student, classroom, assignment, at)


@transaction.atomic
def remove(
    *,
    classroom: Classroom,
    student: User,
    by: User,
    assignment: Assignment | None = None,
    seen: int | None = None,
    at: datetime.datetime | None = None,
) -> int:
    """Ends what is granted; returns how many running attempts got another end: now, at the
    earliest, so that what was saved is handed in and marked. Removing twice is harmless.
    """
    at = at or timezone.now()
    before = _before(classroom, student, assignment, by)
    if before is None:
        return 0
    if before.pk != seen:
        raise ValidationError(CHANGED)
    _end(before, by, at)
    return _reach(student, classroom, assignment, at)


def _before(
    classroom: Classroom, student: User, assignment: Assignment | None, by: User
) -> Accommodation | None:
    """What is in force. The enrolment is locked: so does whoever begins an attempt."""
    if not by.has_perm(TEACHES, classroom):
        raise PermissionDenied("You do not teach this class.")
    enrolments = Enrolment.objects.select_for_update().filter(left_at=None)
    if not enrolments.filter(classroom=classroom, student=student):
        raise ValidationError(LEFT)
    if assignment is not None:
        given = Assignment.objects.given_to(student).filter(classroom=classroom)
        if not given.filter(pk=assignment.pk).exists():
            raise ValidationError(NOT_GIVEN)
    rows = Accommodation.objects.in_force().filter(classroom=classroom, student=student)
    return rows.filter(assignment=assignment).first()


def _refuse(wanted: Accommodation, before: Accommodation | None, at: datetime.datetime) -> None:
    """Raises ValidationError by field for what makes no sense. A date that stays may be past."""
    assignment = wanted.assignment
    if all(one is None for one in wanted.granted):
        raise ValidationError(NOTHING)
    errors: dict[str, str] = {}
    factor, more, later_by = wanted.time_factor, wanted.more_attempts, wanted.later_by
    if factor is not None and not 1 <= factor <= MOST_TIME:
        errors["time_factor"] = FACTOR
    elif factor == 1 and assignment is None:
        errors["time_factor"] = NO_FACTOR
    if later_by is not None and not datetime.timedelta() < later_by <= MOST_LATER:
        errors["later_by"] = SPAN
    if more is not None and not (assignment is None) <= more <= MOST_ATTEMPTS:
        errors["more_attempts"] = ATTEMPTS
    is_new = before is None or wanted.closes_at != before.closes_at
    if is_new and wanted.closes_at is not None and assignment is not None:
        if wanted.closes_at <= at:
            errors["closes_at"] = PAST
        elif wanted.closes_at <= assignment.closes_at:
            errors["closes_at"] = NOT_LATER
    if errors:
        raise ValidationError(errors)


def _end(row: Accommodation, by: User, at: datetime.datetime) -> None:
    row.ended_by, row.ended_at = by, at
    row.save(update_fields=["ended_by", "ended_at"])


def _reach(
    student: User, classroom: Classroom, assignment: Assignment | None, at: datetime.datetime
) -> int:
    """The student's attempts that it is for; what is standing holds for a mock exam too."""
    concerned = Q(assignment=assignment)
    if assignment is None:
        concerned = Q(assignment__classroom=classroom) | Q(assignment=None, submitted_at=None)
    return deadlines.move(Attempt.objects.filter(concerned, student=student), at)
