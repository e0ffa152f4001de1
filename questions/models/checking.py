"""Checks of many questions, in the background."""

import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone

ALIVE_FOR = datetime.timedelta(minutes=2)


class CheckRun(models.Model):
    """Questions being checked one after another, how far that is, and what failed.

    `seen_at` is when its process last said that it works: one that died is gone on with.
    """

    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="check_runs"
    )
    questions = models.JSONField(help_text="The keys of the questions, in order.")
    makes_ready = models.BooleanField(default=False, help_text="Drafts that pass become ready.")
    done = models.PositiveIntegerField(default=0)
    ready = models.PositiveIntegerField(default=0, help_text="Drafts that were made ready.")
    failures = models.JSONField(default=list, help_text="The question, what failed, and its seed.")
    started_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = "check"

    def __str__(self) -> str:
        return f"{self.done} of {self.total} questions checked"

    @property
    def total(self) -> int:
        return len(self.questions)

    def is_alive(self, at: datetime.datetime) -> bool:
        return self.finished_at is None and at - self.seen_at < ALIVE_FOR

    def is_left(self, at: datetime.datetime) -> bool:
        """Begun, and its process has died."""
        return self.finished_at is None and not self.is_alive(at)
