"""Tables to take away: CSV that a spreadsheet opens without running anything in it."""

import re
from collections.abc import Iterator
from typing import Final

from .gradebook import Cell, ResultsTable, Row

RISKY: Final = tuple("=+-@\t\r\n＝＋－＠")
NUMBER: Final = re.compile(r"-?\d+(\.\d+)?")
FACTS: Final = ("Student", "E-mail address", "Attempt", "State", "Started", "Handed in")
PER_QUESTION: Final = ("verdict", "points", "answer", "mistake")


def safe(text: str) -> str:
    """The text, never a formula: an apostrophe goes before what a spreadsheet would run.

    Plain numbers stay as they are, negative ones too.
    """
    if text.lstrip(" ").startswith(RISKY) and not NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def of_results(table: ResultsTable) -> Iterator[list[str]]:
    """The results table line by line, the headings first."""
    questions = [f"Q{column.position} {part}" for column in table.columns for part in PER_QUESTION]
    yield [safe(text) for text in (*FACTS, *questions, "Points", "Out of")]
    out_of = sum(column.points for column in table.columns)
    for row in table.rows:
        yield [safe(text) for text in _line(row, len(table.columns), out_of)]


def _line(row: Row, columns: int, out_of: int) -> Iterator[str]:
    yield from (row.student, row.email, str(row.number or ""), row.state)
    yield row.started_at.isoformat(" ", "seconds") if row.started_at else ""
    yield row.submitted_at.isoformat(" ", "seconds") if row.submitted_at else ""
    cells = {cell.position: cell for cell in row.cells}
    for position in range(1, columns + 1):
        yield from _texts(cells.get(position))
    yield _decimal(float(row.total.earned)) if row.submitted_at else ""
    yield str(out_of)


def _texts(cell: Cell | None) -> tuple[str, str, str, str]:
    if cell is None:
        return ("", "", "", "")
    points = "" if cell.verdict == "pending" else _decimal(float(cell.points.earned))
    return (cell.verdict, points, cell.written, "; ".join(cell.mistakes))


def _decimal(value: float) -> str:
    """Points for a spreadsheet, which counts 1/2 among the dates."""
    return f"{value:.6g}"
