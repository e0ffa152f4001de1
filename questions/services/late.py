"""What reaches the server after the end of an attempt: kept, unmarked, for a teacher to decide."""

import datetime
from collections.abc import Sequence
from typing import Any, Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from questions.models import Attempt, ItemSession, LateEntry, Response, User
from questions.permissions import TEACHES
from questions.problems import GRADER_VERSION

from . import entries, grading, handing_in

RUNNING: Final = "This attempt has got more time and is still running: decide when it is over."


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
    *,
    late: LateEntry,
    is_counted: bool,
    by: User,
    seen: str = "",
    at: datetime.datetime | None = None,
) -> LateEntry:
    """Counts a late entry as the answer, which is then graded, or leaves it.

    `seen` is the decision that the teacher saw, empty where there was none: what somebody else has
    decided meanwhile stands. Raises PermissionDenied for anybody who does not teach the class,
    ValidationError while the attempt runs, as it does where it was given more time just then.
    """
    at = at or timezone.now()
    decision = LateEntry.Decision.COUNTED if is_counted else LateEntry.Decision.LEFT
    with transaction.atomic():
        attempts = Attempt.objects.select_for_update(of=("self",))
        attempt = attempts.get(item_sessions=late.item_session_id)
        if not by.has_perm(TEACHES, attempt.given.classroom):
            raise PermissionDenied("You do not teach this class.")
        session = ItemSession.objects.select_for_update(of=("self",)).get(pk=late.item_session_id)
        row = LateEntry.objects.select_for_update(of=("self",)).get(pk=late.pk)
        if row.decision != seen or row.decision == decision:
            return row
        if not attempt.is_over(at):
            raise ValidationError(RUNNING)
        handing_in.hand_in(attempt=attempt, at=attempt.deadline)
        row.decision, row.decided_by, row.decided_at = decision, by, at
        row.save()
        _let_stand(session, row)
    attempt.refresh_from_db()
    grading.finish(attempt, at=at)
    return row


def _let_stand(session: ItemSession, late: LateEntry) -> None:
    """One response counts, and what was written stands as the entry; the other stays beside it."""
    is_counted = late.decision == LateEntry.Decision.COUNTED
    own = Q(client_key=late.client_key)
    session.responses.filter(own).update(is_superseded=not is_counted)
    session.responses.exclude(own).update(is_superseded=is_counted)
    if is_counted:
        session.responses.get_or_create(client_key=late.client_key, defaults=_pending(late))
    standing = session.responses.standing().last()
    session.entry = standing.raw if standing else []
    session.save(update_fields=["entry"])


def _pending(late: LateEntry) -> dict[str, Any]:
    session = late.item_session
    begun = session.opened_at or session.started_at
    return {
        "raw": late.entry,
        "verdict": Response.Verdict.PENDING,
        "seconds": max((late.received_at - begun).total_seconds(), 0.0),
        "grader_version": GRADER_VERSION,
        "submitted_at": late.received_at,
    }
