"""Lines of a template: what stands where, and faults that quote the line and the place in it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from questions import maths
from questions.problems.rows import ProblemError, Row

LONGEST: Final = 400
SHOWN: Final = 60


class FaultError(ProblemError):
    """Wrong in what is written, whatever is drawn."""


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of a template's text: `path` says which field it is of; within it the piece begins
    at `start`.
    """

    path: str
    whole: str
    start: int
    text: str

    @classmethod
    def of(cls, path: str, text: str) -> "Line":
        return cls(path, text, 0, text)

    def part(self, start: int, end: int | None = None) -> "Line":
        """A part of the piece, by offsets in it, without white space around it."""
        text = self.text[start:end]
        inner = text.strip()
        lead = len(text) - len(text.lstrip())
        return Line(self.path, self.whole, self.start + start + lead, inner)

    def fault(self, message: str, start: int = 0, end: int | None = None) -> FaultError:
        """The sentence with the line quoted, and the place in the piece if that is less."""
        end = len(self.text) if end is None else end
        piece = self.text[start:end].strip()
        where = f"in “{_short(self.whole)}”"
        if piece and piece != self.whole.strip():
            where += f", at “{_short(piece)}”"
        sentence = message.rstrip(".")
        return FaultError(f"The field “{self.path}”: {where}: {sentence}.", self.path)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def lines(row: Row, field: str, most: int) -> tuple[Line, ...]:
    """The lines of a field, none if it is not there. Raises ProblemError."""
    if row.value(field) is None:
        return ()
    texts = row.texts(field)
    if len(texts) > most:
        raise row.wrong(field, f"there should be {most} lines at most")
    found = tuple(Line.of(f"{field}[{place}]", text) for place, text in enumerate(texts))
    for line in found:
        if not line.text.strip():
            raise line.fault("this line is empty")
        if len(line.text) > LONGEST:
            raise line.fault(f"a line has at most {LONGEST} characters")
    return found


def read(line: Line, reader: Callable[[str], maths.Expression]) -> maths.Expression:
    """The piece as a tree. Raises ProblemError with the place in the line."""
    try:
        return reader(line.text)
    except maths.MathsError as error:
        raise line.fault(error.message, error.start, error.end or None) from error


def parted(line: Line, sign: str, example: str) -> tuple[Line, Line]:
    """What stands before and after the first `sign`. Raises ProblemError."""
    before, found, after = line.text.partition(sign)
    if not found or not before.strip() or not after.strip():
        raise line.fault(f"this should have something on both sides of “{sign}”, such as {example}")
    return line.part(0, len(before)), line.part(len(before) + len(sign))
