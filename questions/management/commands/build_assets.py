"""Builds the maths font and collects the static files; where nothing changed, does nothing."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand

from questions.management import maths_font

FONT = Path("questions") / "stix-two-math.woff2"


class Command(BaseCommand):
    help = "Builds the maths font and collects the static files, as far as they changed."

    def handle(self, *_args: Any, **_options: Any) -> None:
        font = Path(settings.FONT_DIR) / FONT
        if _refresh(font, _font_sources(), lambda: maths_font.build(font)):
            self.stdout.write(f"Built the maths font, {font.stat().st_size // 1000} kB.")
        if _refresh(_manifest(), _static_sources(), _collect):
            self.stdout.write("Collected the static files.")


def _refresh(target: Path, sources: list[Path], build: Callable[[], None]) -> bool:
    """Builds the target where it is missing or was built from something else."""
    stamp, fingerprint = _stamp(target), _fingerprint(sources)
    if target.exists() and stamp.exists() and stamp.read_text() == fingerprint:
        return False
    build()
    stamp.write_text(fingerprint)
    return True


def _collect() -> None:
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)


def _manifest() -> Path:
    return Path(settings.STATIC_ROOT) / "staticfiles.json"


def _stamp(target: Path) -> Path:
    """Where the fingerprint of the target's sources is kept: beside the folder, never served."""
    return Path(settings.FONT_DIR).parent / f"{target.stem}.fingerprint"


def _font_sources() -> list[Path]:
    return [maths_font.source(), Path(maths_font.__file__)]


def _static_sources() -> list[Path]:
    return sorted(
        Path(storage.path(name))
        for finder in get_finders()
        for name, storage in finder.list(ignore_patterns=[])
    )


def _fingerprint(paths: list[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(str(path).encode() + path.read_bytes())
    return digest.hexdigest()
