"""Difficulty and discrimination of questions, from the answers that were given."""

import json
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from questions.management.console import WrittenHelp
from questions.services import calibrating

HELP = """\
Calibrate questions by the two-parameter logistic model from the first answers of students.

Prints one JSON line a question, the hardest first, with difficulty, discrimination, their standard
errors and the number of answers; abilities have mean 0 and standard deviation 1. A question with
few answers stays near the difficulty that was expected of it. Nothing is stored.

Example:
  manage.py calibrate --least 5
"""
EVERY_SECONDS = 2.0


class Command(BaseCommand):
    help = HELP

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        return super().create_parser(prog_name, subcommand, formatter_class=WrittenHelp, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--least", type=int, default=1, help="Leave out questions with fewer answers (1)."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        last = time.monotonic()

        def progress(number: int, moved: float) -> None:
            nonlocal last
            if time.monotonic() - last >= EVERY_SECONDS:
                last = time.monotonic()
                self.stderr.write(f"round {number}, difficulties still move by {moved:.4f}")
                self.stderr.flush()

        rows = calibrating.questions(least=max(options["least"], 1), progress=progress)
        if not rows:
            raise CommandError("There are no answers to calibrate from yet.")
        for row in rows:
            self.stdout.write(json.dumps(row))
