"""Classrooms: teachers, enrolled students, a join code."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from .people import User


class ClassroomQuerySet(models.QuerySet["Classroom"]):
    def in_use(self) -> Self:
        return self.filter(archived_at=None)

    def taught_by(self, user: User) -> Self:
        return self.filter(teachers=user)

    def joined_by(self, user: User) -> Self:
        return self.filter(enrolments__student=user, enrolments__left_at=None)


class Classroom(models.Model):
    name = models.CharField(max_length=120)
    join_code = models.CharField(max_length=12, unique=True)
    is_open = models.BooleanField(default=True, help_text="New students may join with the code.")
    teachers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="classrooms_taught")
    students: "models.ManyToManyField[User, Enrolment]" = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="Enrolment", related_name="classrooms_joined"
    )
    client_key = models.UUIDField(
        null=True, editable=False, help_text="Of the form that made it: sent twice, it is one room."
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    archived_at = models.DateTimeField(
        null=True, blank=True, help_text="Since when it is kept for its results alone."
    )

    objects = ClassroomQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["client_key", "name"], name="a_form_makes_one_classroom"
            ),
            models.CheckConstraint(
                condition=Q(archived_at=None) | Q(is_open=False),
                name="nobody_joins_an_archived_classroom",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_archived(self) -> bool:
        return self.archived_at is not None


class Enrolment(models.Model):
    classroom = models.ForeignKey(Classroom, models.CASCADE, related_name="enrolments")
    student = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="enrolments")
    joined_at = models.DateTimeField(default=timezone.now)
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["classroom", "student"], name="enrolled_once")
        ]

    def __str__(self) -> str:
        return f"{self.student} in {self.classroom}"
