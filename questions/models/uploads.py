"""A file of questions that somebody has shown and not yet imported."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from .banks import Bank


class Upload(models.Model):
    """The last file that a person brought; it goes when it is imported or another one comes."""

    owner = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="upload")
    bank = models.ForeignKey(Bank, models.CASCADE, null=True, blank=True, related_name="+")
    format = models.CharField(max_length=10)
    name = models.CharField(max_length=200)
    data = models.BinaryField()
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    def __str__(self) -> str:
        return self.name
