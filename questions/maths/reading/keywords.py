"""The words of definitions by cases: `if`, `otherwise`, `and`, `or`."""

import re
from typing import Final

from questions.maths.reading.errors import WordsError
from questions.maths.reading.tokens import Token

SIGNS: Final = ("<", ">", "=", "≤", "≥", "≠")
WORDS: Final = {
    **dict.fromkeys(("if", "for", "when"), "if"),
    **dict.fromkeys(("otherwise", "else", "elsewhere", "true"), "otherwise"),
    "and": "and",
    "or": "or",
}
"""What each word stands for, in small letters."""
MENTIONED: Final = re.compile("|".join((*WORDS, "cases")), re.IGNORECASE)
TELLING: Final = frozenset({"if", "otherwise", "else", "elsewhere", "piecewise"})
"""Words that nothing but a definition by cases has."""


def keyword(text: str) -> str | None:
    """The keyword that a word stands for, punctuation around it left out."""
    return WORDS.get(text.strip(" ,.;:~").lower())


def with_keywords(tokens: list[Token], source: str) -> list[Token]:
    """The tokens with words marked as keywords, where the text defines something by cases.

    Raises WordsError for a word that joins expressions where nothing is defined by cases.
    """
    if not MENTIONED.search(source) and source.isascii():
        return tokens
    if not any(_could_be(token) for token in tokens):
        return tokens
    by_cases = _is_by_cases(tokens)
    for token in tokens:
        if token.kind == "keyword" and not by_cases:
            raise WordsError(
                "Give one expression, without words.",
                source=source,
                start=token.start,
                end=token.end,
            )
    return [_marked(token) for token in tokens] if by_cases else tokens


def _could_be(token: Token) -> bool:
    if token.kind in ("word", "keyword"):
        return token.text.lower() in WORDS
    return token.kind == "begin" and token.text == "cases"


def _is_by_cases(tokens: list[Token]) -> bool:
    """Whether a word says so beside a comparison, or in brackets that nothing else has."""
    related = any(token.kind == "operator" and token.text in (*SIGNS, "{") for token in tokens)
    words = [token for token in tokens if token.kind in ("word", "keyword", "begin")]
    return any(
        token.text == "cases"
        or (keyword(token.text) == "if" and related)
        or (token.text.lower() in TELLING and (related or token.kind == "keyword"))
        for token in words
    )


def _marked(token: Token) -> Token:
    found = keyword(token.text) if token.kind == "word" else None
    return token._replace(kind="keyword", text=found) if found else token
