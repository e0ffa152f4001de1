"""What questions exercise, and what each student is estimated to know of it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from simple_history.models import HistoricalRecords


class Topic(models.Model):
    """Groups skills for people."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


class SkillQuerySet(models.QuerySet["Skill"]):
    def in_practice(self) -> Self:
        """The skills with a question that practice asks; one question of each is looked for."""
        asked = Skill.objects.filter(
            pk=OuterRef("pk"),
            questions__bank__in_practice=True,
            questions__versions__state="ready",
        )
        return self.filter(Exists(asked))


class Skill(models.Model):
    """Something that a question exercises, with what should be known before it."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="skills")
    description = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    prerequisites = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="leads_to"
    )
    history = HistoricalRecords()

    objects = SkillQuerySet.as_manager()

    class Meta:
        ordering = ["topic__position", "position", "name"]

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> tuple[int, int, str]:
        """Where it stands on the map: what it builds on stands before it. Reads the topic."""
        return self.topic.position, self.position, self.name


class StudentEstimate(models.Model):
    """A student's overall ability on the logit scale: a Gaussian."""

    student = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="estimate"
    )
    mean = models.FloatField(default=0.0)
    variance = models.FloatField()
    answers = models.PositiveIntegerField(default=0)
    right = models.PositiveIntegerField(default=0)
    streak = models.IntegerField(default=0, help_text="Right answers in a row; wrong ones below 0.")
    outcomes = models.JSONField(default=list, help_text="The last three, latest first, 1 or -1.")
    averages = models.JSONField(default=list, help_text="Fading averages of doing better.")
    last_skills = models.JSONField(default=list)
    pace = models.FloatField(null=True, help_text="The mean of the log of the seconds taken.")
    last_at = models.DateTimeField(null=True, help_text="Of the latest answer taken in.")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(variance__gt=0), name="student_variance_positive")
        ]

    def __str__(self) -> str:
        return f"{self.student}: {self.mean:.2f}"


class SkillEstimate(models.Model):
    """How far a student's ability on one skill lies from the student's overall ability."""

    student = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="skill_estimates"
    )
    skill = models.ForeignKey(Skill, models.CASCADE, related_name="estimates")
    mean = models.FloatField(default=0.0)
    variance = models.FloatField()
    answers = models.PositiveIntegerField(default=0)
    right = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(null=True)
    last = models.IntegerField(default=-1, help_text="How many answers came before the last one.")
    outcome = models.SmallIntegerField(default=0, help_text="Of the last one: 1 or -1.")
    averages = models.JSONField(default=list, help_text="Fading averages of doing better.")
    stability = models.FloatField(null=True, help_text="Days until recall falls to 0.9 (FSRS).")
    recall_difficulty = models.FloatField(null=True, help_text="From 1 to 10 (FSRS).")
    reviewed_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    begun_at = models.DateTimeField(null=True, help_text="When it was first answered.")
    mastered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["student", "due_at"], name="what_is_due")]
        constraints = [
            models.UniqueConstraint(fields=["student", "skill"], name="one_estimate_a_skill"),
            models.CheckConstraint(condition=Q(variance__gt=0), name="skill_variance_positive"),
            models.CheckConstraint(
                condition=Q(right__lte=models.F("answers")), name="right_answers_are_answers"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.student}, {self.skill}: {self.mean:.2f}"
