"""`manage.py import_questions`: a file into a bank."""

from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from questions import formats
from questions.management.console import WrittenHelp
from questions.models import Bank, User
from questions.services import exchange, importing
from questions.templatetags import unset

HELP = """\
Bring the questions of a file into a bank: JSON of our own, CSV, GIFT or Moodle XML.

Prints a line a question: what happens to it and why. Nothing is written if any question is refused,
unless --leave-out; the same file a second time changes nothing. Questions come in as drafts; with
--ready, those that pass the checks may be asked at once (of a file of our own, those that were).

Examples:
  manage.py import_questions moodle.xml --bank calculus --dry-run
  manage.py import_questions calculus.json --ready
"""


class Command(BaseCommand):
    help = HELP

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        return super().create_parser(prog_name, subcommand, formatter_class=WrittenHelp, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="The file to read.")
        parser.add_argument("--format", choices=formats.FORMATS, help="By default as FILE ends.")
        parser.add_argument("--bank", help="The bank's slug; by default the file names a new one.")
        parser.add_argument("--by", metavar="EMAIL", help="Who imports; by default an admin.")
        parser.add_argument("--dry-run", action="store_true", help="Say what would happen.")
        parser.add_argument("--leave-out", action="store_true", help="Import all but the refused.")
        parser.add_argument("--ready", action="store_true", help="Make ready what passes.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._import(options)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except PermissionDenied as error:
            raise CommandError(str(error)) from error

    def _import(self, options: dict[str, Any]) -> None:
        form = options["format"] or formats.format_of(options["file"])
        if form is None:
            raise CommandError(f"The name {options['file']} tells no format. Say --format.")
        contents = exchange.read(_bytes(options["file"]), form)
        bank, by = _bank(options["bank"]), _person(options["by"])
        report = exchange.plan(contents, bank=bank, by=by)
        self._print(report.lines)
        if not options["dry_run"]:
            leave_out = options["leave_out"]
            bank, report = importing.import_bank(contents, bank=bank, by=by, leave_out=leave_out)
        counts = ", ".join(f"{count} {outcome}" for outcome, count in report.counts.items())
        would = "would be " if options["dry_run"] else ""
        self.stdout.write(f"{report.bank_name}: {would}{counts or 'nothing'}.")
        if report.untagged:
            self.stdout.write(f"{report.untagged} of the new ones have no skill: tag them first.")
        if options["ready"] and not options["dry_run"] and bank is not None:
            self._make_ready(contents, bank, by, is_all=form != "json")

    def _make_ready(
        self, contents: formats.Contents, bank: Bank, by: User, *, is_all: bool
    ) -> None:
        self.stderr.write("Checking what came in…")
        lines = importing.make_ready(contents, bank=bank, by=by, render=unset.fault, is_all=is_all)
        refused = [one for one in lines if one.outcome == "refused"]
        self._print(refused)
        self.stdout.write(f"Made ready: {len(lines) - len(refused)}. Still drafts: {len(refused)}.")

    def _print(self, lines: Any) -> None:
        for line in lines:
            why = f": {' '.join(line.messages)}" if line.messages else ""
            self.stdout.write(f"{line.place} {line.title}: {line.outcome}{why}")


def _bytes(path: str) -> bytes:
    try:
        with Path(path).open("rb") as stream:
            return stream.read(formats.MOST_BYTES + 1)
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from error


def _bank(slug: str | None) -> Bank | None:
    if slug is None:
        return None
    bank = Bank.objects.filter(slug=slug).first()
    if bank is None:
        raise CommandError(f"There is no bank “{slug}”.")
    return bank


def _person(email: str | None) -> User:
    people = User.objects.filter(is_active=True)
    found = people.filter(email=email) if email else people.filter(is_superuser=True)
    person = found.order_by("pk").first()
    if person is None:
        raise CommandError(
            f"There is nobody with the address {email}."
            if email
            else "There is no admin: say --by."
        )
    return person
