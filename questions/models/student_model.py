"""What the student model learns from everybody, and the record from which it can be replayed."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from statistics import fmean
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.utils import timezone

from questions import adaptive, problems

from .banks import Question, QuestionVersion
from .practice import Response
from .skills import Skill


class Difficulty(models.Model):
    """A rating on the logit scale, with its own weight in the logistic layer."""

    mean = models.FloatField()
    variance = models.FloatField()
    answers = models.PositiveIntegerField(default=0)
    weight = models.FloatField(default=0.0)
    squares = models.FloatField(help_text="Of its gradients, for the size of the next step.")

    class Meta:
        abstract = True


class ItemDifficulty(Difficulty):
    """How hard a question is, by the answers that the fold has taken in."""

    question = models.OneToOneField(Question, models.CASCADE, related_name="difficulty")
    right = models.PositiveIntegerField(default=0, help_text="Of its answers.")

    class Meta:
        verbose_name_plural = "item difficulties"

    def __str__(self) -> str:
        return f"{self.question}: {self.mean:.2f}"


class SkillDifficultyQuerySet(models.QuerySet["SkillDifficulty"]):
    def typical(self, skills: Collection[int] | None = None) -> dict[int, tuple[float, float]]:
        """How hard a typical question in practice is, and the easiest, by skill; of all skills
        where none are given.

        What is not stored (by `refresh`) is worked out from the questions.
        """
        known = {
            row.skill_id: (row.typical, row.easiest)
            for row in (self.all() if skills is None else self.filter(skill__in=skills))
            if row.typical is not None and row.easiest is not None
        }
        if skills is None:
            skills = list(Skill.objects.values_list("pk", flat=True))
        return known | self.worked_out([skill for skill in skills if skill not in known])

    def worked_out(self, skills: Collection[int]) -> dict[int, tuple[float, float]]:
        """The same from the questions on the skills."""
        if not skills:
            return {}
        several: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
        for skill, source, family, level, difficulty, count in _sorts(skills):
            content = {"source": source, "family": family, "level": level, "difficulty": difficulty}
            several[skill].append((problems.prior_difficulty(content), count))
        return {skill: (_mean(found), min(found)[0]) for skill, found in several.items()}

    def refresh(self) -> None:
        """Stores what `worked_out` finds, for pages that can't wait for it."""
        found = self.worked_out(list(Skill.objects.values_list("pk", flat=True)))
        held = {row.skill_id: (row.typical, row.easiest) for row in self.all()}
        now = timezone.now()
        gone = [
            skill
            for skill, (typical, _) in held.items()
            if typical is not None and skill not in found
        ]
        self.filter(skill__in=gone).update(typical=None, easiest=None, refreshed_at=now)
        self.bulk_create(
            [
                SkillDifficulty(
                    skill_id=skill,
                    mean=0.0,
                    variance=adaptive.SKILL_DIFFICULTY_VARIANCE,
                    squares=adaptive.DAMPING,
                    typical=typical,
                    easiest=easiest,
                    refreshed_at=now,
                )
                for skill, (typical, easiest) in found.items()
                if held.get(skill) != (typical, easiest)
            ],
            update_conflicts=True,
            unique_fields=["skill"],
            update_fields=["typical", "easiest", "refreshed_at"],
        )


def _sorts(skills: Collection[int]) -> Iterable[tuple[Any, ...]]:
    """The sorts of contents in practice on the skills, as far as their difficulty goes, each with
    how many there are: the database counts, however many there are.
    """
    rows = QuestionVersion.objects.in_practice().filter(question__skills__in=skills).order_by()
    sort = [f"content__{key}" for key in ("source", "family", "level", "difficulty")]
    return rows.values_list("question__skills", *sort).annotate(count=Count("pk"))


def _mean(weighted: Iterable[tuple[float, int]]) -> float:
    values, counts = zip(*sorted(weighted), strict=True)
    return fmean(values, counts)


class SkillDifficulty(Difficulty):
    """By how much questions on a skill are harder than their own ratings say."""

    typical = models.FloatField(null=True, help_text="The mean prior of its questions in practice.")
    easiest = models.FloatField(null=True)
    refreshed_at = models.DateTimeField(null=True, help_text="When these two last changed.")
    objects = SkillDifficultyQuerySet.as_manager()
    skill = models.OneToOneField(Skill, models.CASCADE, related_name="difficulty")

    class Meta:
        verbose_name_plural = "skill difficulties"

    def __str__(self) -> str:
        return f"{self.skill}: {self.mean:.2f}"


class ModelVersion(models.Model):
    """The shared weights as one fold published them. Version 0 is what the code starts from."""

    number = models.PositiveIntegerField(unique=True)
    weights = models.JSONField()
    squares = models.JSONField()
    answers = models.PositiveBigIntegerField(help_text="How many answers it has learnt from.")
    published_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["number"]
        get_latest_by = "number"

    def __str__(self) -> str:
        return f"Version {self.number}"


class StudentItem(models.Model):
    """One student and one question: how often it was answered."""

    student = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    question = models.ForeignKey(Question, models.CASCADE, related_name="+")
    answers = models.PositiveIntegerField(default=0)
    right = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["student", "question"], name="one_row_a_student_item")
        ]

    def __str__(self) -> str:
        return f"{self.student}, {self.question}: {self.right} of {self.answers}"


class ObservationQuerySet(models.QuerySet["Observation"]):
    def waiting(self) -> Self:
        """What no fold has taken in yet, in order."""
        return self.filter(is_to_fold=True, folded_in=None).order_by("pk")


class Observation(models.Model):
    """An answer as the student model took it in; replaying these in order gives all its state.

    People, questions and skills are plain numbers: what was learnt from a row that is deleted
    later stays learnt.
    """

    student_number = models.BigIntegerField()
    question_number = models.BigIntegerField()
    variant_number = models.BigIntegerField()
    skill_numbers = models.JSONField()
    response = models.ForeignKey(Response, models.SET_NULL, null=True, related_name="observations")
    right = models.BooleanField()
    prior = models.FloatField(help_text="How hard the question was believed to be at first.")
    offset = models.FloatField(help_text="By how much the variant is harder than its question.")
    guess = models.FloatField(help_text="The chance to be right without knowing.")
    weight = models.FloatField(help_text="How much it counts.")
    version = models.PositiveIntegerField(help_text="Of the shared part that was read.")
    folded_in = models.PositiveIntegerField(null=True, help_text="The version that it is part of.")
    is_to_fold = models.BooleanField(default=True)
    restarts = models.BooleanField(default=False, help_text="The student's state began anew.")
    was_right = models.BooleanField(null=True, help_text="What it was before it was regraded.")
    look = models.JSONField(null=True, help_text="The student's side, until the fold has used it.")
    after = models.JSONField(
        null=True,
        help_text="Mean and variance after it: of the student, then of each skill's offset.",
    )

    objects = ObservationQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["version", "id"], name="observations_in_order"),
            models.Index(
                fields=["student_number", "question_number", "variant_number"],
                name="observed_variants",
            ),
            models.Index(
                fields=["student_number", "id"],
                condition=Q(restarts=True),
                name="observed_beginnings",
            ),
            models.Index(
                fields=["id"],
                condition=Q(is_to_fold=True, folded_in=None),
                name="observations_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"Observation {self.pk}"
