"""Tokens, and which names their words are."""

from collections.abc import Callable
from typing import Literal, NamedTuple

from questions.maths.reading.errors import ReadingError
from questions.maths.reading.names import Vocabulary

Kind = Literal[
    "number",
    "vulgar",
    "word",
    "name",
    "symbol",
    "constant",
    "function",
    "basis",
    "logarithm",
    "operator",
    "fraction",
    "radical",
    "begin",
    "finish",
    "keyword",
    "mark",
    "transpose",
    "end",
]


class Token(NamedTuple):
    """A sign with its place in the source; `spaced` if white space comes before it.

    A word may fall into several names, a name is one whole; neither is left after `resolve`.
    """

    kind: Kind
    text: str
    start: int
    end: int
    spaced: bool = False


Unknown = Callable[[Token, str], ReadingError]
"""Makes the error for a part of a word that has no meaning, given the whole word."""


def resolve(tokens: list[Token], vocabulary: Vocabulary, unknown: Unknown) -> list[Token]:
    """The tokens with every word and name replaced by what it means.

    Raises what `unknown` makes of the first one that has no meaning.
    """
    found: list[Token] = []
    for token in tokens:
        if token.kind == "word":
            found.extend(_pieces(token, vocabulary, unknown))
        elif token.kind == "name":
            meaning = vocabulary.meaning(token.text)
            if meaning is None:
                raise unknown(token, token.text)
            found.append(Token(meaning.kind, meaning.name, token.start, token.end, token.spaced))
        else:
            found.append(token)
    return found


def _pieces(token: Token, vocabulary: Vocabulary, unknown: Unknown) -> list[Token]:
    meaning = vocabulary.meaning(token.text)
    if meaning is not None:
        return [Token(meaning.kind, meaning.name, token.start, token.end, token.spaced)]
    pieces = vocabulary.split(token.text)
    if not pieces:
        begin = vocabulary.unknown(token.text)
        text = token.text[begin:]
        raise unknown(token._replace(text=text, start=_place(token, begin)), token.text)
    return [
        Token(
            piece.meaning.kind,
            piece.meaning.name,
            _place(token, piece.start),
            _place(token, piece.end) if piece.end < len(token.text) else token.end,
            token.spaced and piece.start == 0,
        )
        for piece in pieces
    ]


def _place(token: Token, offset: int) -> int:
    """Where a letter of the word is in the source; of `\\mathrm{sin}`, only the start is known."""
    exact = token.end - token.start == len(token.text)
    return token.start + offset if exact else token.start
