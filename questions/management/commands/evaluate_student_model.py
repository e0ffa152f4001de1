"""How well the student model predicts the answers of a log."""

import json
import math
import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from questions.adaptive import evaluation, logs
from questions.management.console import WrittenHelp

HELP = """\
Measure the student model on a log of answers; the database is not touched.

The files are CSV, gzipped or not, with the columns user, item, skills (joined by ~) and correct
(0 or 1), each user's rows in order. The model learns TRAIN, then predicts each answer of TEST
before it learns it. With --cv one file is cut into parts by user, and each part is tested in turn.

Prints one JSON line; progress goes to stderr.

Examples:
  manage.py evaluate_student_model train.csv.gz test.csv.gz
  manage.py evaluate_student_model answers.csv --cv 5
"""
MOST_FOLDS = 50
EVERY_SECONDS = 2.0


class Command(BaseCommand):
    help = HELP
    requires_system_checks: list[str] = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        return super().create_parser(prog_name, subcommand, formatter_class=WrittenHelp, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("train", type=Path, metavar="TRAIN.csv[.gz]")
        parser.add_argument("test", type=Path, nargs="?", metavar="TEST.csv[.gz]")
        parser.add_argument("--cv", type=int, metavar="K", help="Cross-validate one file, by user.")

    def handle(self, *args: Any, **options: Any) -> None:
        train, test, count = options["train"], options["test"], options["cv"]
        if (test is None) == (count is None):
            raise CommandError("Give a train and a test file, or one file with --cv 5.")
        if count is not None and not 2 <= count <= MOST_FOLDS:
            raise CommandError(f"--cv takes a number from 2 to {MOST_FOLDS}.")
        try:
            summaries = self._cross(train, count) if count else self._split(train, test)
        except logs.LogError as error:
            raise CommandError(str(error)) from error
        own = summaries.pop("student_model")
        if math.isnan(own["auc"]):
            raise CommandError(
                f"{(test or train).name}: all answers from row 2 on have the same outcome; "
                "there is nothing to predict."
            )
        self.stdout.write(json.dumps({**own, "baselines": summaries}))

    def _split(self, train: Path, test: Path) -> dict[str, dict[str, float]]:
        train_log, test_log = logs.Log(train), logs.Log(test)
        summaries = {}
        for name, make in evaluation.MODELS.items():
            figures = evaluation.Figures()
            evaluation.evaluate(make(), train_log, test_log, figures, self._report(name))
            summaries[name] = figures.summary()
        self._note_joined(train_log)
        self._note_joined(test_log)
        return summaries

    def _cross(self, path: Path, count: int) -> dict[str, dict[str, float]]:
        log = logs.Log(path)
        rows = list(log)
        self._note_joined(log)
        if len(log.users) < count:
            raise CommandError(f"{path.name} has {len(log.users)} users, fewer than {count} parts.")
        summaries = {}
        for name, make in evaluation.MODELS.items():
            figures = evaluation.Figures()
            for train, test in evaluation.folds(rows, count):
                evaluation.evaluate(make(), train, test, figures, self._report(name))
            summaries[name] = figures.summary()
        return summaries

    def _note_joined(self, log: logs.Log) -> None:
        if log.joined:
            self.stderr.write(
                f"{log.path.name}: {log.joined} rows repeat the answer before them with another "
                "skill; each was taken as one answer on all its skills."
            )

    def _report(self, name: str) -> evaluation.Report:
        last = time.monotonic()

        def report(what: str, done: int) -> None:
            nonlocal last
            if time.monotonic() - last >= EVERY_SECONDS:
                last = time.monotonic()
                self.stderr.write(f"{name.replace('_', ' ')}: {what}, {done:,} answers")
                self.stderr.flush()

        return report
