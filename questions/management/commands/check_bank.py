"""`manage.py check_bank`: whether every question of a bank may be asked."""

from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from questions.models import Bank, Question, QuestionVersion
from questions.services import banks, readiness
from questions.templatetags import unset


class Command(BaseCommand):
    help = (
        "Runs over a bank the checks that a question must pass before it is asked, and prints a "
        "line a question. Each question's newest version in use is checked: its draft, or what is "
        "ready. Ends with status 1 if a check fails; what is only to be looked at again begins "
        "with “Look again”."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="the bank's slug, as in its address: quick-quiz")
        parser.add_argument(
            "--seeds",
            type=int,
            default=readiness.SEEDS_IN_FULL,
            help="how many seeds of a generated question to try (default: %(default)s)",
        )

    def handle(self, slug: str, seeds: int, **options: Any) -> None:
        bank = Bank.objects.filter(slug=slug).first()
        if bank is None:
            known = ", ".join(Bank.objects.order_by("slug").values_list("slug", flat=True))
            raise CommandError(f"There is no bank “{slug}”. The banks are: {known or 'none'}.")
        if seeds < 1:
            raise CommandError("--seeds should be 1 or more.")
        failing = sum(not self._passes(question, seeds) for question in _questions(bank))
        if failing:
            raise CommandError(f"Questions that fail: {failing}.")

    def _passes(self, question: Question, seeds: int) -> bool:
        version = _in_use(question)
        if version is None:
            self.stdout.write(f"{question.slug}: retired, not checked")
            return True
        found = banks.check(version, render=unset.fault, seeds=seeds)
        told = "; ".join(_sentence(one) for one in found) or "passes"
        self.stdout.write(f"{question.slug}, version {version.number}: {told}")
        return all(one.is_warning for one in found)


def _questions(bank: Bank) -> Iterator[Question]:
    return bank.questions.prefetch_related("versions").order_by("slug").iterator(chunk_size=500)


def _in_use(question: Question) -> QuestionVersion | None:
    retired = QuestionVersion.State.RETIRED
    return next((one for one in question.versions.all() if one.state != retired), None)


def _sentence(failure: readiness.Failure) -> str:
    where = f"{failure.field}, seed {failure.seed}" if failure.seed is not None else failure.field
    return f"{failure.sentence} ({where})"
