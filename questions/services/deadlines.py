"""The ends of attempts, moved to where the rules and accommodations of now put them."""

import datetime

from django.db.models import QuerySet, prefetch_related_objects

from questions.models import Accommodation, Attempt
from questions.models.accommodations import Windows, extended, mock_factor


def move(attempts: QuerySet[Attempt], at: datetime.datetime) -> int:
    """Gives attempts their students' own end and close, inside the caller's transaction; returns
    how many of those that run got another end.

    A deadline never moves into the past: what was saved until now counts. An attempt whose time
    was over before stays over. Rules are read once the attempts are locked, so that of two changes
    at the same moment the later one knows both.
    """
    locked = list(attempts.select_for_update(of=("self",)).order_by("pk"))
    prefetch_related_objects(locked, "assignment", "mock")
    students = {one.student_id for one in locked}
    windows = Windows(Accommodation.objects.in_force().filter(student__in=students))
    moved = 0
    for attempt in locked:
        before = attempt.deadline, attempt.closes_later_at
        _place(attempt, windows, at)
        if (attempt.deadline, attempt.closes_later_at) != before:
            attempt.save(update_fields=["deadline", "closes_later_at"])
        moved += attempt.deadline != before[0]
    return moved


def _place(attempt: Attempt, windows: Windows, at: datetime.datetime) -> None:
    deadline = attempt.deadline
    if attempt.mock is not None:
        time = datetime.timedelta(minutes=attempt.mock.minutes)
        deadline = attempt.started_at + extended(time, mock_factor(attempt.student))
    else:
        window = windows.of(attempt.given, attempt.student_id)
        attempt.closes_later_at = window.later
        deadline = window.deadline(attempt.started_at)
    if not attempt.is_over(at):
        attempt.deadline = max(deadline, at)
