"""What teachers decided where the engine did not."""

from fractions import Fraction

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from .practice import Response


class ManualGrade(models.Model):
    """A teacher's decision about a response. The latest one counts; the earlier ones stay."""

    response = models.ForeignKey(Response, models.CASCADE, related_name="manual_grades")
    verdict = models.CharField(
        max_length=14, choices=[(one.value, one.label) for one in Response.COUNTED]
    )
    score_numerator = models.IntegerField()
    score_denominator = models.PositiveIntegerField(default=1)
    reason = models.TextField(help_text="The student reads it.")
    graded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="manual_grades"
    )
    graded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(score_numerator__gte=0)
                & Q(score_denominator__gte=1)
                & Q(score_numerator__lte=F("score_denominator")),
                name="a_manual_grade_is_a_fraction_of_the_whole",
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=["correct", "partly correct", "incorrect"]),
                name="a_manual_grade_decides",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.response}: {self.verdict} by {self.graded_by}"

    @property
    def score(self) -> Fraction:
        return Fraction(self.score_numerator, self.score_denominator)


def shown_mark(response: Response) -> str:
    """What a page shows of a mark and its form sends back: the verdict, and the part of the
    question where that leaves it open.
    """
    is_part = response.verdict == Response.Verdict.PARTLY_CORRECT
    return f"{response.verdict}, {response.score}" if is_part else response.verdict
