"""Transposes of what stands in brackets: `(2x, 3)^T`, `[[1, 2], [3, 4]]ᵀ`, `(a, b)^\\top`.

A vector is a row and a column alike here, so its transpose is itself.
"""

import re
from typing import Final

from questions.maths.expression import Expression, Matrix, Vector
from questions.maths.reading.tokens import Token

MENTIONED: Final = re.compile(r"\^\s*[{(]?\s*(?:T(?![A-Za-z0-9])|[⊤⊺]|\\(?:top|intercal|math))|ᵀ")
CLOSING: Final = frozenset((")", "]", ">"))
AROUND: Final = {"(": ")", "{": "}"}


def with_transposes(tokens: list[Token], source: str, *, has_t: bool) -> list[Token]:
    """The tokens with one for each transpose. `has_t`: whether T is a name of the question, so
    that a power of it may be meant.
    """
    if not MENTIONED.search(source):
        return tokens
    found: list[Token] = []
    place = 0
    while place < len(tokens):
        length = _length(tokens, place, has_t=has_t)
        token = tokens[place]
        if length:
            token = Token("transpose", "^T", token.start, tokens[place + length - 1].end)
        found.append(token)
        place += length or 1
    return found


def _length(tokens: list[Token], place: int, *, has_t: bool) -> int:
    """How many tokens make the transpose that begins here, 0 where none does."""
    token, before = tokens[place], tokens[place - 1]
    closes = before.kind == "finish" or (before.kind == "operator" and before.text in CLOSING)
    if token.kind != "operator" or token.text != "^" or place == 0 or not closes:
        return 0
    within = AROUND.get(tokens[place + 1].text, "")
    inside = tokens[place + (2 if within else 1) :][:2]
    if inside[0].text != "⊤" and (has_t or inside[0].text != "T"):
        return 0
    if not within:
        return 2
    return 4 if inside[1].text == within else 0


def transposed(tree: Expression) -> Expression | None:
    """The transpose; None of a number, which has none."""
    if isinstance(tree, Matrix):
        columns = zip(*(row.entries for row in tree.rows), strict=True)
        return Matrix(tuple(Vector(tuple(column)) for column in columns), span=tree.span)
    return tree if isinstance(tree, Vector) else None
