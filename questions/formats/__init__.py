"""Files of question banks: JSON, CSV, GIFT and Moodle's XML to and from plain dataclasses."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from . import csv_table, gift_reading, gift_writing, json_bank, moodle_reading, moodle_writing
from .html_text import parser
from .records import (
    MOST_BYTES,
    BankRecord,
    Contents,
    FormatError,
    Note,
    QuestionRecord,
    VersionRecord,
    Written,
    normal,
)

__all__ = [
    "FORMATS",
    "MOST_BYTES",
    "BankRecord",
    "Contents",
    "Format",
    "FormatError",
    "Note",
    "QuestionRecord",
    "VersionRecord",
    "Written",
    "format_of",
    "normal",
    "parser",
]


@dataclass(frozen=True)
class Format:
    """A sort of file: how people call it, how its name ends, what reads and what writes it."""

    name: str
    suffix: str
    media_type: str
    read: Callable[[bytes], Contents]
    write: Callable[[BankRecord], Written]


FORMATS: Final = {
    "json": Format(
        "JSON (keeps everything)", ".json", "application/json", json_bank.read, json_bank.write
    ),
    "csv": Format("CSV (a table)", ".csv", "text/csv", csv_table.read, csv_table.write),
    "gift": Format("GIFT", ".gift", "text/plain", gift_reading.read, gift_writing.write),
    "moodle": Format(
        "Moodle XML", ".xml", "application/xml", moodle_reading.read, moodle_writing.write
    ),
}


def format_of(file_name: str) -> str | None:
    """The format that a file's name tells; None where it tells none."""
    suffix = PurePath(file_name).suffix.lower()
    if suffix == ".txt":
        return "gift"
    return next((name for name, one in FORMATS.items() if one.suffix == suffix), None)
