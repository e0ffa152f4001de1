"""What waits for a teacher: answers that the engine could not decide."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from questions.models import Classroom, Response, User

from . import common_mistakes

SHOWN = 200


@dataclass(frozen=True)
class Waiting:
    """A response without a verdict. `reason` says what stood in the engine's way."""

    item_session: int
    assignment: int
    student: str
    quiz: str
    position: int
    title: str
    written: str
    reason: str
    submitted_at: datetime.datetime


REASONS = {"time": "Deciding took too long"}


def queue(teacher: User) -> Sequence[Waiting]:
    """The longest waiting first. One query."""
    rows = _waiting(teacher).select_related(
        "item_session__student",
        "item_session__variant__version__question",
        "item_session__attempt__assignment__quiz",
    )
    return [_row(one) for one in rows.order_by("submitted_at", "pk")[:SHOWN]]


def count(teacher: User, *, classroom: Classroom | None = None) -> int:
    """How many wait, of one classroom if it is named. One query."""
    rows = _waiting(teacher)
    if classroom is not None:
        rows = rows.filter(item_session__attempt__assignment__classroom=classroom)
    return rows.count()


def _waiting(teacher: User) -> QuerySet[Response]:
    """Of the classes that the person teaches."""
    return Response.objects.to_decide().filter(
        item_session__attempt__assignment__classroom__teachers=teacher
    )


def _row(response: Response) -> Waiting:
    session = response.item_session
    if session.attempt is None:
        raise ValueError("Only responses of an attempt wait for a teacher.")
    return Waiting(
        item_session=session.pk,
        assignment=session.attempt.given_id,
        student=str(session.student),
        quiz=session.attempt.given.quiz.title,
        position=session.position,
        title=session.variant.version.question.title,
        written=common_mistakes.written(response),
        reason=REASONS.get((response.comparison or {}).get("reason", ""), "No proof was found"),
        submitted_at=response.submitted_at,
    )
