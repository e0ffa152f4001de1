"""Answers marked anew by a later version's key, with what they had before."""

import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from .banks import Question, QuestionVersion
from .checking import ALIVE_FOR
from .people import User
from .practice import ItemSession


class RegradeQuerySet(models.QuerySet["Regrade"]):
    def visible_to(self, user: User) -> Self:
        """An admin's all: a teacher does not see the students of others."""
        return self if user.is_superuser else self.filter(by=user)

    def unconfirmed(self) -> Self:
        return self.filter(stage__in=[Regrade.Stage.JUDGING, Regrade.Stage.JUDGED])


class Regrade(models.Model):
    """The answers to earlier versions of a question, judged by the key of a later one.

    First each is judged, which changes nothing; then a person confirms, and what was found is
    applied; it can be taken back. `seen_at` is when its process last said that it works, None where
    none has begun to: one that died is gone on with.
    """

    class Stage(models.TextChoices):
        JUDGING = "judging"
        JUDGED = "judged"
        APPLYING = "applying"
        APPLIED = "applied"
        UNDOING = "undoing", "taking back"
        UNDONE = "undone", "taken back"

    WORKING = (Stage.JUDGING, Stage.APPLYING, Stage.UNDOING)

    question = models.ForeignKey(Question, models.CASCADE, related_name="regrades")
    version = models.ForeignKey(
        QuestionVersion, models.CASCADE, related_name="regrades", help_text="By whose key."
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="regrades"
    )
    item_sessions = models.JSONField(help_text="The keys of those to be judged, in order.")
    left_out = models.PositiveIntegerField(
        default=0, help_text="Answers in classes that the person does not teach."
    )
    stage = models.CharField(max_length=8, choices=Stage.choices, default=Stage.JUDGING)
    reason = models.TextField(blank=True, help_text="Students read it.")
    may_lower = models.BooleanField(default=False, help_text="Whether points may become fewer.")
    begun_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True)

    objects = RegradeQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["question"],
                condition=Q(stage__in=["judging", "judged", "applying", "undoing"]),
                name="one_regrade_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.get_stage_display()} by version {self.version.number}"

    @property
    def is_working(self) -> bool:
        return self.stage in self.WORKING

    def is_alive(self, at: datetime.datetime) -> bool:
        return self.is_working and self.seen_at is not None and at - self.seen_at < ALIVE_FOR

    def is_left(self, at: datetime.datetime) -> bool:
        """Begun, and no process works at it."""
        return self.is_working and not self.is_alive(at)


class RegradedSession(models.Model):
    """What one student's answers to a question had and get: the last of them counts.

    `before` and `after` hold, by the key of each response, the columns that a regrade changes, and
    the variant by whose key it was judged. `problem` is why it stays as it is.
    """

    class Outcome(models.TextChoices):
        GAINS = "gains"
        LOSES = "loses"
        SAME = "same", "the same points"
        LEFT = "left", "left as it is"

    regrade = models.ForeignKey(Regrade, models.CASCADE, related_name="regraded")
    item_session = models.ForeignKey(ItemSession, models.CASCADE, related_name="regraded")
    outcome = models.CharField(max_length=5, choices=Outcome.choices)
    problem = models.TextField(blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    old_points = models.CharField(max_length=40)
    new_points = models.CharField(max_length=40)
    is_applied = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["regrade", "item_session"], name="regraded_once")
        ]

    def __str__(self) -> str:
        return f"{self.item_session}: {self.old_points} → {self.new_points}"
