"""What a student means to do: the exam's date and a weekly goal."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

DAYS_A_WEEK = 4


class StudyPlan(models.Model):
    """A student's own plan. The days of a week beyond the goal are free."""

    student = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="study_plan"
    )
    exam_on = models.DateField("exam date", null=True, blank=True)
    days_a_week = models.PositiveSmallIntegerField(
        default=DAYS_A_WEEK, validators=[MinValueValidator(1), MaxValueValidator(7)]
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(days_a_week__gte=1, days_a_week__lte=7), name="a_week_has_seven_days"
            )
        ]

    def __str__(self) -> str:
        return f"{self.student}: {self.days_a_week} days a week"
