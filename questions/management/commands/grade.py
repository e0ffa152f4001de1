"""Answers against keys, as JSON lines."""

import io
import json
import sys
from typing import Any

from django.core.management.base import BaseCommand

from questions import maths
from questions.management import grading

HELP = """\
Read JSON lines from standard input, write a JSON line for each, in the same order.

A line in:  {"id": 1, "key": "2*x", "answer": "x+x", "variables": ["x"]}
            and, so that mistakes can be named, "function": "x^2" with, where the key does not
            tell, "ask" (derivative, partial, gradient), "order" and "with_respect_to".
A line out: {"id": 1, "verdict": "equal", "reading": "x + x", "witness": null, ...}

Verdicts: equal (proved), agrees (to many bits at many points), different (at the witness, proved),
narrower (not defined where the key is), shape, unreadable, undecided. The key's shape is the
shape wanted. A bad line gives a row with the id null and an error, and the rest goes on.
"""


class Command(BaseCommand):
    help = HELP
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        if isinstance(sys.stdin, io.TextIOWrapper):
            sys.stdin.reconfigure(encoding="utf-8", errors="replace")
        pool = maths.JudgePool([grading.grade_line])
        try:
            for line in sys.stdin:
                if line.strip():
                    self.stdout.write(json.dumps(_decided(pool, line)))
                    self.stdout.flush()
        finally:
            pool.stop()


def _decided(pool: maths.JudgePool, line: str) -> dict[str, Any]:
    if len(line) > grading.LONGEST_LINE:
        return grading.bad_line(f"A line has at most {grading.LONGEST_LINE} characters.")
    try:
        row: dict[str, Any] = pool.submit(grading.grade_line, line)
    except maths.JudgeTimeout:
        return grading.undecided(line)
    return row
