"""What reaches the server after the end of an attempt: kept, unmarked, for a teacher to decide."""

import datetime
from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from questions.models import Attempt, ItemSession, LateEntry, Response, User
from questions.problems import GRADER_VERSION

from . import entries, grading


def keep(
    attempt: Attempt,
    row: ItemSession,
    entry: Sequence[str],
    sequence: int,
    *,
    at: datetime.datetime,
) -> bool:
    """Whether a teacher has the entry to decide on: not where the student handed in, where it is
    empty or older than what is held, or where another was decided on. The caller's transaction has
    locked the attempt and the row. Raises ValidationError for one that is too long.
    """
    if attempt.assignment_id is None or attempt.ending() == "handed in":
        return False
    entries.require_length(entry)
    before = LateEntry.objects.filter(item_session=row).first()
    if before is not None and (before.decision or before.entry == list(entry)):
        return not before.decision
    if not entries.is_written(entry) or sequence <= row.entry_sequence:
        return False
    kept = before or LateEntry(item_session=row)
    kept.entry, kept.received_at = list(entry), at
    kept.was_released = attempt.is_released(at)
    kept.save()
    row.entry_sequence = sequence
    row.save(update_fields=["entry_sequence"])
    return True


def decide(
    *, late: LateEntry, is_counted: bool, by: User, at: datetime.datetime | None = None
) -> LateEntry:
    """Counts a late entry as the answer, which is then graded, or leaves it; the first decision
    stands. Raises PermissionDenied for anybody who does not teach the class.
    """
    at = at or timezone.now()
    with transaction.atomic():
        row = LateEntry.objects.select_for_update(of=("self",)).get(pk=late.pk)
        session = ItemSession.objects.select_for_update(of=("self",)).get(pk=row.item_session_id)
        if session.attempt is None or not by.has_perm(
            grading.TEACHES, session.attempt.given.classroom
        ):
            raise PermissionDenied("You do not teach this class.")
        if row.decision:
            return row
        row.decision = LateEntry.Decision.COUNTED if is_counted else LateEntry.Decision.LEFT
        row.decided_by, row.decided_at = by, at
        row.save()
        if is_counted:
            _count(row, session)
    if is_counted:
        grading.finish(session.attempt, at=at)
    return row


def _count(late: LateEntry, session: ItemSession) -> None:
    """The newest response is the one that counts; what was handed in before stays beside it."""
    session.entry = late.entry
    session.save(update_fields=["entry"])
    begun = session.opened_at or session.started_at
    Response.objects.create(
        item_session=session,
        client_key=late.client_key,
        raw=late.entry,
        verdict=Response.Verdict.PENDING,
        seconds=max((late.received_at - begun).total_seconds(), 0.0),
        grader_version=GRADER_VERSION,
        submitted_at=late.received_at,
    )
