"""Lessons: what is to be known of a topic, in a teacher's words."""

from typing import Self

from django.db import models
from django.urls import reverse
from simple_history.models import HistoricalRecords

from .skills import Skill, Topic


class LessonQuerySet(models.QuerySet["Lesson"]):
    def on(self, skill: Skill) -> Self:
        return self.filter(skills=skill)


class Lesson(models.Model):
    """A page to learn from. Its worked examples are made by the engine from what is written here:
    a function with points, a problem of a family, or both; texts are Markdown with LaTeX.
    """

    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=80)
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="lessons")
    position = models.PositiveSmallIntegerField(default=0)
    skills = models.ManyToManyField(
        Skill, blank=True, related_name="lessons", help_text="What it teaches and can be practised."
    )
    summary = models.CharField(max_length=200, help_text="One sentence for the list of lessons.")
    notes = models.TextField(help_text="Markdown, with LaTeX between dollar signs.")
    example_function = models.CharField(
        "function", max_length=200, blank=True, help_text="Such as x^2 or (x - 1)^2 + 4y^2."
    )
    example_at = models.CharField(
        "points",
        max_length=200,
        blank=True,
        help_text="Numbers, such as -0.5, 0, 0.5; for two variables one point, such as 3, 2.",
    )
    example_window = models.CharField(
        "drawn between", max_length=80, blank=True, help_text="Such as -1, 1; empty to choose it."
    )
    example_rate = models.FloatField(
        "learning rate",
        null=True,
        blank=True,
        help_text="For two variables: draws a descent from the point instead of the gradient.",
    )
    example_remark = models.TextField("what to see in it", blank=True)
    family = models.CharField(max_length=40, blank=True, help_text="Of the worked problem.")
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    seed = models.PositiveIntegerField(null=True, blank=True)
    mistakes = models.TextField(
        "common mistakes", blank=True, help_text="Codes of mal-rules, one a line."
    )
    recap = models.TextField(help_text="What to remember: a list of a few points.")
    history = HistoricalRecords()

    objects = LessonQuerySet.as_manager()

    class Meta:
        ordering = ["position", "title"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("lesson", args=[self.slug])

    @property
    def mistake_codes(self) -> list[str]:
        return self.mistakes.split()
