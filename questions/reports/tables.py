"""Tables to take away: CSV that a spreadsheet opens without running anything in it."""

import datetime
import re
from collections.abc import Iterator
from typing import Final

from django.utils import timezone

from .gradebook import Cell, Column, ResultsTable, Row

RISKY: Final = tuple("=+@\t\r\n＝＋－＠")
HYPHEN: Final = "-"
MINUS: Final = "\u2212"
NUMBER: Final = re.compile(r"-?\d+(\.\d+)?")
FACTS: Final = ("Student", "E-mail address", "Attempt", "State", "Started", "Handed in")
PER_QUESTION: Final = ("verdict", "points", "answer", "mistake")


def safe(text: str) -> str:
    """The text, never a formula: an apostrophe goes before what a spreadsheet would run.

    Plain numbers stay as they are, negative ones too. Answers often begin with a minus, and no
    rule on what follows it tells -2x from -2+cmd|…, or -x1 from a cell's name. So the hyphen in
    front becomes the minus sign of mathematics: no spreadsheet runs that, it looks the same, and
    GradQuiz reads it as it reads the hyphen.
    """
    if NUMBER.fullmatch(text):
        return text
    if text.lstrip(" ").startswith(HYPHEN):
        return text.replace(HYPHEN, MINUS, 1)
    if text.lstrip(" ").startswith(RISKY):
        return f"'{text}"
    return text


def of_results(table: ResultsTable) -> Iterator[list[str]]:
    """The results table line by line, the headings first. Times are in the zone that is active."""
    questions = [
        f"Q{column.position} {part} ({_headed(column)})"
        for column in table.columns
        for part in PER_QUESTION
    ]
    yield [safe(text) for text in (*FACTS, *questions, "Points", "Out of")]
    for row in table.rows:
        yield [safe(text) for text in _line(row, len(table.columns), table.out_of)]


def _line(row: Row, columns: int, out_of: int) -> Iterator[str]:
    yield from (row.student, row.email, str(row.number or ""), row.state)
    yield _moment(row.started_at)
    yield _moment(row.submitted_at)
    cells = {cell.position: cell for cell in row.cells}
    for position in range(1, columns + 1):
        yield from _texts(cells.get(position))
    yield _decimal(float(row.total.earned)) if row.submitted_at else ""
    yield str(out_of)


def _headed(column: Column) -> str:
    """The question's title; what holds for everybody is said beside it."""
    ruling = column.points.ruling
    return f"{column.title}; {ruling}" if ruling else column.title


def _moment(at: datetime.datetime | None) -> str:
    return timezone.localtime(at).isoformat(" ", "seconds") if at else ""


def _texts(cell: Cell | None) -> tuple[str, str, str, str]:
    if cell is None:
        return ("", "", "", "")
    is_open = cell.verdict == "pending" and not cell.points.ruling
    points = "" if is_open or not cell.points.possible else _decimal(float(cell.points.earned))
    return (cell.verdict, points, cell.written, "; ".join(cell.mistakes))


def _decimal(value: float) -> str:
    """Points for a spreadsheet, which counts 1/2 among the dates."""
    return f"{value:.6g}"
