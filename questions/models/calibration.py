"""Calibrations of questions, numbered: what an adaptive test rests on stays as it was."""

import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from .banks import Question


class CalibrationQuerySet(models.QuerySet["Calibration"]):
    def finished(self) -> Self:
        return self.exclude(finished_at=None)

    def running(self, *, since: datetime.datetime) -> Self:
        """Begun since then and not finished. What began earlier was given up: its process died."""
        return self.filter(finished_at=None, started_at__gte=since)

    def newest(self) -> "Calibration | None":
        return self.finished().order_by("-number").first()


class Calibration(models.Model):
    """One run of the two-parameter logistic model over the recorded answers."""

    number = models.PositiveIntegerField(unique=True)
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)
    up_to = models.PositiveBigIntegerField(default=0, help_text="The last observation it used.")
    answers = models.PositiveIntegerField(default=0)
    people = models.PositiveIntegerField(default=0)

    objects = CalibrationQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"Calibration {self.number}"


class ItemCalibration(models.Model):
    """Difficulty and discrimination of a question with their variances (logit scale, abilities
    with mean 0 and standard deviation 1).
    """

    calibration = models.ForeignKey(Calibration, models.CASCADE, related_name="items")
    question = models.ForeignKey(Question, models.CASCADE, related_name="calibrations")
    difficulty = models.FloatField()
    difficulty_variance = models.FloatField()
    discrimination = models.FloatField()
    discrimination_variance = models.FloatField()
    answers = models.PositiveIntegerField()

    class Meta:
        ordering = ["-difficulty"]
        verbose_name = "calibrated question"
        constraints = [
            models.UniqueConstraint(
                fields=["calibration", "question"], name="a_question_is_calibrated_once"
            ),
            models.CheckConstraint(
                condition=Q(
                    discrimination__gt=0, difficulty_variance__gt=0, discrimination_variance__gt=0
                ),
                name="discrimination_and_variances_positive",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.difficulty:.2f}"

    @property
    def difficulty_error(self) -> float:
        return float(self.difficulty_variance**0.5)

    @property
    def discrimination_error(self) -> float:
        return float(self.discrimination_variance**0.5)
