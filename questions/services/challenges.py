"""Challenging a mark: a student says why it should be another, and a teacher decides."""

import datetime
from collections.abc import Sequence
from typing import Any, Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from questions.models import Challenge, ManualGrade, QuestionRuling, Regrade, Response, User
from questions.models.challenges import LONGEST, refusal
from questions.models.grading import shown_mark
from questions.permissions import TEACHES

NO_REASON: Final = "Say in a sentence why the mark should be another."
NO_REPLY: Final = "Say in a sentence why the mark stays: the student reads it."
TOO_LONG: Final = f"Say it in at most {LONGEST:,} characters."
OTHER_MARK: Final = "The mark is another one meanwhile. Look at it first."
TAKEN_BACK: Final = "The student has taken the challenge back meanwhile."
State: Final = Challenge.State


def make(
    *, response: Response, student: User, reason: str, at: datetime.datetime | None = None
) -> Challenge:
    """The student's challenge of the mark that the response has. The same again, as a double click
    sends it, is the one that is there. Raises ValidationError where the mark cannot be challenged.
    """
    at, reason = at or timezone.now(), _said(reason, NO_REASON)
    with transaction.atomic():
        row = _locked(response)
        if row.item_session.student_id != student.pk:
            raise PermissionDenied("This is somebody else's answer.")
        waiting = row.challenges.filter(state=State.WAITING).first()
        if waiting is not None and waiting.reason == reason:
            return waiting
        if why_not := refusal(row, at=at, is_ruled=_is_ruled(row)):
            raise ValidationError(why_not)
        return Challenge.objects.create(
            response=row,
            reason=reason,
            verdict=row.verdict,
            score_numerator=row.score_numerator,
            score_denominator=row.score_denominator,
            made_at=at,
        )


def take_back(
    *, challenge: Challenge, student: User, at: datetime.datetime | None = None
) -> Challenge:
    """While it waits. Raises ValidationError where it was decided meanwhile."""
    with transaction.atomic():
        response = _locked(challenge.response)
        if response.item_session.student_id != student.pk:
            raise PermissionDenied("This is somebody else's challenge.")
        row = Challenge.objects.get(pk=challenge.pk)
        if row.state == State.TAKEN_BACK:
            return row
        if not row.is_waiting:
            raise ValidationError("Your teacher has decided on it meanwhile.")
        return _close(row, State.TAKEN_BACK, by=student, at=at)


def keep(
    *,
    challenge: Challenge,
    by: User,
    reply: str,
    seen: str,
    at: datetime.datetime | None = None,
) -> Challenge:
    """A teacher lets the mark stay and tells the student why; `seen` is the mark that the teacher
    saw, as `shown_mark` writes it. Another mark is given as everywhere, by `grading.decide`, which
    closes it too.

    Raises PermissionDenied for anybody who does not teach the class, ValidationError where
    somebody has decided meanwhile, the student took it back, or another mark or answer counts.
    """
    reply = _said(reply, NO_REPLY)
    with transaction.atomic():
        response = _locked(challenge.response)
        attempt = response.item_session.attempt
        if attempt is None or not by.has_perm(TEACHES, attempt.given.classroom):
            raise PermissionDenied("You do not teach this class.")
        row = Challenge.objects.select_related("closed_by").get(pk=challenge.pk)
        if (row.state, row.reply, row.closed_by_id) == (State.KEPT, reply, by.pk):
            return row
        if not row.is_waiting:
            raise ValidationError(_closed(row))
        if response.is_superseded or shown_mark(response) != seen:
            raise ValidationError(OTHER_MARK)
        return _close(row, State.KEPT, by=by, reply=reply, at=at)


def waits(response: Response) -> bool:
    """Whether a challenge of its mark is to be answered."""
    return response.challenges.filter(state=State.WAITING).exists()


def decided(grade: ManualGrade) -> None:
    """A manual grade answers the challenge of its response that waits, in the caller's transaction,
    which has locked the response.
    """
    for row in grade.response.challenges.filter(state=State.WAITING):
        is_same = (grade.verdict, grade.score) == (row.verdict, row.score)
        state = State.KEPT if is_same else State.CHANGED
        _close(row, state, by=grade.graded_by, reply=grade.reason, at=grade.graded_at, grade=grade)


def regraded(regrade: Regrade, responses: Sequence[Response]) -> None:
    """Closes what waits of responses that a regrade gave more than was challenged; what got no more
    waits on. In the caller's transaction, which has locked the responses.
    """
    waiting = Challenge.objects.filter(response__in=responses, state=State.WAITING)
    for row in waiting.select_related("response"):
        if row.response.score > row.score:
            at, by = regrade.confirmed_at, regrade.confirmed_by
            _close(row, State.CHANGED, by=by, reply=regrade.reason, at=at, regrade=regrade)


def reopen(regrade: Regrade, responses: Sequence[Response]) -> None:
    """What a regrade that is taken back has closed waits again, unless another one does."""
    waiting = Challenge.objects.filter(response__in=responses, state=State.WAITING)
    closed = Challenge.objects.filter(response__in=responses, regrade=regrade)
    closed.exclude(response__in=waiting.values("response")).update(
        state=State.WAITING, regrade=None, reply="", closed_by=None, closed_at=None
    )


def _is_ruled(response: Response) -> bool:
    session = response.item_session
    attempt = session.attempt
    if attempt is None or attempt.assignment_id is None:
        return False
    return session.slot_id in QuestionRuling.objects.kinds(attempt.assignment_id)


def _said(text: str, missing: str) -> str:
    text = text.strip()
    if not text or len(text) > LONGEST:
        raise ValidationError(TOO_LONG if text else missing)
    return text


def _locked(response: Response) -> Response:
    """Whoever changes a mark or a challenge of it waits for who does so already."""
    return Response.objects.select_for_update(of=("self",)).get(pk=response.pk)


def _close(
    row: Challenge,
    state: str,
    *,
    by: User | None,
    at: datetime.datetime | None,
    **values: Any,
) -> Challenge:
    row.state, row.closed_by, row.closed_at = state, by, at or timezone.now()
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    return row


def _closed(row: Challenge) -> str:
    if row.state == State.TAKEN_BACK:
        return TAKEN_BACK
    who = row.closed_by or "Somebody"
    return f"{who} has decided on it meanwhile ({row.get_state_display()}): {row.reply}"
