"""Suggestions that hold: every text that is offered in place of another one can be read."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Final

from questions.maths.reading.characters import fold
from questions.maths.reading.errors import ReadingError

MOST: Final = 3
SHORT: Final = 200
"""Texts of up to so many characters are worth several attempts, longer ones only one."""
ATTEMPTS: Final = 8

_LABEL = r"(?:the\ )?answer(?:\ is)?|ans|return|approx(?:imately)?|about|equals|it\ is|is|result"
_DEGREES = r"(?:°|\s*deg(?:rees)?\b|\^?\s*\{?\\circ\}?)"
REPAIRS: Final = (
    (r"[\s.;:,?=…]+$", ""),
    (r"(?<!\s)\s*(?:\\\\)+\s*$", ""),
    (rf"^\s*(?:[=≈~$]+|->|=>|(?:{_LABEL})\b\s*:?)\s*", ""),
    (r"(?<!\s)\s*[$€]\s*", ""),
    (r"(?<![A-Za-z])(?:Math|math|np|numpy|sympy|torch|cmath)\.", ""),
    (r"\.(?=[\^*/])", ""),
    (r"\^\s*\^+", "^"),
    (r"(?<![A-Za-z])pow\(([^(),]+),([^(),]+)\)", r"(\1)^(\2)"),
    (r"(?<!\s)\s*[+-]\s*[CcKk](?:_?\d)?\s*$", ""),
    (r"(?<!\s)\s*(?:\\[,;]\s*)?(?:\\mathrm\{d\}|\\differentialD\s*|(?<![A-Za-z])d)[a-z]\s*$", ""),
    (rf"(\()?(?<![\d.,])(\d+(?:[.,]\d+)?){_DEGREES}(?(1)\))", r"(\2*pi/180)"),
    (rf"(?<=\d){_DEGREES}", ""),
)
"""Slips that a place and a pattern tell, with what to write instead.

A run of blanks is entered at its start only and never matched by two parts of a pattern, so that a
text of blanks alone takes no longer than another one.
"""

Attempt = Callable[[str], ReadingError | None]
"""Reads a text; what is wrong with it, if anything."""


@cache
def _repairs() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Compiled when something is first unreadable."""
    return tuple((re.compile(pattern, re.ASCII), new) for pattern, new in REPAIRS)


def readable(error: ReadingError, attempt: Attempt) -> tuple[str, ...]:
    """At most three suggestions that can be read, best first, for a text that cannot."""
    source = fold(error.source)
    attempts = ATTEMPTS if len(source) <= SHORT else 1
    first = _distinct([*error.suggestions, *repaired(source, error)])[:attempts]
    failures = {text: attempt(text) for text in first}
    if found := [text for text in first if failures[text] is None]:
        return tuple(found[:MOST])
    second = [
        other
        for text, failure in failures.items()
        if failure is not None
        for other in (*failure.suggestions, *repaired(text, failure))
    ]
    # What has two slips is mended twice.
    rest = _distinct(second)[: attempts - len(first)]
    return tuple(text for text in rest if attempt(text) is None)[:MOST]


def _distinct(texts: list[str]) -> list[str]:
    return [text for text in dict.fromkeys(texts) if text]


def repaired(source: str, error: ReadingError) -> Iterator[str]:
    """The text with the slips mended that are at the place of the error."""
    for pattern, new in _repairs():
        for match in pattern.finditer(source):
            if match[0] and match.start() <= error.end and error.start <= match.end():
                yield pattern.sub(new, source).strip()
                break
