"""Wrong answers that no mal-rule explains, gathered by their value."""

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from .banks import Question
from .mistakes import MalRule
from .practice import Variant


class AnswerCluster(models.Model):
    """One wrong value that is given to a question. Named by a teacher, it counts like a mal-rule
    there; of generated questions each variant has clusters of its own.
    """

    question = models.ForeignKey(Question, models.CASCADE, related_name="clusters")
    variant = models.ForeignKey(Variant, models.PROTECT, related_name="clusters")
    fingerprint = models.CharField(max_length=64, help_text="Of the value, whatever its form.")
    example = models.JSONField(help_text="How the first such answer was read, one text a field.")
    mal_rule = models.OneToOneField(
        MalRule, models.SET_NULL, null=True, blank=True, related_name="cluster"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    is_dismissed = models.BooleanField("nothing in common", default=False)
    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        verbose_name = "unexplained wrong answer"
        constraints = [
            models.UniqueConstraint(fields=["question", "fingerprint"], name="one_cluster_a_value")
        ]

    def __str__(self) -> str:
        return f"{self.question}: {'; '.join(self.example)}"
