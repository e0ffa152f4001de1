"""What a person may have meant: whole texts to be tried in place of one that cannot be read."""

import re
from typing import Final

from questions.maths.reading.characters import GREEK_NAMES, SIMILAR
from questions.maths.reading.errors import ReadingError, UnknownNameError
from questions.maths.reading.names import Vocabulary
from questions.maths.reading.tokens import Token

CONTINENTAL: Final = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+(?!\d)", re.ASCII)
APPLIED: Final = re.compile(r"\s*['′’]*\s*(?:\\[a-z]+)?\(")
THOUSANDS: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)", re.ASCII)
NOT_WORKED_OUT: Final = frozenset(
    {
        *("d", "diff", "derivative", "D", "grad", "int", "integral"),
        *("integrate", "lim", "limit", "sum", "prod"),
    }
)
DIFFERENTIALS: Final = frozenset({"dx", "dy", "dt", "dz"})
CONJUNCTIONS: Final = frozenset(
    {"and", "or", "if", "else", "for", "when", "AND", "OR", "in", "is", "no", "not", "none", "the"}
)
CONSTANT_ADDED: Final = re.compile(r"[+-]\s*[CcKk](?:_?\d)?\s*$")
NAME: Final = re.compile(r"[^\W\d]\w{0,6}['′]{0,3}\s*(?:\([\w, ]*\))?")
RUN_ON_INDEX: Final = re.compile(r"(_\d+)(?=[A-Za-z])", re.ASCII)
MIXED: Final = re.compile(r"/\d+(?![\d.])", re.ASCII)
LABEL: Final = re.compile(r"\s*[A-Za-z ]{1,20}:(?!=)")


def comma_cures(source: str, before: Token, comma: Token, after: Token) -> tuple[str, ...]:
    """`1,5` may be 1.5, and `1,000` a thousand."""
    if before.kind != "number" or after.kind != "number":
        return ()
    pointed = source[: comma.start] + "." + source[comma.end :]
    if CONTINENTAL.search(source):
        return (source.replace(".", "").replace(",", ".").strip(),)
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
        product = f"{left}{before.text}*{after.text}{right}".strip()
        mixed = f"{left}{before.text}+{after.text}{right}".strip()
        return (mixed, product) if MIXED.match(right) else (product,)
    return ()


def relation_cures(source: str) -> tuple[str, ...]:
    """The sides of a chain of equations that are not just names, the last first."""
    sides = [side.strip(" :\t\n") for side in source.split("=")]
    sides = [side for side in sides if side]
    told = [side for side in sides if not NAME.fullmatch(side)]
    if "<" in source or ">" in source or len(sides) < 2 or len(told) == len(sides) == 2:
        return ()
    return tuple(reversed(told))


def unknown_name(source: str, vocabulary: Vocabulary, token: Token, word: str) -> ReadingError:
    """The error for a name that the question does not declare; `word` is all of its letters."""
    return UnknownNameError(
        _sentence(vocabulary, token.text, word, source[token.end :]),
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
    if token.text in NOT_WORKED_OUT or word in CONJUNCTIONS or token.text in DIFFERENTIALS:
        return []
    if APPLIED.match(source, token.end) and _is_letter(word):
        return []
    if CONSTANT_ADDED.match(source, source.rfind(token.text) - 2) and _is_letter(token.text):
        return []
    similar = _similar(source, vocabulary, token)
    start = max(0, token.end - len(word)) if len(word) > len(token.text) else token.start
    near = vocabulary.closest(word)
    if not near:
        start, near = token.start, vocabulary.closest(token.text)
    latex = "\\" in source
    names = [_in_latex(name) if latex else name for name in near]
    return similar + [(source[:start] + name + source[token.end :]).strip() for name in names]


def _is_letter(name: str) -> bool:
    return len(name.partition("_")[0]) == 1


def _similar(source: str, vocabulary: Vocabulary, token: Token) -> list[str]:
    """The text with another letter wherever this one stands: the one that looks or sounds like
    it, the one with an index, or the only variable there is."""
    written = source[token.start : token.end]
    declared = vocabulary.notation.variables
    twins = [SIMILAR.get(written, ""), *(name for name in declared if name[:2] == f"{written}_")]
    if len(declared) == 1 and len(written) == 1 and len(declared[0]) == 1:
        twins.append(declared[0])
    alone = re.compile(rf"(?<![A-Za-z\\_]){re.escape(written)}(?![A-Za-z_])")
    return [
        alone.sub(twin, source).strip()
        for twin in dict.fromkeys(twins)
        if vocabulary.meaning(twin) is not None
    ]


def _in_latex(name: str) -> str:
    base, _, index = name.partition("_")
    base = f"\\{base}" if base in GREEK_NAMES else base
    return f"{base}_{{{index}}}" if index else base


def _sentence(vocabulary: Vocabulary, name: str, word: str, after: str) -> str:
    if name == "d" and after.lstrip()[:1] in {"/", "(", "^", "}"}:
        return "“d” asks for a derivative: write the derivative itself, worked out."
    if name in NOT_WORKED_OUT - {"d"}:
        return f"“{name}” is not worked out for you: write the result itself."
    if name in DIFFERENTIALS:
        return f"“{name}” does not belong in an answer here: leave it out."
    if name in ("i", "j", "k") and vocabulary.notation.expected == "vector":
        return f"“{name}” is not a name used here: write a vector as in (1, 2)."
    if name == "i" and "i" not in vocabulary.variables:
        return "“i” is not a name used here: the numbers here are real."
    if word in CONJUNCTIONS:
        return f"Give one expression, without words such as “{word}”."
    if after[:1] in ("'", "′", "’"):
        return "A derivative mark is not worked out: write the derivative itself."
    shown = name if len(name) <= 20 else f"{name[:20]}…"
    declared = vocabulary.notation.variables
    if not declared:
        return (
            f"“{shown}” is not a name used here: a number is asked for, without letters or a unit."
        )
    if len(declared) == 1:
        return f"“{shown}” is not a name used here: the variable is {declared[0]}."
    names = f"{', '.join(declared[:-1])} and {declared[-1]}"
    return f"“{shown}” is not a name used here: the variables are {names}."
