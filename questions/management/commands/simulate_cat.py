"""Adaptive tests on a simulated bank and simulated people."""

import json
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from questions.adaptive import testing
from questions.management.console import WrittenHelp
from questions.simulation import adaptive_tests, test_takers

HELP = f"""\
Give an adaptive test to simulated people and print one JSON line with its length (mean and 90th
percentile), bias and RMSE of the ability found, the greatest exposure of an item, how many items
were never used, and how much two tests overlap. The database is not touched.

Banks: {test_takers.NAMES}.
Rules: {", ".join(testing.RULES)}.

Example:
  manage.py simulate_cat --bank 2pl-200 --rule progressive-restricted --persons 2000
"""
EVERY_SECONDS = 2.0
MOST_PERSONS = 1_000_000


class Command(BaseCommand):
    help = HELP
    requires_system_checks: list[str] = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        return super().create_parser(prog_name, subcommand, formatter_class=WrittenHelp, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--bank", default="2pl-200")
        parser.add_argument("--rule", default="progressive-restricted", choices=testing.RULES)
        parser.add_argument("--persons", type=int, default=2_000)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--error", type=float, default=0.30, help="Stop below this (0.30).")
        parser.add_argument("--least", type=int, default=8, help="Items at least (8).")
        parser.add_argument("--most", type=int, default=40, help="Items at most (40).")
        parser.add_argument("--no-quotas", action="store_true", help="Ignore content areas.")

    def handle(self, *args: Any, **options: Any) -> None:
        bank = self._bank(options)
        shares = {area: bank.topics.count(area) / len(bank) for area in sorted(set(bank.topics))}
        settings = testing.Settings(
            error=options["error"],
            least=options["least"],
            most=options["most"],
            quotas={} if options["no_quotas"] else shares,
        )
        rule = testing.RULES[options["rule"]]
        taken = list(
            adaptive_tests.give(
                bank,
                rule,
                settings,
                persons=options["persons"],
                seed=options["seed"],
                progress=self._progress(),
            )
        )
        figures = adaptive_tests.summary(taken, len(bank))
        chosen = {"bank": bank.name, "rule": options["rule"], "error": options["error"]}
        self.stdout.write(json.dumps(chosen | figures))

    def _bank(self, options: dict[str, Any]) -> test_takers.Bank:
        if not 1 <= options["persons"] <= MOST_PERSONS:
            raise CommandError(f"--persons takes a number from 1 to {MOST_PERSONS:,}.")
        if not options["error"] > 0:
            raise CommandError("--error takes a number above 0.")
        if not 1 <= options["least"] <= options["most"]:
            raise CommandError("--least takes a number from 1 to --most.")
        if options["seed"] < 0:
            raise CommandError("--seed takes a number from 0.")
        try:
            return test_takers.bank(options["bank"], options["seed"])
        except ValueError as error:
            raise CommandError(f"--bank: {error}.") from error

    def _progress(self) -> adaptive_tests.Progress:
        last = time.monotonic()

        def report(done: int, total: int) -> None:
            nonlocal last
            if time.monotonic() - last >= EVERY_SECONDS:
                last = time.monotonic()
                self.stderr.write(f"{done:,} of {total:,} people tested")
                self.stderr.flush()

        return report
