"""Brackets of every kind, vectors and matrices."""

from abc import ABC, abstractmethod
from bisect import bisect_left
from functools import cached_property
from typing import Final, NoReturn

from questions.maths.expression import Call, Expression, Matrix, Span, Vector
from questions.maths.reading.cursor import Cursor
from questions.maths.reading.errors import (
    BadLatexError,
    ExpectedError,
    IncompleteError,
    IntervalError,
    RaggedError,
    RelationError,
    UnexpectedError,
)
from questions.maths.reading.refused import REFUSED
from questions.maths.reading.tokens import Token

CLOSERS: Final = {"(": ")", "[": "]", "{": "}", "<": ">", "⌊": "⌋", "⌈": "⌉"}
ROUNDING: Final = {"⌊": "floor", "⌈": "ceil"}
INTERVAL: Final = "An interval is no answer here: give one number or one expression."
RELATIONS: Final = ("=", "<", ">", "≤", "≥", "≠", "≈")


class Brackets(Cursor, ABC):
    """The rules for what stands between brackets."""

    @abstractmethod
    def expression(self) -> Expression:
        """A sum: see the grammar."""

    @abstractmethod
    def starts(self) -> bool:
        """Whether a factor begins: see the grammar."""

    def bracket(self) -> Expression:
        """bracket := "(" items ")" | "[" items "]" | "<" items ">" | "{" items "}"."""
        opening = self.take()
        if opening.text == "{" and not (self.latex or self.after_mark()):
            self.fail(UnexpectedError, "“{” cannot stand here.", opening, self._round_brackets())
        bars, self.bars = self.bars, 0
        entries, separators = self.items(opening)
        self.bars = bars
        span = self.since(opening.start)
        if opening.text in ROUNDING and not separators:
            return Call(ROUNDING[opening.text], tuple(entries), span=span)
        if opening.text == "<" and not separators:
            self.fail(RelationError, "Write an expression here, not an inequality.", opening)
        return self.collected(entries, separators, span)

    def braces(self) -> Expression:
        """braces := "{" items "}", the argument of a fraction or a root in any notation."""
        opening = self.take()
        bars, self.bars = self.bars, 0
        entries, separators = self.items(opening)
        self.bars = bars
        return self.collected(entries, separators, self.since(opening.start))

    def after_mark(self) -> bool:
        """Whether an exponent or the base of a logarithm comes: braces are read there."""
        before = self.tokens[self.index - 2]
        return before.text == "^" or before.kind == "logarithm"

    def items(self, opening: Token) -> tuple[list[Expression], list[str]]:
        """items := expression {("," | ";") expression}, up to the closing bracket."""
        if opening.text == "{" and self.at("}"):
            self.fail(IncompleteError, "There is an empty box to be filled in.", self.current)
        if self.at(CLOSERS[opening.text]):
            self.fail(UnexpectedError, "There is nothing between these brackets.", self.current)
        entries = [self.nested(self.expression)]
        separators: list[str] = []
        while self.at(",", ";"):
            separators.append(self.take().text)
            entries.append(self.nested(self.expression))
        self.close(opening, several=bool(separators))
        return entries, separators

    def mismatch(self, opening: Token, token: Token, *, several: bool) -> NoReturn:
        """Refuse `[1, 2)`, an interval, and `(x]`, a slip."""
        if several:
            self.fail(IntervalError, INTERVAL, token)
        message = f"“{opening.text}” is closed by “{token.text}”: brackets must match."
        cures = (self.swap(token.start, token.end, CLOSERS[opening.text]),)
        self.fail(IntervalError, message, token, cures)

    def close(self, opening: Token, *, several: bool = False) -> None:
        """Step over the bracket that closes the opening one, or say what is wrong."""
        wanted = CLOSERS[opening.text]
        token = self.current
        if self.accept(wanted):
            return
        if token.text in REFUSED:
            self.fail(*REFUSED[token.text], token)
        if token.kind == "operator" and token.text in (")", "]") and opening.text in "([":
            self.mismatch(opening, token, several=several)
        if token.kind == "end":
            cured = self.source.rstrip() + self._open_brackets()
            self.fail(ExpectedError, f"A closing “{wanted}” is missing.", token, (cured,))
        if self.at(*RELATIONS):
            self.fail(RelationError, "Write an expression here, without a relation.", token)
        self.fail(ExpectedError, f"“{wanted}” was expected before “{token.text}”.", token)

    def collected(self, entries: list[Expression], separators: list[str], span: Span) -> Expression:
        """One entry is itself, vectors are the rows of a matrix, scalars the entries of a vector.

        Where commas and semicolons are mixed, semicolons end rows.
        """
        if not separators:
            return entries[0]
        if {",", ";"} <= set(separators):
            return self.matrix(_rows(entries, separators), span)
        if all(isinstance(entry, Vector) for entry in entries):
            return self.matrix([list(entry.children) for entry in entries], span)
        return Vector(tuple(entries), span=span)

    def matrix(self, rows: list[list[Expression]], span: Span) -> Expression:
        """A single row or column is a vector."""
        if len({len(row) for row in rows}) > 1:
            token = Token("operator", "", *span)
            self.fail(RaggedError, "The rows of a matrix must be equally long.", token)
        if len(rows) == 1 or len(rows[0]) == 1:
            entries = tuple(entry for row in rows for entry in row)
            return Vector(entries, span=span) if len(entries) > 1 else entries[0]
        return Matrix(tuple(Vector(tuple(row)) for row in rows), span=span)

    def environment(self) -> Expression:
        r"""environment := "\begin" row {"\\" row} "\end"; row := expression {"&" expression}."""
        opening = self.take()
        rows: list[list[Expression]] = [[self.nested(self.expression)]]
        while self.at("&", "\\\\"):
            if self.take().text == "&":
                rows[-1].append(self.nested(self.expression))
            elif self.current.kind != "finish":
                rows.append([self.nested(self.expression)])
        if self.current.kind != "finish":
            self.fail(BadLatexError, "This matrix is not complete.", self.current)
        self.take()
        return self.matrix(rows, self.since(opening.start))

    def absolute(self) -> Expression:
        """absolute := "|" expression "|"."""
        opening = self.take()
        directed = opening.text == "\\lvert"
        closing = "\\rvert" if directed else "|"
        bars = self.bars
        self.bars = 0 if directed else bars + 1
        inner = self.nested(self.expression, levels=2)
        if not self.accept(closing):
            cures = (self.swap(self.current.start, self.current.end, "|"),)
            message = "A closing “|” is missing."
            self.fail(ExpectedError, message, self.current, () if directed else cures)
        self.bars = bars
        if not directed and bars == 0 and self.starts() and not self.at("|") and self.bars_left():
            self.note("bars")
        return Call("abs", (inner,), span=self.since(opening.start))

    def bars_left(self) -> int:
        """How many bars are still to come."""
        return len(self.bar_starts) - bisect_left(self.bar_starts, self.current.start)

    @cached_property
    def bar_starts(self) -> list[int]:
        """Where bars begin in the source, which stays when a token is parted: looked for once."""
        bars = (token for token in self.tokens if token.kind == "operator" and token.text == "|")
        return [token.start for token in bars]

    def _open_brackets(self) -> str:
        """The brackets that would close all that are open at the end."""
        waiting: list[str] = []
        for token in self.tokens:
            if token.kind != "operator":
                continue
            if token.text in ("(", "[", "{", "<"):
                waiting.append(CLOSERS[token.text])
            elif waiting and token.text == waiting[-1]:
                waiting.pop()
        return "".join(reversed(waiting))

    def _round_brackets(self) -> tuple[str, ...]:
        cured = self.source.strip().replace("{", "(").replace("}", ")")
        return (cured,)


def _rows(entries: list[Expression], separators: list[str]) -> list[list[Expression]]:
    rows = [[entries[0]]]
    for separator, entry in zip(separators, entries[1:], strict=True):
        if separator == ";":
            rows.append([entry])
        else:
            rows[-1].append(entry)
    return rows
