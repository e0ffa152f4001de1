"""Loads the starter skills, mal-rules and banks, where they are missing."""

from typing import Any

from django.core.management.base import BaseCommand

from questions.services import starter


class Command(BaseCommand):
    help = (
        "Load the starter skills, mal-rules and question banks where they are missing. "
        "What an admin has edited is never overwritten; a second run changes nothing."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        done = starter.load()
        self.stdout.write(f"Loaded {', '.join(done)}." if done else "Everything was there already.")
