"""Answers against keys, as JSON lines."""

import io
import json
import sys
import time
from collections.abc import Iterator
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandParser

from questions import maths
from questions.management import grading
from questions.management.console import WrittenHelp, until_closed

HELP = """\
Read JSON lines from standard input, write a JSON line for each, in the same order.

A line in:
  {"id": 1, "key": "2*x", "answer": "x+x", "variables": ["x"]}
So that mistakes can be named, add "function": "x^2" and, where the key does not tell,
"ask" (derivative, partial or gradient), "order" and "with_respect_to": ["x"].

A line out:
  {"id": 1, "verdict": "equal", "reading": "x + x", "witness": null, "key_value": null,
   "answer_value": null, "mistakes": [], "milliseconds": 0.4}

Verdicts:
  equal       proved
  agrees      to many bits at many points; counts as right
  different   proved, at the witness, where the two have the values given
  narrower    right, but not defined everywhere where the key is
  shape       a vector for a scalar, or of another length: the shape wanted is the key's
  unreadable  the error says where and why
  undecided   nothing was found, or not within two seconds

A bad line gives a row with the id null and an error, and the rest goes on.

Example:
  echo '{"id": 1, "key": "2*x*cos(x^2)", "answer": "cos(x^2)", "variables": ["x"],
  "function": "sin(x^2)"}' | tr -d '\\n' | manage.py grade
"""


class Command(BaseCommand):
    help = HELP
    requires_system_checks: list[str] = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        return super().create_parser(prog_name, subcommand, formatter_class=WrittenHelp, **kwargs)

    def handle(self, *args: Any, **options: Any) -> None:
        if isinstance(sys.stdin, io.TextIOWrapper):
            sys.stdin.reconfigure(encoding="utf-8", errors="replace")
        pool = maths.JudgePool([grading.grade_line])
        try:
            with until_closed():
                for line in lines(sys.stdin):
                    self.stdout.write(json.dumps(decided(pool, line)))
                    self.stdout.flush()
        finally:
            pool.stop()


def lines(source: TextIO) -> Iterator[str]:
    """The lines; of one that is too long no more than shows it, so that none fills the memory."""
    longest = grading.LONGEST_LINE + 2
    while line := source.readline(longest):
        rest = line
        while rest and not rest.endswith("\n"):
            rest = source.readline(longest)
        yield line


def decided(pool: maths.JudgePool, line: str) -> dict[str, Any]:
    """The row for a line, decided where it can be stopped."""
    if len(line.rstrip("\n")) > grading.LONGEST_LINE:
        return grading.bad_line(f"A line has at most {grading.LONGEST_LINE} characters.")
    started = time.perf_counter()
    try:
        row: dict[str, Any] = pool.submit(grading.grade_line, line)
    except maths.JudgeTimeout:
        return grading.undecided(line, milliseconds=(time.perf_counter() - started) * 1000)
    return row
