"""What waits for a teacher: answers that the engine could not decide, what came too late, and marks
that are challenged.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.db.models import QuerySet

from questions.models import Challenge, Classroom, ItemSession, LateEntry, Response, User

from . import banks, common_mistakes, late
from .late import Written

SHOWN = 200


@dataclass(frozen=True)
class Waiting:
    """A response without a verdict, an entry that came after the end, or a mark that is challenged.
    `reason` says what stood in its way or, where there is a `verdict`, what the student holds
    against that. `is_in_admin` is whether the teacher finds the question there.
    """

    item_session: int
    assignment: int
    student: str
    quiz: str
    quiz_pk: int
    position: int
    title: str
    question: int
    seed: int
    is_in_admin: bool
    written: str
    is_typed: bool
    reason: str
    submitted_at: datetime.datetime
    verdict: str


REASONS = {"time": "Deciding took too long"}


def queue(teacher: User) -> Sequence[Waiting]:
    """The longest waiting first. Three queries; one more for who gets into the admin."""
    undecided = _undecided(teacher).select_related(*_BESIDE).order_by("submitted_at", "pk")
    too_late = _late(teacher).select_related(*_BESIDE).order_by("received_at", "pk")
    challenged = _challenged(teacher).select_related(*(f"response__{one}" for one in _BESIDE))
    rows = [_row(one) for one in undecided[:SHOWN]]
    rows += [_late_row(one) for one in too_late[:SHOWN]]
    rows += [_challenge_row(one) for one in challenged.order_by("made_at", "pk")[:SHOWN]]
    shown = sorted(rows, key=lambda row: row.submitted_at)[:SHOWN]
    found = banks.in_admin(teacher, {row.question for row in shown})
    return [replace(row, is_in_admin=row.question in found) for row in shown]


def count(teacher: User, *, classroom: Classroom | None = None) -> int:
    """How many wait, of one classroom if it is named. Three queries."""
    undecided, too_late = _undecided(teacher), _late(teacher)
    challenged = _challenged(teacher)
    if classroom is not None:
        of_classroom = "item_session__attempt__assignment__classroom"
        undecided = undecided.filter(**{of_classroom: classroom})
        too_late = too_late.filter(**{of_classroom: classroom})
        challenged = challenged.filter(**{f"response__{of_classroom}": classroom})
    return undecided.count() + too_late.count() + challenged.count()


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


def _challenged(teacher: User) -> QuerySet[Challenge]:
    return Challenge.objects.waiting().taught_by(teacher)


def _row(response: Response) -> Waiting:
    reason = REASONS.get((response.comparison or {}).get("reason", ""), "No proof was found")
    written = Written([common_mistakes.written(response)], is_typed=True)
    return _waiting(response.item_session, written, reason, response.submitted_at)


def _late_row(entry: LateEntry) -> Waiting:
    shown = late.of(entry)
    reason = f"Came {shown.after}"
    return _waiting(entry.item_session, shown.written, reason, entry.received_at)


def _challenge_row(challenge: Challenge) -> Waiting:
    response = challenge.response
    written = late.written(response.item_session, response.raw)
    told = challenge.reason, challenge.made_at
    return _waiting(response.item_session, written, *told, verdict=response.verdict)


def _waiting(
    session: ItemSession,
    written: Written,
    reason: str,
    at: datetime.datetime,
    *,
    verdict: str = "",
) -> Waiting:
    if session.attempt is None:
        raise ValueError("Only what belongs to an attempt waits for a teacher.")
    question = session.variant.version.question
    return Waiting(
        item_session=session.pk,
        assignment=session.attempt.given_id,
        student=str(session.student),
        quiz=session.attempt.given.quiz.title,
        quiz_pk=session.attempt.given.quiz_id,
        position=session.position,
        title=question.title,
        question=question.pk,
        seed=session.variant.seed,
        is_in_admin=False,
        written="; ".join(written.texts),
        is_typed=written.is_typed,
        reason=reason,
        submitted_at=at,
        verdict=verdict,
    )
