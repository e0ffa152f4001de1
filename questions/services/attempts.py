"""Attempts: starting, saving, submitting.

Deadlines are the server's. Saving never grades. Submitting is one short transaction; grading comes
after it and may be repeated, so that a server killed in between loses nothing.
"""

import datetime
from collections.abc import Sequence

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from questions.models import (
    Assignment,
    Attempt,
    Enrolment,
    ItemSession,
    Quiz,
    Slot,
    User,
    Variant,
)
from questions.models.accommodations import window

from . import draws, entries, grading, handing_in, late
from .entries import Saved

NOT_SAVED = {
    "handed in": "You have handed this in already: this was not saved.",
    "closed by the teacher": "Your teacher has closed this assignment: this was not saved.",
    "out of time": "Time is up: this was not saved.",
}
KEPT = {
    "closed by the teacher": "Your teacher has closed this assignment. What you wrote now is kept: "
    "your teacher decides whether it counts.",
    "out of time": "Time is up. What you wrote now is kept: your teacher decides whether it "
    "counts.",
}
SAVED_BEFORE = "This is over. What stands here was saved before and is handed in."
RETIRED = "A question of this quiz was retired. Tell your teacher."
UNMAKEABLE = (
    "The question “{}” of this quiz could not be made. Start again; if that "
    "does not help, tell your teacher."
)
CHANGED = "The quiz was changed just now. Start it again."


def start(*, assignment: Assignment, student: User, at: datetime.datetime | None = None) -> Attempt:
    """The running attempt, or a new one where the rules allow it. A double click starts one."""
    at = at or timezone.now()
    running = _running(assignment, student, at)
    if running is not None:
        return running
    slots = list(assignment.quiz.slots.select_related("question", "mal_rule"))
    drawn = [_variant(slot) for slot in slots]
    try:
        with transaction.atomic():
            return _begin(assignment, student, list(zip(slots, drawn, strict=True)), at)
    except IntegrityError as error:
        begun = Attempt.objects.running().filter(assignment=assignment, student=student).first()
        if begun is None:
            raise ValidationError("You have used all your attempts.") from error
        return begun


def _running(assignment: Assignment, student: User, at: datetime.datetime) -> Attempt | None:
    mine = Attempt.objects.filter(assignment=assignment, student=student)
    for overdue in mine.overdue(at):
        submit(attempt=overdue, at=at)
    running = mine.running().first()
    if running is not None:
        return running
    if not Assignment.objects.given_to(student).filter(pk=assignment.pk).exists():
        raise PermissionDenied("This assignment is not for you.")
    own = window(assignment, student)
    if at < own.opens_at:
        raise ValidationError("This assignment is not open yet.")
    if at >= own.closes_at:
        raise ValidationError("This assignment is closed.")
    if mine.count() >= own.attempts_allowed:
        raise ValidationError("You have used all your attempts.")
    return None


def _variant(slot: Slot) -> Variant:
    version = slot.question.ready_version
    if version is None:
        raise ValidationError(RETIRED)
    variant = draws.variant_for_slot(slot, version)
    if variant is None:
        raise ValidationError(UNMAKEABLE.format(slot.question.title))
    return variant


def _begin(
    assignment: Assignment,
    student: User,
    drawn: Sequence[tuple[Slot, Variant]],
    at: datetime.datetime,
) -> Attempt:
    """Writes the rows. The locks keep the quiz's slots, its rules and what the student is granted
    as they are until the attempt stands.
    """
    quiz = Quiz.objects.select_for_update().get(pk=assignment.quiz_id)
    enrolments = Enrolment.objects.select_for_update().filter(student=student)
    enrolments.get(classroom=assignment.classroom_id)
    # The rules as they are now: they may have been changed while the variants were drawn.
    assignment.refresh_from_db(fields=["closes_at", "minutes", "attempts_allowed"])
    own = window(assignment, student)
    if at >= own.closes_at:
        raise ValidationError("This assignment is closed.")
    if [slot.pk for slot, _ in drawn] != list(quiz.slots.values_list("pk", flat=True)):
        raise ValidationError(CHANGED)
    earlier = Attempt.objects.filter(assignment=assignment, student=student).count()
    if earlier >= own.attempts_allowed:
        raise IntegrityError("Another attempt was begun meanwhile.")
    attempt = Attempt.objects.create(
        assignment=assignment,
        student=student,
        number=earlier + 1,
        started_at=at,
        deadline=own.deadline(at),
        closes_later_at=own.later,
    )
    ItemSession.objects.bulk_create(
        ItemSession(
            student=student,
            variant=variant,
            question_id=slot.question_id,
            attempt=attempt,
            slot=slot,
            position=position,
            points=slot.points,
            reason={"code": "assigned"},
            started_at=at,
        )
        for position, (slot, variant) in enumerate(drawn, start=1)
    )
    return attempt


def save(
    *,
    item_session: ItemSession,
    entry: Sequence[str],
    sequence: int,
    is_marked: bool | None = None,
    at: datetime.datetime | None = None,
) -> Saved:
    """Keeps what is being written. An older sequence number than the one held changes nothing.

    `is_marked` marks the question for review, or takes the mark away. The attempt is locked first,
    so that an entry is either taken before handing in or refused. Raises ValidationError once the
    attempt is over; what comes after its end is kept for the teacher.
    """
    at = at or timezone.now()
    with transaction.atomic():
        attempt = Attempt.objects.select_for_update().get(pk=_attempt_of(item_session))
        row = ItemSession.objects.select_for_update().get(pk=item_session.pk)
        if not attempt.is_over(at):
            return entries.keep(row, entry, sequence, is_marked=is_marked, at=at)
        ending = attempt.ending()
        if row.entry == list(entry):
            raise ValidationError(SAVED_BEFORE)
        is_kept = late.keep(attempt, row, entry, sequence, at=at)
    raise ValidationError((KEPT if is_kept else NOT_SAVED)[ending])


def _attempt_of(item_session: ItemSession) -> int:
    if item_session.attempt_id is None:
        raise ValidationError("This question belongs to no attempt.")
    return item_session.attempt_id


def submit(*, attempt: Attempt, at: datetime.datetime | None = None) -> Attempt:
    """Ends the attempt and grades it; submitting twice is harmless."""
    at = at or timezone.now()
    handing_in.hand_in(attempt=attempt, at=min(at, attempt.deadline))
    attempt.refresh_from_db()
    grading.finish(attempt, at=at)
    return attempt
