"""From a text to a `Reading`: limits first, then characters, tokens, names, the tree."""

import unicodedata
from dataclasses import dataclass
from typing import Final

from questions.maths.errors import LimitError
from questions.maths.expression import Expression, Matrix, Vector
from questions.maths.reading.alternatives import other_readings
from questions.maths.reading.characters import INVISIBLE, SPACES, fold
from questions.maths.reading.errors import (
    BadCharacterError,
    EmptyError,
    ReadingError,
    TooDeepError,
    TooLongError,
)
from questions.maths.reading.grammar import Grammar
from questions.maths.reading.keywords import with_keywords
from questions.maths.reading.latex import LatexScanner
from questions.maths.reading.leads import lead_of
from questions.maths.reading.limits import CHARACTERS, DEPTH, check_tree
from questions.maths.reading.names import Vocabulary, vocabulary_of
from questions.maths.reading.options import Notation
from questions.maths.reading.scanner import Scanner
from questions.maths.reading.suggestions import unknown_name
from questions.maths.reading.tokens import Token, resolve
from questions.maths.reading.transposes import with_transposes
from questions.maths.reading.vectors import settle

FORBIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
"""Control and format characters, surrogates, private and unassigned ones."""
VECTORS: Final = frozenset({Vector, Matrix})
ENCLOSURES: Final = (("$$", "$$"), ("$", "$"), ("\\(", "\\)"), ("\\[", "\\]"), ("`", "`"))


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text means.

    `ambiguities` are the codes of the rules that could have read it otherwise, `alternatives` at
    most three such other readings, `lead` what was left out in front (`f'(x)=`).
    """

    source: str
    expression: Expression
    ambiguities: tuple[str, ...]
    alternatives: tuple[Expression, ...]
    lead: str | None


def read(text: str, notation: Notation) -> Reading:
    """The reading of a text in plain, Unicode or LaTeX notation.

    Raises a ReadingError with the place, a sentence for the writer and suggestions; never
    anything else, whatever the text, and never after more than a moment: see `limits`.
    """
    try:
        admit(text)
        return _reading(text, notation)
    except ReadingError as error:
        from questions.maths.reading.mending import readable

        if not isinstance(error, LimitError):
            error.suggestions = readable(error, lambda other: _trial(other, notation))
        raise


def _reading(text: str, notation: Notation) -> Reading:
    """The reading of an admitted text; its errors name the text as it was written."""
    try:
        return _Text(text, vocabulary_of(notation)).reading()
    except ReadingError as error:
        error.source = text
        raise


def _trial(text: str, notation: Notation) -> ReadingError | None:
    """What is wrong with a text, if anything."""
    try:
        admit(text)
        _Text(text, vocabulary_of(notation)).default()
    except ReadingError as error:
        return error
    return None


def admit(text: str) -> None:
    """Raise if the text is too long or holds characters that no text should."""
    if len(text) > CHARACTERS:
        message = f"An answer may have at most {CHARACTERS} characters."
        raise TooLongError(message, source=text[:CHARACTERS], end=CHARACTERS)
    if text.isascii() and text.isprintable():
        return
    for place, character in enumerate(text):
        if character in SPACES or character.isprintable() or character in INVISIBLE:
            continue
        if unicodedata.category(character) in FORBIDDEN:
            message = f"There is a hidden character here (U+{ord(character):04X})."
            raise BadCharacterError(
                message,
                source=_presentable(text),
                start=place,
                end=place + 1,
                suggestions=(_presentable(text, "").strip(),),
            )


def _presentable(text: str, instead: str = "\N{REPLACEMENT CHARACTER}") -> str:
    """The text with what cannot be stored or shown replaced."""
    return "".join(
        instead if one not in SPACES and unicodedata.category(one) in FORBIDDEN else one
        for one in text
    )


class _Text:
    """A text that is being read: where it begins and ends, and in which notation it is."""

    def __init__(self, written: str, vocabulary: Vocabulary) -> None:
        self.written = written
        self.source = source = fold(written)
        self.vocabulary = vocabulary
        self.start, self.stop = _bounds(source)
        enclosed = self.start > 0 and source[self.start - 1] in "$(["
        plainly = "\\" in source or "{,}" in source or enclosed
        self.latex = plainly or vocabulary.notation.syntax == "latex"
        self.notes: list[str] = []
        self.lead: str | None = None

    def default(self) -> Expression:
        """The tree of what follows the lead."""
        self.lead = lead_of(self.source, self.start, self.stop, self.vocabulary.notation)
        self.start += len(self.lead or "")
        if not self.source[self.start : self.stop].strip():
            raise EmptyError("Nothing is written here yet.", source=self.source)
        return self.tree(frozenset())

    def reading(self) -> Reading:
        tree = self.default()
        codes = tuple(self.notes)
        return Reading(
            source=self.written,
            expression=tree,
            ambiguities=codes,
            alternatives=other_readings(tree, codes, self.tree),
            lead=self.lead.strip() if self.lead else None,
        )

    def tree(self, flips: frozenset[str]) -> Expression:
        """The tree, with the other reading of the ambiguities in `flips`."""
        scanner_class = LatexScanner if self.latex else Scanner
        scanner = scanner_class(
            self.source, self.vocabulary, start=self.start, stop=self.stop, flips=flips
        )
        tokens = with_keywords(scanner.scan(), self.source)
        has_t = "T" in self.vocabulary.variables
        tokens = with_transposes(tokens, self.source, has_t=has_t)
        tokens = resolve(tokens, self.vocabulary, self.unknown)
        self.check_brackets(tokens)
        grammar = Grammar(self.source, tokens, self.vocabulary, latex=self.latex, flips=flips)
        tree = grammar.answer()
        if not flips:
            self.notes = scanner.notes + grammar.notes
        if VECTORS.isdisjoint(check_tree(tree, self.source)):
            return tree
        settled = settle(tree, self.source, basis=self.vocabulary.notation.has_basis)
        if settled is not tree:
            check_tree(settled, self.source)
        return settled

    def unknown(self, token: Token, word: str) -> ReadingError:
        return unknown_name(self.source, self.vocabulary, token, word)

    def check_brackets(self, tokens: list[Token]) -> None:
        depth = 0
        for token in tokens:
            if token.kind != "operator":
                continue
            if token.text in ("(", "[", "{"):
                depth += 1
            elif token.text in (")", "]", "}"):
                depth -= 1
            if depth > DEPTH:
                message = f"Brackets may be nested at most {DEPTH} deep."
                raise TooDeepError(message, source=self.source, start=token.start, end=token.end)


def _bounds(source: str) -> tuple[int, int]:
    """Where the text begins and ends without white space and without `$...$` around it."""
    start, stop = len(source) - len(source.lstrip()), len(source.rstrip())
    if start >= stop or source[start] not in "$\\`":
        return start, stop
    for opening, closing in ENCLOSURES:
        room = stop - start > len(opening) + len(closing)
        if room and source.startswith(opening, start) and source.endswith(closing, 0, stop):
            return start + len(opening), stop - len(closing)
    return start, stop
