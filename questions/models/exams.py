"""Practice exams: adaptive tests that students take of their own accord."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from .calibration import Calibration
from .people import User


class PracticeExamQuerySet(models.QuerySet["PracticeExam"]):
    def of(self, user: User) -> Self:
        return self.filter(student=user)

    def running(self) -> Self:
        return self.filter(ended_at=None)

    def ended(self) -> Self:
        return self.exclude(ended_at=None)


class PracticeExam(models.Model):
    """One student's adaptive test. What it rests on is kept with it, so that it goes on, and is
    worked out again, as it began: whatever is calibrated, rated or retired meanwhile.
    """

    class Ending(models.TextChoices):
        KNOWN = "known", "enough was known"
        LONGEST = "longest", "the most questions were asked"
        EXHAUSTED = "exhausted", "there were no more questions"
        STOPPED = "stopped", "the student stopped"

    student = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="practice_exams"
    )
    scope = models.CharField(
        max_length=400, blank=True, help_text="The topics' slugs in order; empty for all."
    )
    title = models.CharField(max_length=400)
    pool = models.JSONField(
        help_text=(
            "The items: version, content area, discrimination, difficulty, its variance, guessing."
        )
    )
    calibration = models.ForeignKey(
        Calibration, models.SET_NULL, null=True, related_name="exams", help_text="If there was one."
    )
    seed = models.PositiveBigIntegerField(help_text="Of the draws among items.")
    prior_mean = models.FloatField()
    prior_deviation = models.FloatField()
    wanted_error = models.FloatField()
    least = models.PositiveSmallIntegerField()
    most = models.PositiveSmallIntegerField()
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ending = models.CharField(max_length=9, choices=Ending.choices, blank=True)
    ability = models.FloatField(null=True)
    error = models.FloatField(null=True, help_text="The standard error of the ability.")
    share = models.FloatField(null=True, help_text="Of the pool, expected to be solved.")
    share_low = models.FloatField(null=True, help_text="With `share_high`, four times in five.")
    share_high = models.FloatField(null=True)

    objects = PracticeExamQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at"]
        indexes = [models.Index(fields=["scope", "-id"], name="exams_of_a_scope")]
        constraints = [
            models.UniqueConstraint(
                fields=["student"], condition=Q(ended_at=None), name="one_running_practice_exam"
            ),
            models.CheckConstraint(
                condition=Q(prior_deviation__gt=0, wanted_error__gt=0, least__gte=1),
                name="a_practice_exam_can_be_scored",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.student}: {self.title}"

    @property
    def is_running(self) -> bool:
        return self.ended_at is None
