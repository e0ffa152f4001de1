"""Exam presets: the rules of known exams as data, and the mock exams that are taken by them."""

from typing import Self

from django.db import models
from simple_history.models import HistoricalRecords


class ExamPresetQuerySet(models.QuerySet["ExamPreset"]):
    def offered(self) -> Self:
        return self.filter(is_offered=True)


class ExamPreset(models.Model):
    """An exam's rules with their year and source. Mock exams keep the rules they began with."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    year = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Whose rules these are; empty for no exam in particular."
    )
    minutes = models.PositiveSmallIntegerField(help_text="For the whole exam.")
    source = models.TextField(help_text="Where the rules stand, in words.")
    remark = models.TextField(
        "what is different", blank=True, help_text="What a mock exam here does not claim."
    )
    rules = models.JSONField(help_text="Sections with their parts; docs/exams.md says each field.")
    position = models.PositiveSmallIntegerField(default=0)
    is_offered = models.BooleanField("offered to students", default=True)
    history = HistoricalRecords()

    objects = ExamPresetQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(minutes__gte=1), name="an_exam_takes_a_minute_at_least"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.year}" if self.year else self.name


class MockExam(models.Model):
    """What a mock exam goes by from its beginning to its report, whatever becomes of its preset."""

    preset = models.ForeignKey(
        ExamPreset, models.SET_NULL, null=True, blank=True, related_name="mocks"
    )
    title = models.CharField(max_length=120)
    minutes = models.PositiveSmallIntegerField()
    rules = models.JSONField(help_text="The preset's, with as many questions as there were.")

    def __str__(self) -> str:
        return self.title
