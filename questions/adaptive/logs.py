"""Logs of answers as CSV files: read row by row, every fault said with its row."""

import csv
import gzip
import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple, TextIO

COLUMNS: Final = ("user", "item", "skills", "correct")
OUTCOMES: Final = {"0": False, "1": True, "0.0": False, "1.0": True}
LONGEST_CELL: Final = 1_000


class LogError(Exception):
    """The file is not a log of answers; the message is a sentence with the row."""


class Row(NamedTuple):
    """One answer of a log."""

    user: str
    item: str
    skills: tuple[str, ...]
    correct: bool


class Log:
    """The answers of a file, in order, read anew at each iteration.

    Rows that repeat the answer before them with other skills are one answer on all these skills:
    a file with one row a skill would otherwise tell each outcome before it is predicted.
    After an iteration `joined` counts such rows, and `users` holds who answered.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.joined = 0
        self.users: set[str] = set()

    def __iter__(self) -> Iterator[Row]:
        self.joined = 0
        self.users = set()
        pending: Row | None = None
        for row in self._rows():
            self.users.add(row.user)
            if pending is None:
                pending = row
            elif _repeats(row, pending):
                self.joined += 1
                pending = pending._replace(skills=pending.skills + row.skills)
            else:
                yield pending
                pending = row
        if pending is None:
            raise LogError(f"{self.path.name} holds no answers.")
        yield pending
        if len(self.users) == 1:
            raise LogError(
                f"{self.path.name}: all rows from row 2 on are of one user, “{pending.user}”; "
                "a student model is measured on several."
            )

    def _rows(self) -> Iterator[Row]:
        try:
            with self._opened() as lines:
                yield from self._read(lines)
        except (OSError, EOFError, zlib.error) as error:
            reason = getattr(error, "strerror", None) or error
            raise LogError(f"{self.path} can't be read: {reason}.") from error
        except UnicodeDecodeError as error:
            raise LogError(f"{self.path.name} is not UTF-8 text: {error.reason}.") from error

    def _opened(self) -> TextIO:
        """Compressed or not: the first two bytes tell, not the name."""
        with self.path.open("rb") as raw:
            is_compressed = raw.read(2) == b"\x1f\x8b"
        if is_compressed:
            return io.TextIOWrapper(gzip.open(self.path), encoding="utf-8-sig", newline="")
        return self.path.open(encoding="utf-8-sig", newline="")

    def _read(self, lines: TextIO) -> Iterator[Row]:
        reader = csv.reader(lines)
        try:
            places = self._places(next(reader, []))
            for cells in reader:
                if cells:
                    yield self._row(cells, places, reader.line_num)
        except csv.Error as error:
            raise LogError(f"{self.path.name}, row {reader.line_num}: {error}.") from error

    def _places(self, header: list[str]) -> tuple[int, int, int, int]:
        names = [name.strip().lower() for name in header]
        missing = [name for name in COLUMNS if name not in names]
        if missing:
            raise LogError(
                f"{self.path.name}, row 1: the header lacks {' and '.join(missing)}; "
                f"it needs the columns {', '.join(COLUMNS)}."
            )
        user, item, skills, correct = (names.index(name) for name in COLUMNS)
        return user, item, skills, correct

    def _row(self, cells: list[str], places: tuple[int, int, int, int], number: int) -> Row:
        if len(cells) <= max(places):
            raise self._fault(number, f"it has {len(cells)} cells, fewer than the header")
        user, item, skills, correct = (cells[place].strip() for place in places)
        if not user or not item:
            raise self._fault(number, f"the {'item' if user else 'user'} is empty")
        if max(map(len, cells)) > LONGEST_CELL:
            raise self._fault(number, f"a cell is longer than {LONGEST_CELL} characters")
        outcome = OUTCOMES.get(correct)
        if outcome is None:
            raise self._fault(number, f"correct is “{correct[:40]}”; it should be 0 or 1")
        named = dict.fromkeys(name for one in skills.split("~") if (name := one.strip()))
        return Row(user, item, tuple(named), outcome)

    def _fault(self, number: int, what: str) -> LogError:
        return LogError(f"{self.path.name}, row {number}: {what}.")


def _repeats(row: Row, before: Row) -> bool:
    same = row.user == before.user and row.item == before.item and row.correct == before.correct
    return same and bool(row.skills) and not set(row.skills) & set(before.skills)
