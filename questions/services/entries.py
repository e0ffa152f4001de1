"""What is being written in an attempt or a practice exam, kept in the order it was written."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils import timezone

from questions.models import ItemSession

LONGEST_ENTRY = 4_000


@dataclass(frozen=True)
class Saved:
    """What the server holds after a save: out-of-order or repeated saves change nothing.

    `is_kept` is false where something newer was held already, so that this entry was not taken.
    """

    sequence: int
    at: datetime.datetime
    is_kept: bool


def is_written(entry: Sequence[str]) -> bool:
    return any(text.strip() for text in entry)


def require_length(entry: Sequence[str]) -> None:
    """Raises ValidationError for what is too long to be kept."""
    if any(len(text) > LONGEST_ENTRY for text in entry):
        raise ValidationError("That is too long for an answer.")


def visit(*, item_session: ItemSession, at: datetime.datetime | None = None) -> None:
    """Notes when a question was first shown: time on it runs from then."""
    if item_session.opened_at is None:
        unseen = ItemSession.objects.filter(pk=item_session.pk, opened_at=None)
        unseen.update(opened_at=at or timezone.now())


def keep(
    row: ItemSession,
    entry: Sequence[str],
    sequence: int,
    *,
    is_marked: bool | None = None,
    at: datetime.datetime,
) -> Saved:
    """Keeps an entry in a row that the caller's transaction has locked. Raises ValidationError for
    one that is too long.
    """
    require_length(entry)
    written = list(entry) if is_written(entry) else []
    is_kept = sequence > row.entry_sequence or row.entry == written
    if is_kept:
        # Only a change moves the time: going from question to question saves what is there.
        if row.entry != written:
            if not written or not row.entry:
                row.answered_at = at if written else None
            row.entry, row.entry_at = written, at
        row.entry_sequence = max(row.entry_sequence, sequence)
        row.is_marked = row.is_marked if is_marked is None else is_marked
        row.save(update_fields=["entry", "entry_sequence", "entry_at", "answered_at", "is_marked"])
    return Saved(row.entry_sequence, row.entry_at or at, is_kept)
