"""Mal-rules, and each student's pattern of mistakes."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from questions.adaptive import Pattern

from .practice import Response
from .skills import Skill


class MalRule(models.Model):
    """The texts of a mal-rule. The registry in code is the truth about what it does.

    `is_edited` keeps an admin's wording when the catalogue is loaded again.
    """

    code = models.SlugField(unique=True, max_length=60)
    name = models.CharField(max_length=120)
    sentence = models.TextField(help_text="What the student is told: what the rule really says.")
    skill = models.ForeignKey(
        Skill, models.SET_NULL, null=True, blank=True, related_name="mal_rules"
    )
    is_edited = models.BooleanField(default=False, editable=False)
    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]
        verbose_name = "mistake"

    def __str__(self) -> str:
        return self.name


class MistakePatternQuerySet(models.QuerySet["MistakePattern"]):
    def shown(self) -> Self:
        """Patterns with at least one occurrence, the most likely first."""
        return self.filter(occurrences__gt=0).order_by("-log_odds", "-last_seen_at")


class MistakePattern(models.Model):
    """One student and one mal-rule: how often it showed out of how many chances."""

    class State(models.TextChoices):
        UNSEEN = "unseen"
        SUSPECTED = "suspected"
        ACTIVE = "active"
        RESOLVED = "resolved"
        RELAPSED = "relapsed"

    student = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="mistake_patterns"
    )
    mal_rule = models.ForeignKey(MalRule, models.PROTECT, related_name="patterns")
    opportunities = models.PositiveIntegerField(default=0)
    occurrences = models.PositiveIntegerField(default=0)
    log_odds = models.FloatField(help_text="Of the student's having this mal-rule.")
    state = models.CharField(max_length=9, choices=State.choices, default=State.UNSEEN)
    hits = models.PositiveIntegerField(
        default=0, help_text="How often it has shown since it was last improbable."
    )
    clean_streak = models.PositiveIntegerField(
        default=0, help_text="Opportunities in a row without it, up to now."
    )
    last_seen_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField()

    objects = MistakePatternQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["student", "mal_rule"], name="one_pattern_a_mal_rule"),
            models.CheckConstraint(
                condition=Q(occurrences__lte=F("opportunities")),
                name="occurrences_are_opportunities",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["unseen", "suspected", "active", "resolved", "relapsed"]),
                name="pattern_state_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.student}: {self.mal_rule}"

    @property
    def belief(self) -> Pattern:
        """What the tracker holds of this pattern, as of `updated_at`."""
        return Pattern(
            log_odds=self.log_odds,
            opportunities=self.opportunities,
            occurrences=self.occurrences,
            state=self.state,
            hits=self.hits,
            clean_streak=self.clean_streak,
        )


class MistakeEvidence(models.Model):
    """An opportunity for a mal-rule: the response that was one, and what it said.

    In the order in which they were taken in, which is the order of answering.
    """

    pattern = models.ForeignKey(MistakePattern, models.CASCADE, related_name="evidence")
    response = models.ForeignKey(Response, models.CASCADE, related_name="mistake_evidence")
    shown = models.BooleanField()
    likely = models.FloatField(help_text="How likely the mal-rule was held to be after it, 0 to 1.")

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "evidence of mistakes"
        constraints = [
            models.UniqueConstraint(
                fields=["pattern", "response"], name="a_response_is_one_opportunity"
            )
        ]

    def __str__(self) -> str:
        return f"{self.pattern}: {'shown' if self.shown else 'not shown'}"
