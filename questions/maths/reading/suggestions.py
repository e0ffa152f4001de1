"""What a person may have meant: whole texts to be tried in place of one that cannot be read."""

import re
from typing import Final

from questions.maths.reading.characters import GREEK_NAMES
from questions.maths.reading.errors import ReadingError, UnknownNameError
from questions.maths.reading.names import Vocabulary
from questions.maths.reading.tokens import Token

THOUSANDS: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)", re.ASCII)
NOT_WORKED_OUT: Final = frozenset(
    {
        *("d", "dx", "dy", "dt", "dz", "diff", "derivative", "D", "grad", "int", "integral"),
        *("integrate", "lim", "limit", "sum", "prod"),
    }
)
CONJUNCTIONS: Final = frozenset({"and", "or", "if", "else", "for", "when", "AND", "OR"})
NAME: Final = re.compile(r"[^\W\d]\w{0,6}['′]{0,3}\s*(?:\([\w, ]*\))?")
RUN_ON_INDEX: Final = re.compile(r"(_\d+)(?=[A-Za-z])", re.ASCII)
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
    """`1 000` may be a thousand, `2 3` a product, LaTeX's `x^10` a tenth power."""
    left, right = source[: before.start], source[after.end :]
    if not after.spaced and before.text.isdigit() and after.text.isdigit():
        return (f"{left}{{{before.text}{after.text}}}{right}".strip(),)
    if len(after.text) == 3 and after.text.isdigit():
        return (f"{left}{before.text}{after.text}{right}".strip(),)
    if after.spaced:
        return (f"{left}{before.text}*{after.text}{right}".strip(),)
    return ()


def relation_cures(source: str) -> tuple[str, ...]:
    """The side of an equation that is not just a name."""
    left, sign, right = (part.strip() for part in source.partition("="))
    if not (sign and left and right) or "=" in right:
        return ()
    if NAME.fullmatch(left):
        return (right,)
    return (left,) if NAME.fullmatch(right) else ()


def unknown_name(source: str, vocabulary: Vocabulary, token: Token, word: str) -> ReadingError:
    """The error for a name that the question does not declare; `word` is all of its letters."""
    return UnknownNameError(
        _sentence(vocabulary, token.text),
        source=source,
        start=token.start,
        end=token.end,
        suggestions=tuple(dict.fromkeys(_name_cures(source, vocabulary, token, word))),
    )


def _name_cures(source: str, vocabulary: Vocabulary, token: Token, word: str) -> list[str]:
    label = LABEL.match(source)
    if label:
        return [source[label.end() :].strip()]
    if equation := relation_cures(source):
        return list(equation)
    if RUN_ON_INDEX.search(token.text):
        return [RUN_ON_INDEX.sub(r"\1*", source).strip()]
    if token.text in NOT_WORKED_OUT or token.text in CONJUNCTIONS:
        return []
    start = max(0, token.end - len(word)) if len(word) > len(token.text) else token.start
    near = vocabulary.closest(word)
    if not near:
        start, near = token.start, vocabulary.closest(token.text)
    latex = "\\" in source
    names = [_in_latex(name) if latex else name for name in near]
    return [(source[:start] + name + source[token.end :]).strip() for name in names]


def _in_latex(name: str) -> str:
    base, _, index = name.partition("_")
    base = f"\\{base}" if base in GREEK_NAMES else base
    return f"{base}_{{{index}}}" if index else base


def _sentence(vocabulary: Vocabulary, name: str) -> str:
    if name in NOT_WORKED_OUT:
        return f"“{name}” is not worked out for you: write the result itself."
    if name == "i" and "i" not in vocabulary.variables:
        return "“i” is not a name used in this question: the numbers here are real."
    if name in CONJUNCTIONS:
        return f"Give one expression, without words such as “{name}”."
    shown = name if len(name) <= 20 else f"{name[:20]}…"
    declared = vocabulary.notation.variables
    if not declared:
        return f"“{shown}” is not a name used in this question: the answer has no variables."
    if len(declared) == 1:
        return f"“{shown}” is not a name used in this question: the variable is {declared[0]}."
    names = f"{', '.join(declared[:-1])} and {declared[-1]}"
    return f"“{shown}” is not a name used in this question: the variables are {names}."
