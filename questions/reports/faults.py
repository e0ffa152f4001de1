"""What was typed, split around the part that could not be read."""

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True)
class Fault:
    before: str
    part: str
    behind: str

    @classmethod
    def within(cls, text: str, start: int, end: int) -> Self | None:
        """None where nothing was typed or no part of it is to blame."""
        if not text.strip() or (start, end) == (0, 0):
            return None
        return cls(text[:start], text[start:end], text[end:])
