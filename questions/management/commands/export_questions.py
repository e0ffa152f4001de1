"""`manage.py export_questions`: a bank to a file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from questions import formats
from questions.management.console import WrittenHelp
from questions.models import Bank
from questions.services import exchange

HELP = """\
Write a question bank to a file.

JSON keeps everything: each question with all its versions. CSV is for spreadsheets. GIFT and Moodle
XML are for other systems; what they cannot say is named on standard error.

Examples:
  manage.py export_questions quick-quiz > quick-quiz.json
  manage.py export_questions quick-quiz --output quick-quiz.xml
"""


class Command(BaseCommand):
    help = HELP

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        return super().create_parser(prog_name, subcommand, formatter_class=WrittenHelp, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="The bank's slug, as in its address: quick-quiz.")
        parser.add_argument("--format", choices=formats.FORMATS, help="By default as FILE ends.")
        parser.add_argument("--output", metavar="FILE", help="By default standard output.")

    def handle(self, *args: Any, **options: Any) -> None:
        bank = Bank.objects.filter(slug=options["slug"]).first()
        if bank is None:
            raise CommandError(f"There is no bank “{options['slug']}”.")
        output = options["output"]
        form = options["format"] or (formats.format_of(output) if output else "json")
        if form is None:
            raise CommandError(f"The name {output} tells no format. Say --format.")
        written = exchange.export(bank, form)
        for note in written.notes:
            left_out = "left out: " if note.refused else ""
            self.stderr.write(f"{note.place}: {left_out}{note.message}")
        if output is None:
            self.stdout.write(written.data.decode(), ending="")
            return
        try:
            Path(output).write_bytes(written.data)
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error.strerror}.") from error
