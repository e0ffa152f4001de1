"""A text on the way to tokens."""

from typing import NoReturn

from questions.maths.reading.errors import ReadingError, TooLongError
from questions.maths.reading.limits import TOKENS
from questions.maths.reading.names import Vocabulary
from questions.maths.reading.tokens import Kind, Token


class Scan:
    """What has been made of `source` from `start` up to `position`; it ends at `stop`."""

    def __init__(
        self,
        source: str,
        vocabulary: Vocabulary,
        *,
        start: int,
        stop: int,
        flips: frozenset[str] = frozenset(),
    ) -> None:
        self.source = source
        self.vocabulary = vocabulary
        self.position = start
        self.stop = stop
        self.flips = flips
        self.spaced = False
        self.tokens: list[Token] = []
        self.notes: list[str] = []

    def add(self, kind: Kind, text: str, start: int, end: int) -> None:
        """Append a token and go on after it."""
        if len(self.tokens) >= TOKENS:
            self.fail(TooLongError, "This is too long; please simplify it.", start, self.stop)
        self.tokens.append(Token(kind, text, start, end, self.spaced))
        self.spaced = False
        self.position = end

    def digit(self, position: int) -> bool:
        """Whether an ASCII digit is there; `str.isdigit` alone would take Arabic ones."""
        character = self.source[position : position + 1]
        return position < self.stop and character.isascii() and character.isdigit()

    def note(self, code: str) -> None:
        if code not in self.notes:
            self.notes.append(code)

    def swap(self, start: int, end: int, new: str) -> str:
        """The source with another text between two places."""
        return (self.source[:start] + new + self.source[end:]).strip()

    def fail(
        self,
        cause: type[ReadingError],
        message: str,
        start: int,
        end: int,
        suggestions: tuple[str, ...] = (),
    ) -> NoReturn:
        raise cause(message, source=self.source, start=start, end=end, suggestions=suggestions)
