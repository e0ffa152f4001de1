"""What students hold against marks, and what came of it."""

import datetime
from fractions import Fraction
from typing import Final, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from .grading import ManualGrade
from .late import LateEntry
from .people import User
from .practice import Response
from .regrading import Regrade

OPEN_FOR: Final = datetime.timedelta(days=14)
LONGEST: Final = 1_000
MOST: Final = 20

UNRELEASED: Final = "Results are not shown yet."
NO_TEACHER: Final = "No teacher has set this, so nobody can give another mark."
REPLACED: Final = "Another answer counts in place of this one."
UNDECIDED: Final = "This answer is not decided yet: your teacher sees it and decides."
RULED: Final = "Your teacher has made this question count the same for everybody."
FULL: Final = "This answer has all points."
WAITS: Final = "You have challenged this mark already: your teacher sees it and decides."
TOO_OFTEN: Final = f"You have challenged this mark {MOST} times: talk to your teacher about it."
SETTLED: Final = "Your teacher has decided on your challenge of this mark."
OVER: Final = (
    f"A mark can be challenged for {OPEN_FOR.days} days after it was shown, and these are over."
)


class ChallengeQuerySet(models.QuerySet["Challenge"]):
    def waiting(self) -> Self:
        """Of answers that count: where another has taken the place there is nothing to decide."""
        return self.filter(state=Challenge.State.WAITING, response__is_superseded=False)

    def taught_by(self, teacher: User) -> Self:
        return self.filter(response__item_session__attempt__assignment__classroom__teachers=teacher)


class Challenge(models.Model):
    """A student's reason why an answer should have another mark than the one that is kept here.

    A teacher of the class closes it, with a reply: by keeping the mark, or by a manual grade. So
    does a regrade that gives more, or the student, who may take it back while it waits.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        CHANGED = "changed", "mark changed"
        KEPT = "kept", "mark kept"
        TAKEN_BACK = "taken back"

    response = models.ForeignKey(Response, models.CASCADE, related_name="challenges")
    reason = models.TextField(help_text="The teacher reads it.")
    verdict = models.CharField(max_length=14, choices=Response.Verdict.choices)
    score_numerator = models.IntegerField()
    score_denominator = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    reply = models.TextField(blank=True, help_text="The student reads it.")
    grade = models.ForeignKey(
        ManualGrade, models.SET_NULL, null=True, related_name="challenges", help_text="Closed it."
    )
    regrade = models.ForeignKey(
        Regrade, models.SET_NULL, null=True, related_name="challenges", help_text="Closed it."
    )
    made_at = models.DateTimeField(default=timezone.now)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="challenges_closed"
    )
    closed_at = models.DateTimeField(null=True)

    objects = ChallengeQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["response"],
                condition=Q(state="waiting"),
                name="one_challenge_of_an_answer_waits",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", closed_at=None)
                | Q(state__in=["changed", "kept", "taken back"], closed_at__isnull=False),
                name="a_challenge_waits_or_is_closed",
            ),
            models.CheckConstraint(
                condition=Q(score_denominator__gte=1)
                & Q(score_numerator__lte=F("score_denominator")),
                name="a_challenged_score_is_a_fraction_of_the_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.response}, challenged"

    @property
    def score(self) -> Fraction:
        return Fraction(self.score_numerator, self.score_denominator)

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING

    def settles(self, response: Response) -> bool:
        """Whether the mark of its response is the one that a teacher gave or kept upon it."""
        if self.state not in {self.State.CHANGED, self.State.KEPT} or self.regrade_id is not None:
            return False
        if self.grade_id is not None:
            return [one.pk for one in response.manual_grades.all()][-1:] == [self.grade_id]
        since = _regraded_at(response)
        was_before = since is not None and self.closed_at is not None and since <= self.closed_at
        return was_before or (self.verdict, self.score) == (response.verdict, response.score)


def refusal(response: Response, *, at: datetime.datetime, is_ruled: bool = False) -> str:
    """Why the student cannot challenge the mark of the response, as a sentence; empty where they
    can. `is_ruled` where its question is dropped or a bonus. No query beside the response's
    attempt, late entry, manual grades and challenges.
    """
    attempt = response.item_session.attempt
    if attempt is None or attempt.assignment_id is None:
        return NO_TEACHER
    if not attempt.is_released(at):
        return UNRELEASED
    if response.is_superseded:
        return REPLACED
    if is_ruled:
        return RULED
    if response.verdict == Response.Verdict.PENDING:
        return UNDECIDED
    if response.score == 1:
        return FULL
    return _said_before(response) or ("" if at < ends_at(response) else OVER)


def _said_before(response: Response) -> str:
    found = list(response.challenges.all())
    if any(one.is_waiting for one in found):
        return WAITS
    if any(one.settles(response) for one in found):
        return SETTLED
    return TOO_OFTEN if len(found) >= MOST else ""


def ends_at(response: Response) -> datetime.datetime:
    """When the mark of a response at an assignment can be challenged no more: so long after it was
    shown, or after a teacher or a regrade gave it or let it count since.
    """
    session = response.item_session
    late: LateEntry | None = getattr(session, "late", None)
    since = [
        session.attempt.released_at if session.attempt else None,
        late.decided_at if late else None,
        _regraded_at(response),
        *(one.graded_at for one in response.manual_grades.all()),
    ]
    told = [one for one in since if one is not None]
    return max(told, default=response.submitted_at) + OPEN_FOR


def _regraded_at(response: Response) -> datetime.datetime | None:
    told = (response.comparison or {}).get("regraded")
    return datetime.datetime.fromisoformat(told["at"]) if told else None
