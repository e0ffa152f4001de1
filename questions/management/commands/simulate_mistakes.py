"""`manage.py simulate_mistakes`: how well mistakes are tracked, on students with known bugs."""

import json
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from questions.simulation import tracking
from questions.simulation.tracking import Share

Line = tuple[str, Share, str]
MOST_STUDENTS = 1_000_000
MORE = 4
"""False alarms are rare, so that more students are needed to count them."""


class Command(BaseCommand):
    help = (
        "Simulated students with known bugs practise; prints how many bugs are found, how many "
        "false alarms there are and how many opportunities it takes, with 95 % intervals. The "
        "students are no model that the tracker knows of. Touches no database."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--students", type=int, default=4_000, help="in each experiment (%(default)s)"
        )
        parser.add_argument("--seed", type=int, default=1, help="%(default)s")
        parser.add_argument("--json", action="store_true", help="the figures as one line of JSON")

    def handle(self, students: int, seed: int, **options: Any) -> None:
        if not 1 <= students <= MOST_STUDENTS:
            raise CommandError(f"--students takes a number from 1 to {MOST_STUDENTS}.")
        if seed < 0:
            raise CommandError("--seed should be 0 or more.")
        lines = list(_experiments(students, seed))
        if options["json"]:
            self.stdout.write(json.dumps({name: _row(share) for name, share, _ in lines}))
            return
        for name, share, target in lines:
            low, high = share.interval
            found = f"{share.value:8.2%}" if share.of else "no case"
            figures = f"{found}  ({low:.2%} to {high:.2%} of {share.of})"
            self.stdout.write(f"{name:58} {figures:42} {target}".rstrip())


def _experiments(students: int, seed: int) -> Iterator[Line]:
    """The experiments one after the other, each with what it should come to."""
    for rate, target in ((0.7, "93 % or more"), (0.5, ""), (0.9, "")):
        share, needed = tracking.found_within(students, seed=seed, rate=rate)
        middle, most = tracking.spread([*needed, *needed[:1]])
        name = f"bug of rate {rate} found within 6 ({_words(middle, most)})"
        yield name, share, target
    for accident, target in ((0.02, "0.5 % or less"), (0.005, "0.1 % or less")):
        share = tracking.alarmed_within(MORE * students, seed=seed, accident=accident)
        yield f"false alarms within 6, accident rate {accident}", share, target
    for accident, target in ((0.005, "95 % or more"), (0.02, "")):
        share, needed = tracking.cleared_within(students, seed=seed, accident=accident)
        told = _words(*tracking.spread([*needed, *needed[:1]])) if needed else "none cured"
        yield f"cured and cleared within 8, accident rate {accident} ({told})", share, target
    mixed = tracking.of_class(max(students // 20, 1), seed=seed)
    yield "mixed class: spells of bugs found within 6", mixed.found, ""
    yield "mixed class: false alarms within 6", mixed.alarmed, ""
    yield "mixed class: false alarms in 60 days", mixed.ever_alarmed, ""
    yield "mixed class: patterns held active that are there", mixed.true, ""
    yield "mixed class: cured and cleared within 8", mixed.cleared, ""


def _words(middle: float, most: float) -> str:
    return f"median {middle:g}, 90 % by {most:g}"


def _row(share: Share) -> dict[str, float | None]:
    low, high = share.interval
    return {"share": share.value if share.of else None, "low": low, "high": high, "of": share.of}
