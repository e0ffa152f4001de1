"""A file of thousands of questions, brought into a bank of its own."""

import json
import time


def timed(count: int) -> tuple[float, float]:
    """Seconds of wall and of processor time that importing so many questions takes."""
    from questions.models import Bank, User
    from questions.services import exchange, importing

    data = _file(Bank.objects.exclude(slug="many")[:3], count)
    by = User.objects.create_superuser(f"importer-{count}@example.org", "x")
    started, used = time.perf_counter(), time.process_time()
    importing.import_bank(exchange.read(data, "json"), bank=None, by=by)
    return time.perf_counter() - started, time.process_time() - used


def _file(banks: object, count: int) -> bytes:
    """Starter questions over and over, under names of their own."""
    from questions.services import exchange

    files = [json.loads(exchange.export(bank, "json").data) for bank in banks]  # type: ignore[attr-defined]
    written = [one for file in files for one in file["questions"]]
    row = files[0]
    row["bank"] |= {"slug": f"imported-{count}", "name": f"Imported, {count}"}
    row["questions"] = [
        {**written[number % len(written)], "slug": f"q{number}", "title": f"Question {number}"}
        for number in range(count)
    ]
    return json.dumps(row).encode()
