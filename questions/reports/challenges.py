"""Challenges of marks, as the student and the teachers of the class see them."""

import datetime
from dataclasses import dataclass

from questions.models import Challenge, Response
from questions.models.challenges import ends_at, refusal


@dataclass(frozen=True)
class Challenged:
    """A challenge and what came of it. `state` is waiting, changed or kept; `reply` and `closed_by`
    are empty while it waits, `is_regraded` says that a regrade has closed it.
    """

    pk: int
    reason: str
    verdict: str
    score: str
    made_at: datetime.datetime
    state: str
    reply: str
    closed_by: str
    closed_at: datetime.datetime | None
    is_regraded: bool

    @property
    def is_waiting(self) -> bool:
        return self.closed_at is None


@dataclass(frozen=True)
class Mark:
    """What the student may do about a mark: `refusal` says why it cannot be challenged, empty where
    it can be, until `ends_at`.
    """

    challenge: Challenged | None
    refusal: str
    ends_at: datetime.datetime


def mark(response: Response, *, at: datetime.datetime, is_ruled: bool) -> Mark:
    """Of a response at an assignment. No query where its challenges were read with it."""
    return Mark(latest(response), refusal(response, at=at, is_ruled=is_ruled), ends_at(response))


def latest(response: Response) -> Challenged | None:
    """The last that was not taken back, from prefetched rows."""
    told = [one for one in response.challenges.all() if one.state != Challenge.State.TAKEN_BACK]
    return of(told[-1]) if told else None


def of(row: Challenge) -> Challenged:
    return Challenged(
        pk=row.pk,
        reason=row.reason,
        verdict=row.verdict,
        score=str(row.score),
        made_at=row.made_at,
        state=row.state,
        reply=row.reply,
        closed_by="" if row.is_waiting else str(row.closed_by or "A teacher who has left"),
        closed_at=row.closed_at,
        is_regraded=row.regrade_id is not None,
    )
