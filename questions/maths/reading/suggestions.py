"""What a person may have meant: whole texts to be tried in place of one that cannot be read."""

import re
from typing import Final

from questions.maths.reading.errors import ReadingError, UnknownNameError
from questions.maths.reading.names import Vocabulary
from questions.maths.reading.tokens import Token

THOUSANDS: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)", re.ASCII)
DERIVATIVE_WORDS: Final = frozenset({"d", "dx", "dy", "dt", "diff", "derivative", "D", "grad"})
LABEL: Final = re.compile(r"\s*[A-Za-z ]{1,20}:(?!=)")


def comma_cures(source: str, before: Token, comma: Token, after: Token) -> tuple[str, ...]:
    """`1,5` may be 1.5, and `1,000` a thousand."""
    if before.kind != "number" or after.kind != "number":
        return ()
    pointed = source[: comma.start] + "." + source[comma.end :]
    if THOUSANDS.search(source):
        return (source.replace(",", "").strip(), pointed.strip())
    return (pointed.strip(),)


def joined_numbers(source: str, before: Token, after: Token) -> tuple[str, ...]:
    """`1 000` may be a thousand, `2 3` a product."""
    left, right = source[: before.end], source[after.start :]
    if len(after.text) == 3 and after.text.isdigit() and after.spaced:
        return ((left + right).strip(), f"{left}*{right}".strip())
    return (f"{left}*{right}".strip(),)


def relation_cures(source: str, sign: Token) -> tuple[str, ...]:
    """The side of an equation that is not just a name."""
    if sign.text != "=" or source.count("=") != 1:
        return ()
    left, right = source[: sign.start].strip(), source[sign.end :].strip()
    if re.fullmatch(r"\w{1,12}", left) and right:
        return (right,)
    if re.fullmatch(r"\w{1,12}'*(?:\([\w, ]*\))?", right) and left:
        return (left,)
    return ()


def unknown_name(source: str, vocabulary: Vocabulary, token: Token) -> ReadingError:
    """The error for a name that the question does not declare."""
    near = vocabulary.closest(token.text)
    cures = [source[: token.start] + name + source[token.end :] for name in near]
    label = LABEL.match(source)
    if label:
        cures.insert(0, source[label.end() :])
    return UnknownNameError(
        _sentence(vocabulary, token.text),
        source=source,
        start=token.start,
        end=token.end,
        suggestions=tuple(dict.fromkeys(cure.strip() for cure in cures)),
    )


def _sentence(vocabulary: Vocabulary, name: str) -> str:
    if name in DERIVATIVE_WORDS:
        return f"“{name}” is not worked out for you: write the derivative itself."
    shown = name if len(name) <= 20 else f"{name[:20]}…"
    declared = vocabulary.notation.variables
    if not declared:
        return f"“{shown}” is not a name used in this question: the answer has no variables."
    if len(declared) == 1:
        return f"“{shown}” is not a name used in this question: the variable is {declared[0]}."
    names = f"{', '.join(declared[:-1])} and {declared[-1]}"
    return f"“{shown}” is not a name used in this question: the variables are {names}."
