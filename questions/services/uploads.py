"""Files of questions that a person brings in: kept, looked at, then imported or forgotten."""

import datetime
from dataclasses import dataclass
from typing import Final

from django.utils import timezone

from questions import formats
from questions.models import Bank, Upload, User

from . import exchange, importing, readiness

MOST_BYTES: Final = formats.MOST_BYTES
CHECKED_AT_ONCE: Final = 200
FORMATS: Final = tuple((name, one.name) for name, one in formats.FORMATS.items())


@dataclass(frozen=True)
class Imported:
    """What an upload became: the bank, its report, and what was made ready or why not."""

    bank: Bank
    report: exchange.Report
    checked: tuple[exchange.Line, ...] = ()

    @property
    def ready(self) -> int:
        """How many questions were made ready."""
        return sum(one.outcome == "changed" for one in self.checked)


def keep(
    *,
    by: User,
    bank: Bank | None,
    form: str,
    name: str,
    data: bytes,
    at: datetime.datetime | None = None,
) -> Upload:
    """Keeps the file in place of the person's last one. `form` may be empty: the name tells.

    Raises ExchangeError where the file cannot be read, or its bank cannot be made.
    """
    known = form or formats.format_of(name)
    if known is None:
        raise exchange.ExchangeError("The file's name tells no format. Choose one.", code="format")
    contents = exchange.read(data, known)
    exchange.refuse_bank(contents, bank, by)
    upload, _ = Upload.objects.update_or_create(
        owner=by,
        defaults={
            "bank": bank,
            "format": known,
            "name": name[:200],
            "data": data,
            "created_at": at or timezone.now(),
        },
    )
    return upload


def plan(upload: Upload) -> exchange.Report:
    """What importing the file would do now."""
    return exchange.plan(_contents(upload), bank=upload.bank, by=upload.owner)


def carry_out(upload: Upload, *, leave_out: bool = False) -> Imported:
    """Imports the file and forgets it. Raises ExchangeError; then the file is kept."""
    bank, report = importing.import_bank(
        _contents(upload), bank=upload.bank, by=upload.owner, leave_out=leave_out
    )
    Upload.objects.filter(pk=upload.pk).delete()
    return Imported(bank, report)


def carry_out_ready(
    upload: Upload, *, render: readiness.Render, leave_out: bool = False
) -> Imported:
    """The same, and makes ready what passes the checks: of written questions, and so many at most
    as somebody can wait for.
    """
    contents, by, form = _contents(upload), upload.owner, upload.format
    done = carry_out(upload, leave_out=leave_out)
    checked = importing.make_ready(
        contents,
        bank=done.bank,
        by=by,
        render=render,
        is_all=form != "json",
        most=CHECKED_AT_ONCE,
    )
    return Imported(done.bank, done.report, tuple(checked))


def _contents(upload: Upload) -> formats.Contents:
    return exchange.read(bytes(upload.data), upload.format)
