"""Simulated students who practise under a policy."""

import json
import time
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from questions.management.console import WrittenHelp
from questions.simulation import policies, practising

HELP = f"""\
Let simulated students practise {practising.PER_DAY} questions a day, each chosen by a policy, and
print one JSON line: how many answers until all skills (and until half of them) have been known,
what is known a week later, the share of due reviews done within two days, mistakes resolved, and
the share of mastery claims that are true; means with their 95 % interval. The students forget, have
prerequisites and bugs, and follow a model that is not the one the choice is made with. The database
is not touched.

Policies: {", ".join(policies.POLICIES)}.

Example:
  manage.py simulate_learning --students 100 --days 40 --policy adaptive
"""
EVERY_SECONDS = 2.0
MOST = 100_000


class Command(BaseCommand):
    help = HELP
    requires_system_checks: list[str] = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        return super().create_parser(prog_name, subcommand, formatter_class=WrittenHelp, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--students", type=int, default=100)
        parser.add_argument("--days", type=int, default=40)
        parser.add_argument("--policy", default="adaptive", choices=policies.POLICIES)
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args: Any, **options: Any) -> None:
        students, days = options["students"], options["days"]
        if not 1 <= students <= MOST or not 1 <= days <= 1_000:
            raise CommandError(f"--students goes from 1 to {MOST:,}, --days from 1 to 1,000.")
        if options["seed"] < 0:
            raise CommandError("--seed takes a number from 0.")
        policy = policies.POLICIES[options["policy"]]
        courses = practising.practise(policy, students=students, days=days, seed=options["seed"])
        found = practising.summary(list(self._told(courses, students)), days * practising.PER_DAY)
        chosen = {"policy": options["policy"], "days": days, "per_day": practising.PER_DAY}
        self.stdout.write(json.dumps(chosen | found))

    def _told(
        self, courses: Iterator[practising.Course], total: int
    ) -> Iterator[practising.Course]:
        last = time.monotonic()
        for number, course in enumerate(courses, start=1):
            yield course
            if time.monotonic() - last >= EVERY_SECONDS:
                last = time.monotonic()
                self.stderr.write(f"{number:,} of {total:,} students")
                self.stderr.flush()
