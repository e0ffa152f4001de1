"""Attempts: starting, saving, submitting, grading.

Deadlines are the server's. Saving never grades. Submitting is one short transaction; grading comes
after it and may be repeated, so that a server killed in between loses nothing.
"""

import datetime
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from questions.models import Assignment, Attempt, ItemSession, Response, Slot, User, Variant
from questions.problems import GRADER_VERSION

from . import learning, marking, variants

SEED_LIMIT = 2**31
LONGEST_ENTRY = 4_000


@dataclass(frozen=True)
class Saved:
    """What the server holds after a save: late or repeated saves change nothing."""

    sequence: int
    at: datetime.datetime


def start(*, assignment: Assignment, student: User, at: datetime.datetime | None = None) -> Attempt:
    """The running attempt, or a new one where the rules allow it. A double click starts one."""
    at = at or timezone.now()
    running = _running(assignment, student, at)
    if running is not None:
        return running
    slots = list(assignment.quiz.slots.select_related("question"))
    drawn = [_variant(slot) for slot in slots]
    try:
        with transaction.atomic():
            return _begin(assignment, student, list(zip(slots, drawn, strict=True)), at)
    except IntegrityError:
        return Attempt.objects.running().get(assignment=assignment, student=student)


def _running(assignment: Assignment, student: User, at: datetime.datetime) -> Attempt | None:
    mine = Attempt.objects.filter(assignment=assignment, student=student)
    for overdue in mine.overdue(at):
        submit(attempt=overdue, at=at)
    running = mine.running().first()
    if running is not None:
        return running
    if not Assignment.objects.given_to(student).filter(pk=assignment.pk).exists():
        raise PermissionDenied("This assignment is not for you.")
    if at < assignment.opens_at:
        raise ValidationError("This assignment is not open yet.")
    if at >= assignment.closes_at:
        raise ValidationError("This assignment is closed.")
    if mine.count() >= assignment.attempts_allowed:
        raise ValidationError("You have used all your attempts.")
    return None


def _variant(slot: Slot) -> Variant:
    version = slot.question.ready_version
    if version is None:
        raise ValidationError("A question of this quiz was retired. Tell your teacher.")
    return variants.variant_for(version, secrets.randbelow(SEED_LIMIT))


def _begin(
    assignment: Assignment,
    student: User,
    drawn: Sequence[tuple[Slot, Variant]],
    at: datetime.datetime,
) -> Attempt:
    attempt = Attempt.objects.create(
        assignment=assignment,
        student=student,
        number=Attempt.objects.filter(assignment=assignment, student=student).count() + 1,
        started_at=at,
        deadline=assignment.deadline(at),
    )
    ItemSession.objects.bulk_create(
        ItemSession(
            student=student,
            variant=variant,
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


@transaction.atomic
def save(
    *,
    item_session: ItemSession,
    entry: Sequence[str],
    sequence: int,
    at: datetime.datetime | None = None,
) -> Saved:
    """Keeps what is being written. An older sequence number than the one held changes nothing.

    Raises ValidationError once the attempt is over.
    """
    at = at or timezone.now()
    row = (
        ItemSession.objects.select_for_update(of=("self",))
        .select_related("attempt")
        .get(pk=item_session.pk)
    )
    attempt = row.attempt
    if attempt is None or not attempt.is_running or at >= attempt.deadline:
        raise ValidationError("Time is up: this was not saved.")
    if any(len(text) > LONGEST_ENTRY for text in entry):
        raise ValidationError("That is too long for an answer.")
    if sequence > row.entry_sequence:
        row.entry = list(entry)
        row.entry_sequence = sequence
        row.entry_at = at
        row.save(update_fields=["entry", "entry_sequence", "entry_at"])
    return Saved(row.entry_sequence, row.entry_at or at)


def submit(*, attempt: Attempt, at: datetime.datetime | None = None) -> Attempt:
    """Ends the attempt and grades it; submitting twice is harmless."""
    at = at or timezone.now()
    _hand_in(attempt, min(at, attempt.deadline))
    grade_pending(attempt)
    attempt.refresh_from_db()
    return attempt


@transaction.atomic
def _hand_in(attempt: Attempt, at: datetime.datetime) -> None:
    row = Attempt.objects.select_for_update().get(pk=attempt.pk)
    if not row.is_running:
        return
    row.submitted_at = at
    row.save(update_fields=["submitted_at"])
    sessions = list(row.item_sessions.all())
    Response.objects.bulk_create(
        Response(
            item_session=session,
            client_key=uuid4(),
            raw=session.entry,
            verdict=Response.Verdict.PENDING,
            seconds=((session.entry_at or at) - session.started_at).total_seconds(),
            grader_version=GRADER_VERSION,
            submitted_at=at,
        )
        for session in sessions
        if any(text.strip() for text in session.entry)
    )
    row.item_sessions.update(finished_at=at)


def grade_pending(attempt: Attempt) -> int:
    """Grades what is pending; what cannot be decided stays so. Returns how many were graded."""
    pending = Response.objects.filter(
        item_session__attempt=attempt, verdict=Response.Verdict.PENDING
    ).select_related("item_session__variant")
    return sum(_grade(response) for response in pending)


def _grade(response: Response) -> bool:
    problem = variants.problem_in(response.item_session.variant)
    judgement = marking.mark(problem, response.raw)
    if judgement.verdict == Response.Verdict.PENDING:
        return False
    with transaction.atomic():
        row = Response.objects.select_for_update(of=("self",)).get(pk=response.pk)
        if row.verdict != Response.Verdict.PENDING:
            return False
        row.verdict = judgement.verdict
        row.score_numerator = judgement.score.numerator
        row.score_denominator = judgement.score.denominator
        row.reading, row.comparison = judgement.reading, judgement.evidence
        row.mistakes = judgement.mistakes
        row.grader_version = GRADER_VERSION
        row.save()
        learning.record(row)
    return True


def submit_overdue(*, at: datetime.datetime | None = None) -> int:
    """Submits every attempt whose time is over. Returns how many there were."""
    at = at or timezone.now()
    overdue = list(Attempt.objects.overdue(at))
    for attempt in overdue:
        submit(attempt=attempt, at=at)
    return len(overdue)
