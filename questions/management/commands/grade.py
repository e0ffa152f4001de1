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
from questions.management.lines import LONGEST_LINE

HELP = """\
Read JSON lines from standard input, write a JSON line for each, in the same order.

A line in:
  {"id": 1, "key": "2*x", "answer": "x+x", "variables": ["x"]}

How the two are read, if not as usual:
  "notation"       "text" or "latex": how the answer is written ("text" tells LaTeX by its \\)
  "log"            "ln" (or "natural", "e") or "log10" (or "10"): what a bare log means
  "decimal_comma"  true: 0,5 is a half, and the parts of a vector are parted by semicolons
What counts as right:
  "domain"         where the variables lie: {"x": [0, null]} or "x > 0, 0 < y < 1"; where it is
                   left out, what ln, even roots and powers in "function" ask for: x > 0 for ln(5x)
  "tolerance"      for keys that are numbers: 0.01 (a share of the key), or one of {"relative":
                   0.01}, {"absolute": 0.5}, {"digits": 3}, {"interval": [1.4, 1.5]}
  "constant"       true: the answer may differ by a constant, and may contain C
  "form"           one or a list of: expanded, factored, single fraction, no negative powers,
                   no unevaluated derivative, no division by h (it must have a value at
                   h = 0 as written), simplified
So that mistakes can be named, say what was asked, as far as the key does not tell:
  "function"       "x^2", or a list of several; or "equation": "x^2 + y^2 = 25"
  "ask"            derivative, partial, gradient, jacobian, hessian, directional, chain, implicit,
                   parametric, tangent, linear_approximation, descent_step, finite_difference
  "order", "with_respect_to": ["x"], "at": {"x": 1, "y": "pi/2"}, "direction": [3, 4] (with
                   "normalised": false where it is not to be divided by its length),
                   "path": {"x": "cos(t)", "y": "sin(t)"}, "dependent": "y" of an equation,
                   "near": {"x": 1.1}, "rate": 0.1 and "steps", "step" and "scheme" (forward,
                   backward, central), "method": "logarithmic"

A line out:
  {"id": 1, "verdict": "equal", "reading": "x + x", "witness": null, "key_value": null,
   "answer_value": null, "proof": "structure", "bits": null, "domain": null,
   "did_you_mean": [], "mistakes": [], "milliseconds": 0.4}

Verdicts:
  equal       proved, by "proof": "structure", "canonical form" or "separation"
  agrees      to that many "bits" at many points, or "within" the tolerance; counts as right
  different   proved, at the witness, where the two have the values given;
              "near": "rounding" where only rounded decimals keep it from being right,
              "difference": by how much, where both values look the same
  narrower    right, but without a value where the key has one: see "domain"
  shape       a vector for a scalar, or of another length: the shape wanted is the key's
  form        right, but not in the form asked for: "form" says which part and why
  unreadable  the error says where and why
  undecided   nothing was found, or not within two seconds

"mistakes" has, for each mal-rule of the likeliest explanation, "rule", "name", "step" (where the
derivation broke), "certainty" from 0 to 1 (below 0.6 it is a guess), and "alternatives": other
explanations, each with its "rules", "step" and "certainty".
"domain" is null, or a point that was "lost" (only the key has a value there) or "gained".
"did_you_mean" has the other readings of an ambiguous answer, each with its own verdict.
"milliseconds" is for reading, comparing and naming mistakes.
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
    longest = LONGEST_LINE + 2
    while line := source.readline(longest):
        rest = line
        while rest and not rest.endswith("\n"):
            rest = source.readline(longest)
        yield line


def decided(pool: maths.JudgePool, line: str) -> dict[str, Any]:
    """The row for a line, decided where it can be stopped."""
    if len(line.rstrip("\n")) > LONGEST_LINE:
        return grading.bad_line(f"A line has at most {LONGEST_LINE} characters.")
    started = time.perf_counter()
    try:
        row: dict[str, Any] = pool.submit(grading.grade_line, line)
    except maths.JudgeTimeout:
        return grading.undecided(line, milliseconds=(time.perf_counter() - started) * 1000)
    return row
