"""What goes wrong between a person and the maths: always a place and a sentence."""

from typing import ClassVar


class MathsError(Exception):
    """Something a person wrote cannot be used.

    `source` is the text as given, `start` and `end` are offsets into it (`end` exclusive; both 0
    where no place applies), `message` is a sentence that a student can read, `suggestions` are
    replacements for the whole text, best first.
    """

    code: ClassVar[str] = "maths"

    def __init__(
        self,
        message: str,
        *,
        source: str = "",
        start: int = 0,
        end: int = 0,
        suggestions: tuple[str, ...] = (),
    ) -> None:
        super().__init__(message)
        self.message = message
        self.source = source
        self.start = start
        self.end = end
        self.suggestions = suggestions

    def __reduce__(self) -> tuple[object, ...]:
        """Errors cross process borders whole."""
        return _rebuild, (
            type(self),
            self.message,
            self.source,
            self.start,
            self.end,
            self.suggestions,
        )


def _rebuild(
    cls: type[MathsError],
    message: str,
    source: str,
    start: int,
    end: int,
    suggestions: tuple[str, ...],
) -> MathsError:
    return cls(message, source=source, start=start, end=end, suggestions=suggestions)


class LimitError(MathsError):
    """A stated bound was passed: too long, too deep, too many digits, too large a power."""

    code = "limit"


class UnsupportedError(MathsError):
    """Well formed, but nothing that this operation is defined for."""

    code = "unsupported"
