"""An entry that came after the end of its attempt, as students and teachers see it."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from questions import problems
from questions.models import ItemSession, LateEntry

from . import pairing


@dataclass(frozen=True)
class Written:
    """An entry as a person reads it: the texts as they were typed, or those of chosen options."""

    texts: Sequence[str]
    is_typed: bool


@dataclass(frozen=True)
class Late:
    """`after` says how long after the end it came, in words; `was_released` whether the student
    could see results by then; `decision` is empty while it waits.
    """

    pk: int
    written: Written
    received_at: datetime.datetime
    after: str
    was_released: bool
    decision: str
    decided_by: str


def of(entry: LateEntry) -> Late:
    session = entry.item_session
    attempt = session.attempt
    if attempt is None:
        raise ValueError("Practice has no end.")
    return Late(
        pk=entry.pk,
        written=written(session, entry.entry),
        received_at=entry.received_at,
        after=f"{_in_words(entry.received_at - attempt.deadline)} after the end",
        was_released=entry.was_released,
        decision=entry.decision,
        decided_by=str(entry.decided_by or "a teacher who has left"),
    )


def beside(item_session: ItemSession) -> Late | None:
    """Of an item session; a query where `late` was not read with it."""
    entry: LateEntry | None = getattr(item_session, "late", None)
    return of(entry) if entry else None


def written(item_session: ItemSession, entry: Sequence[str]) -> Written:
    """No query beside the variant."""
    problem = problems.stored(item_session.variant.instance)
    if problem.pairs:
        rows = pairing.rows(problem, entry, is_released=False)
        paired = [f"{row.position}: {row.chosen}" for row in rows if row.chosen]
        return Written(paired, is_typed=False)
    if problem.options:
        chosen = [option.text for option in problem.options if option.id in entry]
        return Written(chosen, is_typed=False)
    return Written([text for text in entry if text.strip()], is_typed=True)


def _in_words(time: datetime.timedelta) -> str:
    seconds = max(round(time.total_seconds()), 0)
    for size, unit in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds >= 2 * size:
            return f"{seconds // size} {unit}s"
    return f"{seconds} second{'' if seconds == 1 else 's'}"
