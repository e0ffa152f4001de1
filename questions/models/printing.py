"""Papers: a quiz on paper, one for all or one a student of a classroom."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from .banks import QuestionVersion
from .classrooms import Classroom
from .groups import Group
from .people import User
from .practice import Variant
from .quizzes import Quiz, Slot


class PrintingQuerySet(models.QuerySet["Printing"]):
    def seen_by(self, user: User) -> Self:
        """Those for classrooms that the person teaches, and the person's own for no classroom."""
        own = Q(classroom=None, made_by=user)
        return self.filter(own | Q(classroom__in=Classroom.objects.taught_by(user)))


class Printing(models.Model):
    """The papers that were made at once. They stay as they are, however the quiz changes."""

    quiz = models.ForeignKey(Quiz, models.CASCADE, related_name="printings")
    classroom = models.ForeignKey(
        Classroom,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="printings",
        help_text="Whose students have a paper each; empty for one paper for all.",
    )
    group = models.ForeignKey(
        Group,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="printings",
        help_text="Of the classroom, whose members alone have a paper; empty for the whole class.",
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="printings_made"
    )
    client_key = models.UUIDField(
        unique=True, editable=False, help_text="Of the form that made it: sent twice, it is one."
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = PrintingQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.quiz} for {self.whom or 'all'}"

    @property
    def whom(self) -> str:
        """The class, or the group of it, by name; empty where it is for all."""
        return " of ".join(str(one) for one in (self.group, self.classroom) if one)


class Paper(models.Model):
    """One paper, for a student or for all. Its code stands on it and on its key."""

    printing = models.ForeignKey(Printing, models.CASCADE, related_name="papers")
    number = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=8, unique=True)
    student = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="papers"
    )

    class Meta:
        ordering = ["printing", "number"]
        constraints = [
            models.UniqueConstraint(fields=["printing", "number"], name="papers_are_numbered")
        ]

    def __str__(self) -> str:
        return self.code


class PaperQuestion(models.Model):
    """A question on a paper: what the slot said then, with the variant once it is drawn."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    slot = models.ForeignKey(Slot, models.SET_NULL, null=True, related_name="on_paper")
    version = models.ForeignKey(QuestionVersion, models.PROTECT, related_name="on_paper")
    points = models.PositiveSmallIntegerField()
    variant = models.ForeignKey(Variant, models.PROTECT, null=True, related_name="on_paper")

    class Meta:
        ordering = ["paper", "position"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "position"], name="one_question_a_position")
        ]

    def __str__(self) -> str:
        return f"{self.paper}, question {self.position}"
