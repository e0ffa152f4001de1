"""What was being written when an attempt ended."""

from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from .people import User
from .practice import ItemSession


class LateEntryQuerySet(models.QuerySet["LateEntry"]):
    def waiting(self) -> Self:
        return self.filter(decision="")

    def taught_by(self, teacher: User) -> Self:
        return self.filter(item_session__attempt__assignment__classroom__teachers=teacher)


class LateEntry(models.Model):
    """An entry that reached the server after its attempt had run out of time or was closed.

    It is not marked. A teacher of the class decides whether it counts, and may decide otherwise
    later: it is a response once it has counted, and stays one that counts for nothing.
    """

    class Decision(models.TextChoices):
        COUNTED = "counted"
        LEFT = "left"

    item_session = models.OneToOneField(ItemSession, models.CASCADE, related_name="late")
    entry = models.JSONField(help_text="One text a field.")
    client_key = models.UUIDField(default=uuid4, help_text="Of the response that it may become.")
    received_at = models.DateTimeField()
    was_released = models.BooleanField(help_text="Whether results could be seen when it came.")
    decision = models.CharField(max_length=7, choices=Decision, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="late_entries_decided"
    )
    decided_at = models.DateTimeField(null=True)

    objects = LateEntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decision="", decided_at=None)
                | Q(decision__in=["counted", "left"], decided_at__isnull=False),
                name="a_late_entry_waits_or_is_decided",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_session}, late"
