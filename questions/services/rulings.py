"""Ruling on a question of an assignment: dropped, or a bonus to all; and taking that back."""

import datetime
from collections.abc import Sequence
from typing import Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from questions.models import Assignment, QuestionRuling, Slot, User
from questions.models.rulings import leaves_nothing
from questions.permissions import TEACHES

LONGEST: Final = 1_000
NO_REASON: Final = "Say why, in a sentence: the students read it."
TOO_LONG: Final = f"Say it in at most {LONGEST:,} characters."
ELSEWHERE: Final = "This question is not in the quiz of this assignment."
LAST: Final = (
    "No other question of this assignment counts, so dropping this one would leave nothing. Make "
    "it a bonus instead."
)
MEANWHILE: Final = (
    "What counts in this assignment has been changed meanwhile. Look at what would change now, and "
    "send it again."
)
MEANWHILE_ANOTHER: Final = "This ruling was changed meanwhile. Look at what holds now."
Kind: Final = QuestionRuling.Kind


def rule(
    *,
    assignment: Assignment,
    slot: Slot,
    kind: str,
    reason: str,
    by: User,
    seen: Sequence[int],
    at: datetime.datetime | None = None,
) -> QuestionRuling:
    """Drops the question, or makes it a bonus, for everybody at once: whoever has handed in, is at
    work or begins later. The same again, as a double click sends it, is the one that is there.

    `seen` are the keys of the rulings that held when the teacher saw who would change. Raises
    PermissionDenied for who does not teach the class; ValidationError where others hold by now,
    and where nothing would be left that counts.
    """
    reason = reason.strip()
    if not reason or len(reason) > LONGEST:
        raise ValidationError(TOO_LONG if reason else NO_REASON)
    if slot.quiz_id != assignment.quiz_id:
        raise ValidationError(ELSEWHERE)
    with transaction.atomic():
        row = _locked(assignment, by)
        standing = list(row.rulings.standing().select_related("made_by"))
        before = next((one for one in standing if one.slot_id == slot.pk), None)
        if before is not None:
            if (before.kind, before.reason, before.made_by_id) == (kind, reason, by.pk):
                return before
            raise ValidationError(_ruled(before))
        if sorted(one.pk for one in standing) != sorted(seen):
            raise ValidationError(MEANWHILE)
        kinds = {one.slot_id: one.kind for one in standing}
        if kind == Kind.DROPPED and leaves_nothing(slot, kinds):
            raise ValidationError(LAST)
        return QuestionRuling.objects.create(
            assignment=row,
            slot=slot,
            kind=kind,
            reason=reason,
            made_by=by,
            made_at=at or timezone.now(),
        )


def take_back(
    *, ruling: QuestionRuling, by: User, at: datetime.datetime | None = None
) -> QuestionRuling:
    """Lets the question count again. What was taken back already stays as it is."""
    with transaction.atomic():
        _locked(ruling.assignment, by)
        row = QuestionRuling.objects.get(pk=ruling.pk)
        if row.is_standing:
            row.taken_back_by, row.taken_back_at = by, at or timezone.now()
            row.save(update_fields=["taken_back_by", "taken_back_at"])
        return row


def _locked(assignment: Assignment, by: User) -> Assignment:
    """Whoever rules on a question of the assignment waits for who does so already."""
    rows = Assignment.objects.select_for_update(of=("self",)).select_related("classroom")
    row = rows.get(pk=assignment.pk)
    if not by.has_perm(TEACHES, row.classroom):
        raise PermissionDenied("You do not teach this class.")
    return row


def _ruled(before: QuestionRuling) -> str:
    what = "dropped this question" if before.kind == Kind.DROPPED else "made this question a bonus"
    return f"{before.made_by or 'Somebody'} has {what} already: “{before.reason}”"
