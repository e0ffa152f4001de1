"""The item sessions of an assignment with their last responses, without an object for each row.

A large class with many questions has thousands: what a table of them shows is read as plain values,
beginning with the assignment.
"""

from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction
from typing import Any, Final, NamedTuple

from questions.models import Assignment, Attempt, ItemSession, Response

from .results import NOT_ANSWERED, Points


class Marked(NamedTuple):
    """An item session with its last response; not answered where there is none. `kind` is that of
    the comparison.
    """

    item_session: int
    position: int
    verdict: str
    points: Points
    mistakes: Sequence[dict[str, Any]]
    raw: Sequence[str]
    reading: Sequence[str] | None
    kind: str | None


NOTHING: Final[tuple[Any, ...]] = (NOT_ANSWERED, 0, 1, [], [], None, None)


def of(assignment: Assignment) -> dict[int, list[Marked]]:
    """By attempt, in order. Two queries."""
    of_assignment = Response.objects.filter(item_session__attempt__assignment=assignment)
    told = of_assignment.order_by("pk").values_list(
        "item_session", "verdict", "score_numerator", "score_denominator", "mistakes", "raw",
        "reading", "comparison__kind",
    )  # fmt: skip
    last: dict[int, tuple[Any, ...]] = {row[0]: row[1:] for row in told}
    sessions = ItemSession.objects.filter(attempt__assignment=assignment).order_by("position")
    columns = sessions.values_list("pk", "attempt", "position", "points")
    found: dict[int, list[Marked]] = defaultdict(list)
    for pk, attempt, position, points in columns:
        found[attempt].append(_marked(pk, position, points, last.get(pk, NOTHING)))
    return found


def _marked(pk: int, position: int, points: int, row: tuple[Any, ...]) -> Marked:
    verdict, numerator, denominator, mistakes, raw, reading, kind = row
    named = [] if verdict == Response.Verdict.CORRECT else mistakes
    earned = Points(points * Fraction(numerator, denominator), points)
    return Marked(pk, position, verdict, earned, named, raw, reading, kind)


def mistaken(attempt: Attempt, marked: Sequence[Marked]) -> list[Response]:
    """The responses that a mal-rule explains, each with its item session at hand."""
    return [
        Response(
            item_session=ItemSession(pk=one.item_session, attempt=attempt, student=attempt.student),
            raw=one.raw,
            reading=one.reading,
            comparison={"kind": one.kind},
            mistakes=one.mistakes,
        )
        for one in marked
        if one.mistakes
    ]
