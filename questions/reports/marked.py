"""The item sessions of an assignment with their last responses, without an object for each row.

A large class with many questions has thousands: what a table of them shows is read as plain values,
beginning with the assignment.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Any, Final, NamedTuple

from django.db.models import Case, F, When
from django.db.models.fields.json import KT

from questions.models import Assignment, Attempt, ItemSession, Response

from .common_mistakes import Mistaken
from .points import NOT_ANSWERED, Points, ruled


class Marked(NamedTuple):
    """An item session with its last response; not answered where there is none. `kind` is that of
    the comparison, `by_itself` the points that no ruling changed. Of what is right `raw`, `reading`
    and `kind` may be left out.
    """

    item_session: int
    slot: int | None
    position: int
    verdict: str
    points: Points
    by_itself: Points
    mistakes: Sequence[dict[str, Any]]
    raw: Sequence[str]
    reading: Sequence[str] | None
    kind: str | None


NOTHING: Final[tuple[Any, ...]] = (NOT_ANSWERED, 0, 1, [], [], None, None)
TOLD: Final = (F("mistakes"), F("raw"), F("reading"), KT("comparison__kind"))


def of(assignment: Assignment, *, kinds: Mapping[int, str], texts: bool) -> dict[int, list[Marked]]:
    """By attempt, in order, by the `kinds` of the rulings that hold. Two queries. Without `texts`
    what was written is read only where it may be a mistake: most of a table's time goes into
    taking thousands of texts apart.
    """
    columns = TOLD if texts else tuple(map(_of_mistakes, TOLD))
    of_assignment = Response.objects.standing().filter(item_session__attempt__assignment=assignment)
    told = of_assignment.order_by("pk").values_list(
        "item_session", "verdict", "score_numerator", "score_denominator", *columns
    )
    last: dict[int, tuple[Any, ...]] = {row[0]: row[1:] for row in told}
    sessions = ItemSession.objects.filter(attempt__assignment=assignment).order_by("position")
    found: dict[int, list[Marked]] = defaultdict(list)
    for pk, attempt, slot, position, points in sessions.values_list(
        "pk", "attempt", "slot", "position", "points"
    ):
        kind = kinds.get(slot, "")
        found[attempt].append(_marked(pk, slot, position, points, kind, last.get(pk, NOTHING)))
    return found


def _marked(
    pk: int, slot: int | None, position: int, points: int, ruling: str, row: tuple[Any, ...]
) -> Marked:
    verdict, numerator, denominator, mistakes, raw, reading, kind = row
    named = [] if verdict == Response.Verdict.CORRECT else mistakes or []
    earned = _earned(points, numerator, denominator)
    counted = ruled(earned, ruling) if ruling else earned
    return Marked(pk, slot, position, verdict, counted, earned, named, raw or [], reading, kind)


def _of_mistakes(column: Any) -> Case:
    """The column where the response may be explained by a mistake, none elsewhere."""
    explained = (Response.Verdict.INCORRECT, Response.Verdict.PARTLY_CORRECT)
    return Case(When(verdict__in=explained, then=column))


@lru_cache(maxsize=1_024)
def _earned(points: int, numerator: int, denominator: int) -> Points:
    """Of thousands of scores few differ."""
    return Points(points * Fraction(numerator, denominator), points)


def mistaken(attempt: Attempt, marked: Sequence[Marked]) -> list[Mistaken]:
    """What a mal-rule explains of the attempt, whose student is at hand."""
    return [
        Mistaken(
            one.item_session, attempt.given_id, attempt.student, one.mistakes, one.raw,
            one.reading, one.kind,
        )
        for one in marked
        if one.mistakes
    ]  # fmt: skip
