"""The background half of the student model: what was answered, into what everybody shares."""

from typing import Any

from django.core.management.base import BaseCommand

from questions.models import SkillDifficulty
from questions.services import folding


class Command(BaseCommand):
    help = (
        "Take the answers that wait into the ratings of questions and skills and the shared "
        "weights. Web processes do so every two seconds; this is for what was answered while none "
        "runs. Two folds at once do no harm: each batch is published once."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        total = 0
        while done := folding.fold():
            total += done
        SkillDifficulty.objects.refresh()
        self.stdout.write(f"{total} answers folded in.")
