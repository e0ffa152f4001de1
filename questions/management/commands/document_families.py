"""docs/families.md, made from the registry."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from questions.management.families import page

PAGE = Path("docs") / "families.md"


class Command(BaseCommand):
    help = "Write docs/families.md from the registry of families."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        (settings.BASE_DIR / PAGE).write_text(page(), encoding="utf-8")
        self.stdout.write(f"{PAGE} is written.")
