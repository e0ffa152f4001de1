"""Problems of a family as JSON lines."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from questions import maths, problems
from questions.management.console import WrittenHelp, until_closed
from questions.problems import Problem, ProblemError

HELP = """\
Write generated problems, one JSON object a line.

Row k of the output uses the seed S+k, so that any row can be made again. Expressions are in plain
calculator notation (explicit * and ^, vectors as (a, b)), which `manage.py grade` reads.

Example:
  manage.py generate derivative --level 3 --seed 7 --count 2

A line out (shortened):
  {"family": "derivative", "level": 3, "seed": 7, "prompt": "Find ...", "variables": ["x"],
   "function": "x^2*sin(x)", "key": "2*x*sin(x) + x^2*cos(x)", "kind": "expression",
   "mistakes": [{"rule": "product-of-derivatives", "answer": "2*x*cos(x)"}], "difficulty": -0.5}

A choice has "options" with the right ones marked, and no key, unless it was made by "--as choice"
of what is written otherwise: then the wrong options are the "mistakes". "function" is null where
the question is not one about a single function. A key of several fields has "labels", LaTeX, one a
component.
"""

UNASKED = frozenset({"version", "variables", "parameters", "name"})


class Command(BaseCommand):
    help = HELP
    requires_system_checks: list[str] = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        return super().create_parser(prog_name, subcommand, formatter_class=WrittenHelp, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("family", nargs="?", help="A family; --list names them all.")
        parser.add_argument("--list", action="store_true", help="One family a line, nothing else.")
        parser.add_argument("--level", type=int, default=1, help="From 1 (easiest) to 5.")
        parser.add_argument(
            "--as",
            dest="asked",
            choices=[problems.CHOICE],
            help="Give four options where the answer is written otherwise.",
        )
        parser.add_argument("--seed", type=int, default=0, help="Seed of the first row.")
        parser.add_argument("--count", type=int, default=1, help="How many rows.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["list"]:
            with until_closed():
                self.stdout.write("\n".join(problems.FAMILIES))
            return
        if options["family"] is None:
            raise CommandError(f"Name a family: one of {', '.join(problems.FAMILIES)}.")
        if options["count"] < 0:
            raise CommandError("--count takes a number that is not negative.")
        first = options["seed"]
        with until_closed():
            for seed in range(first, first + options["count"]):
                try:
                    problem = problems.generate(
                        options["family"], options["level"], seed, options["asked"]
                    )
                except ProblemError as error:
                    raise CommandError(error.message) from error
                self.stdout.write(json.dumps(row_of(problem)))


def row_of(problem: Problem) -> dict[str, Any]:
    """The problem as a row of the output."""
    return {
        "family": problem.family,
        "level": problem.level,
        "seed": problem.seed,
        "prompt": problem.prompt,
        **_asked(problem.task),
        "variables": list(problem.variables),
        "key": problem.key,
        **({"labels": list(problem.labels)} if problem.layout == "components" else {}),
        "kind": problem.kind,
        "mistakes": [
            {"rule": rule, "answer": maths.write_text(answer)} for rule, answer in problem.mistakes
        ],
        "options": [
            {"text": one.text, "correct": one.correct, "mistake": one.mistake}
            for one in problem.options
        ],
        **_paired(problem),
        "difficulty": problem.difficulty,
    }


def _paired(problem: Problem) -> dict[str, Any]:
    """The rows with what they take, and the options as they are stored."""
    if not problem.pairs:
        return {}
    return {
        "pairs": [one.to_row() for one in problem.pairs],
        "options": [one.to_row() for one in problem.options],
    }


def _asked(task: maths.Task | None) -> dict[str, Any]:
    """What `grade` needs to name mistakes: the task's own fields, as it reads them."""
    fields: dict[str, Any] = {"function": None, "ask": None, "with_respect_to": None}
    if task is None:
        return fields
    return fields | {name: one for name, one in task.to_row().items() if name not in UNASKED}
