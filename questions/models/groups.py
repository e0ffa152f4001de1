"""Groups of a classroom, made for what their members need."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from .classrooms import Classroom
from .people import User
from .skills import Skill


class GroupQuerySet(models.QuerySet["Group"]):
    def taught_by(self, user: User) -> Self:
        return self.filter(classroom__teachers=user)


class Group(models.Model):
    """Some students of a classroom, with the skill or the mistake that they are together for.

    Whoever leaves the classroom is given nothing more, and is a member again on coming back.
    """

    classroom = models.ForeignKey(Classroom, models.CASCADE, related_name="groups")
    name = models.CharField(max_length=120)
    members = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    skill = models.ForeignKey(Skill, models.SET_NULL, null=True, blank=True, related_name="+")
    mal_rule = models.ForeignKey(
        "MalRule", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = GroupQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["classroom", "name"], name="one_group_a_name_in_a_room")
        ]

    def __str__(self) -> str:
        return self.name
