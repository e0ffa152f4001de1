"""docs/mal-rules.md, made from the catalogue."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from questions.management.mal_rules import page

PAGE = Path("docs") / "mal-rules.md"


class Command(BaseCommand):
    help = "Write docs/mal-rules.md from the catalogue of mal-rules."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        (settings.BASE_DIR / PAGE).write_text(page(), encoding="utf-8")
        self.stdout.write(f"{PAGE} is written.")
