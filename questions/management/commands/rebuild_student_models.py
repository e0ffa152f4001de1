"""All state of the student model again, from the record."""

import time
from typing import Any

from django.core.management.base import BaseCommand

from questions.services import rebuilding

EVERY_SECONDS = 2.0


class Command(BaseCommand):
    help = (
        "Work out what is known of every student, question and skill again, by replaying the "
        "recorded answers in order. The result is what is there, to the last bit, unless rows were "
        "changed by hand. May run while people practise; progress goes to stderr."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        begun = last = time.monotonic()

        def progress(done: int, total: int) -> None:
            nonlocal last
            if time.monotonic() - last >= EVERY_SECONDS:
                last = time.monotonic()
                self.stderr.write(f"{done:,} of {total:,} answers replayed")
                self.stderr.flush()

        done = rebuilding.rebuild(progress=progress)
        self.stdout.write(f"{done:,} answers replayed in {time.monotonic() - begun:.1f} s.")
