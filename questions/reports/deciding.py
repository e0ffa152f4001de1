"""What waits for a teacher: answers that the engine could not decide, and what came too late."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet

from questions.models import Classroom, ItemSession, LateEntry, Response, User

from . import common_mistakes, late
from .late import Written

SHOWN = 200


@dataclass(frozen=True)
class Waiting:
    """A response without a verdict, or an entry that came after the end. `reason` says what stood
    in its way.
    """

    item_session: int
    assignment: int
    student: str
    quiz: str
    position: int
    title: str
    written: str
    is_typed: bool
    reason: str
    submitted_at: datetime.datetime


REASONS = {"time": "Deciding took too long"}


def queue(teacher: User) -> Sequence[Waiting]:
    """The longest waiting first. Two queries."""
    undecided = _undecided(teacher).select_related(*_BESIDE).order_by("submitted_at", "pk")
    too_late = _late(teacher).select_related(*_BESIDE).order_by("received_at", "pk")
    rows = [_row(one) for one in undecided[:SHOWN]]
    rows += [_late_row(one) for one in too_late[:SHOWN]]
    return sorted(rows, key=lambda row: row.submitted_at)[:SHOWN]


def count(teacher: User, *, classroom: Classroom | None = None) -> int:
    """How many wait, of one classroom if it is named. Two queries."""
    undecided, too_late = _undecided(teacher), _late(teacher)
    if classroom is not None:
        undecided = undecided.filter(item_session__attempt__assignment__classroom=classroom)
        too_late = too_late.filter(item_session__attempt__assignment__classroom=classroom)
    return undecided.count() + too_late.count()


_BESIDE: Final = (
    "item_session__student",
    "item_session__variant__version__question",
    "item_session__attempt__assignment__quiz",
)


def _undecided(teacher: User) -> QuerySet[Response]:
    """Of the classes that the person teaches."""
    return Response.objects.to_decide().filter(
        item_session__attempt__assignment__classroom__teachers=teacher
    )


def _late(teacher: User) -> QuerySet[LateEntry]:
    return LateEntry.objects.waiting().taught_by(teacher)


def _row(response: Response) -> Waiting:
    reason = REASONS.get((response.comparison or {}).get("reason", ""), "No proof was found")
    written = Written([common_mistakes.written(response)], is_typed=True)
    return _waiting(response.item_session, written, reason, response.submitted_at)


def _late_row(entry: LateEntry) -> Waiting:
    shown = late.of(entry)
    reason = f"Came {shown.after}"
    return _waiting(entry.item_session, shown.written, reason, entry.received_at)


def _waiting(session: ItemSession, written: Written, reason: str, at: datetime.datetime) -> Waiting:
    if session.attempt is None:
        raise ValueError("Only what belongs to an attempt waits for a teacher.")
    return Waiting(
        item_session=session.pk,
        assignment=session.attempt.given_id,
        student=str(session.student),
        quiz=session.attempt.given.quiz.title,
        position=session.position,
        title=session.variant.version.question.title,
        written="; ".join(written.texts),
        is_typed=written.is_typed,
        reason=reason,
        submitted_at=at,
    )
