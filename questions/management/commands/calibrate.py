"""Difficulty and discrimination of questions, from the answers that were given."""

import json
import time
from functools import partial
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from questions.adaptive import testing
from questions.management.console import WrittenHelp
from questions.models import ItemCalibration
from questions.services import calibrating

HELP = """\
Calibrate questions by the two-parameter logistic model from the first answers of students.

Prints one JSON line a question, the hardest first, with difficulty, discrimination, their standard
errors and the number of answers; abilities have mean 0 and standard deviation 1. A question with
few answers stays near the difficulty that was expected of it. The result is kept as the next
calibration, and practice exams begun from now on rest on it. Web processes do the same in the
background once a tenth more answers have come.

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
            "--least", type=int, default=1, help="Print questions with so many answers only (1)."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        last = time.monotonic()

        def progress(number: int, moved: float) -> None:
            nonlocal last
            if time.monotonic() - last >= EVERY_SECONDS:
                last = time.monotonic()
                self.stderr.write(f"round {number}, difficulties still move by {moved:.4f}")
                self.stderr.flush()

        calibration = calibrating.begin()
        if calibration is None:
            raise CommandError("A calibration runs already. Try again when it is done.")
        kept = calibrating.run(calibration, fit=partial(testing.calibrate, progress=progress))
        if kept is None:
            raise CommandError("There are no answers to calibrate from yet.")
        self.stderr.write(f"Kept as calibration {kept.number}, from {kept.answers} answers.")
        for row in kept.items.filter(answers__gte=options["least"]).select_related("question"):
            self.stdout.write(json.dumps(_told(row)))


def _told(row: ItemCalibration) -> dict[str, object]:
    return {
        "question": row.question.slug,
        "difficulty": round(row.difficulty, 3),
        "difficulty_error": round(row.difficulty_error, 3),
        "discrimination": round(row.discrimination, 3),
        "discrimination_error": round(row.discrimination_error, 3),
        "answers": row.answers,
    }
