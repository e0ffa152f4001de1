"""Spaced review by FSRS-6 (Ye, Su and Cao 2022), through the `fsrs` package. The card is a skill.

Only the first answer of a day to a skill is a review; the caller sees to that.
"""

import datetime
import math
from dataclasses import dataclass
from typing import Final

from fsrs import Card, Rating, Scheduler, State

RETENTION: Final = 0.90
SLOW: Final = 2.5
FAST: Final = 0.5
LEAST_DAYS: Final = 1.0
# No steps within a day: only the first answer of a day counts. No fuzz: a replay must repeat it.
SCHEDULER: Final = Scheduler(
    desired_retention=RETENTION, learning_steps=(), relearning_steps=(), enable_fuzzing=False
)


@dataclass(frozen=True, slots=True)
class Review:
    """What is kept of a skill's reviews. Times are aware.

    `stability` is the number of days after which the chance of recall has fallen to 0.9;
    `difficulty` goes from 1 to 10.
    """

    stability: float
    difficulty: float
    reviewed_at: datetime.datetime
    due_at: datetime.datetime

    @classmethod
    def of(
        cls,
        stability: float | None,
        difficulty: float | None,
        reviewed_at: datetime.datetime | None,
        due_at: datetime.datetime | None,
    ) -> "Review | None":
        """The review that these columns hold; None where there was none yet."""
        if stability is None or difficulty is None or reviewed_at is None or due_at is None:
            return None
        return cls(stability, difficulty, reviewed_at, due_at)

    def retrievability(self, at: datetime.datetime) -> float:
        """The chance that it is still remembered. A clock that went back counts as no time."""
        at = max(at, self.reviewed_at)
        return float(SCHEDULER.get_card_retrievability(_card(self), at))


def grade(*, right: bool, was_helped: bool, seconds: float, pace: float | None) -> int:
    """FSRS's rating, 1 (again) to 4 (easy).

    `pace` is the mean of the logarithm of the seconds that the student takes, None if unknown.
    """
    if not right:
        return Rating.Again.value
    usual = math.exp(pace) if pace is not None else None
    if was_helped or (usual is not None and seconds > SLOW * usual):
        return Rating.Hard.value
    if usual is not None and seconds < FAST * usual:
        return Rating.Easy.value
    return Rating.Good.value


def reviewed(
    before: Review | None,
    rating: int,
    at: datetime.datetime,
    exam_at: datetime.datetime | None = None,
) -> Review:
    """The review after one more. With an exam ahead no interval passes half the time left."""
    at = at.astimezone(datetime.UTC)
    if before is not None:
        at = max(at, before.reviewed_at.astimezone(datetime.UTC))
    card = _card(before) if before else Card(card_id=1, due=at)
    after, _ = SCHEDULER.review_card(card, Rating(rating), at)
    days = max((after.due - at) / datetime.timedelta(days=1), LEAST_DAYS)
    if exam_at is not None and exam_at > at:
        days = min(days, (exam_at - at) / datetime.timedelta(days=2))
    return Review(
        stability=float(after.stability or 0.0),
        difficulty=float(after.difficulty or 0.0),
        reviewed_at=at,
        due_at=at + datetime.timedelta(days=days),
    )


def _card(review: Review) -> Card:
    return Card(
        card_id=1,
        state=State.Review,
        stability=review.stability,
        difficulty=review.difficulty,
        due=review.due_at.astimezone(datetime.UTC),
        last_review=review.reviewed_at.astimezone(datetime.UTC),
    )
