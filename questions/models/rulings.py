"""What is made of a question of an assignment for everybody: dropped, or a bonus to all."""

from collections.abc import Mapping
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from questions import presets

from .quizzes import Assignment, Slot


class QuestionRulingQuerySet(models.QuerySet["QuestionRuling"]):
    def standing(self) -> Self:
        return self.filter(taken_back_at=None)

    def kinds(self, assignment: int) -> dict[int, str]:
        """Of an assignment, by its key: what holds of its questions, by the keys of their slots."""
        return dict(self.standing().filter(assignment=assignment).values_list("slot", "kind"))


class QuestionRuling(models.Model):
    """A teacher's ruling on one question of one assignment, which holds until it is taken back.

    It is looked up wherever points are read, and changes neither answers nor what they earned by
    themselves: they count again once it is taken back.
    """

    class Kind(models.TextChoices):
        DROPPED = presets.Ruling.DROPPED.value
        BONUS = presets.Ruling.BONUS.value

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="rulings")
    slot = models.ForeignKey(Slot, models.CASCADE, related_name="rulings")
    kind = models.CharField(max_length=7, choices=Kind)
    reason = models.TextField(help_text="Students read it.")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="rulings"
    )
    made_at = models.DateTimeField(default=timezone.now)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="rulings_taken_back"
    )
    taken_back_at = models.DateTimeField(null=True)

    objects = QuestionRulingQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "slot"],
                condition=Q(taken_back_at=None),
                name="one_ruling_on_a_question_holds",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["dropped", "bonus"]), name="a_question_is_dropped_or_a_bonus"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slot}: {self.kind}"

    @property
    def is_standing(self) -> bool:
        return self.taken_back_at is None


def leaves_nothing(slot: Slot, kinds: Mapping[int, str]) -> bool:
    """Whether no question would count if this one were dropped beside those that are. One query."""
    others = slot.quiz.slots.exclude(pk=slot.pk).values_list("pk", flat=True)
    return all(kinds.get(one) == QuestionRuling.Kind.DROPPED for one in others)
