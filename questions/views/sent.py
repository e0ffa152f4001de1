"""What a browser sends beside forms."""

from typing import Final

LONGEST: Final = 18
"""More digits no key of a row has, and Python reads no number of thousands of them."""


def whole_number(text: str) -> int | None:
    """The key or place that a text names; None where it names none."""
    is_number = text.isdecimal() and text.isascii() and len(text) <= LONGEST
    return int(text) if is_number else None
