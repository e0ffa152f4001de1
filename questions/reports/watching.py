"""An assignment while it runs: who is at work, where, and when something was last saved.

Nothing here tells what was written or whether it is right.
"""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from questions.models import Assignment, Attempt, ItemSession


@dataclass(frozen=True)
class AtWork:
    """A running attempt. `position` is that of the question last opened for the first time or
    changed, None where none was; `saved_at` is None where nothing has been written.
    """

    student: str
    started_at: datetime.datetime
    position: int | None
    questions: int
    answered: int
    saved_at: datetime.datetime | None


@dataclass(frozen=True)
class Watch:
    """Whoever is at work at a moment, by name."""

    assignment: Assignment
    at: datetime.datetime
    rows: Sequence[AtWork]


class Item(NamedTuple):
    attempt: int
    position: int
    opened_at: datetime.datetime | None
    entry_at: datetime.datetime | None
    answered_at: datetime.datetime | None

    @property
    def touched_at(self) -> datetime.datetime | None:
        return max(filter(None, (self.opened_at, self.entry_at)), default=None)


def of(assignment: Assignment, *, at: datetime.datetime) -> Watch:
    """Two queries, whatever the number of students and questions."""
    running = Attempt.objects.running().filter(assignment=assignment, deadline__gt=at)
    attempts = sorted(
        running.select_related("student"), key=lambda one: str(one.student).casefold()
    )
    sessions = ItemSession.objects.filter(attempt__in=running)
    items: defaultdict[int, list[Item]] = defaultdict(list)
    for values in sessions.values_list(*Item._fields):
        item = Item(*values)
        items[item.attempt].append(item)
    return Watch(assignment, at, [_at_work(one, items[one.pk]) for one in attempts])


def _at_work(attempt: Attempt, items: Sequence[Item]) -> AtWork:
    touched = [(one.touched_at, one.position) for one in items if one.touched_at]
    return AtWork(
        student=str(attempt.student),
        started_at=attempt.started_at,
        position=max(touched)[1] if touched else None,
        questions=len(items),
        answered=sum(one.answered_at is not None for one in items),
        saved_at=max((one.entry_at for one in items if one.entry_at), default=None),
    )
