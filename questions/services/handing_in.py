"""The end of an attempt: what is held becomes responses. Grading comes after it."""

import datetime
from uuid import uuid4

from django.db import transaction

from questions.models import Attempt, ItemSession, Response
from questions.problems import GRADER_VERSION


@transaction.atomic
def hand_in(*, attempt: Attempt, at: datetime.datetime) -> None:
    """Ends the attempt, ungraded: what is held becomes responses, pending."""
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
            seconds=_seconds(session, at),
            grader_version=GRADER_VERSION,
            submitted_at=at,
        )
        for session in sessions
        if any(text.strip() for text in session.entry)
    )
    row.item_sessions.update(finished_at=at)


def _seconds(session: ItemSession, at: datetime.datetime) -> float:
    """From the question's first appearance to the last change of its entry."""
    begun = session.opened_at or session.started_at
    return max(((session.entry_at or at) - begun).total_seconds(), 0.0)
