"""Piecewise functions in all their notations.

`piecewise((x^2, x<0), (x, x>=0))`, `{x^2 if x<0, x otherwise}`, `{x<0: x^2, x}`,
`x^2 if x<0 else x`, and LaTeX's `cases` end in the same tree.
"""

from abc import ABC
from collections.abc import Iterator
from functools import cached_property
from typing import Final, TypeAlias

from questions.maths.expression import Branch, Expression, Piecewise, Relation, Vector
from questions.maths.reading.brackets import CLOSERS, Brackets
from questions.maths.reading.errors import ArityError, BadLatexError, ConditionError
from questions.maths.reading.keywords import SIGNS
from questions.maths.reading.tokens import Token

OPENING: Final = ("(", "[", "{", "begin")
CLOSING: Final = (")", "]", "}", "finish")
NO_VALUE: Final = ("end", "finish", "keyword")
ENDING: Final = (",", ";", "\\\\", "&")
CANONICAL: Final = {"≤": "<=", "≥": ">=", "≠": "!=", "==": "=", "=<": "<=", "=>": ">="}

Row: TypeAlias = list[Expression]
"""Branches, and at the end what holds otherwise if the row says so."""


class Cases(Brackets, ABC):
    """The rules for what is defined by cases."""

    open_cases = 0
    """How many definitions by cases are being read; only there `!=` is a comparison."""

    @cached_property
    def has_words(self) -> bool:
        """Whether any `if`, `otherwise`, ... is written."""
        return any(token.kind == "keyword" for token in self.tokens)

    def bracket(self) -> Expression:
        """bracket := cases in brackets, or what Brackets reads."""
        if not self.opens_cases():
            return super().bracket()
        opening = self.take()
        bars, self.bars = self.bars, 0
        rows = self.rows(",", ";", "\\\\")
        self.close(opening)
        self.bars = bars
        return self.piecewise_of(rows, opening, vector=opening.text != "{")

    def environment(self) -> Expression:
        r"""environment := "\begin{cases}" row {"\\" row} "\end{cases}", or a matrix."""
        if self.current.text != "cases":
            return super().environment()
        opening = self.take()
        rows = self.rows("\\\\")
        if self.current.kind != "finish":
            self.fail(BadLatexError, "This definition by cases is not complete.", self.current)
        self.take()
        return self.piecewise_of(rows, opening)

    def piecewise(self, name: Token) -> Expression:
        """piecewise := "piecewise" "(" row {"," row} ")", where rows may have brackets."""
        opening = self.current
        if not self.at("(", "[", "{"):
            message = "Write the cases in brackets: piecewise((x, x >= 0), (-x, otherwise))."
            self.fail(ArityError, message, name)
        self.take()
        if self.at(*CLOSERS.values()):
            self.no_condition(self.current)
        bars, self.bars = self.bars, 0
        rows = self.rows(",", ";", pairs=True)
        self.close(opening)
        self.bars = bars
        return self.piecewise_of(rows, name)

    def cases_after(self, value: Expression, start: int) -> Expression:
        """cases := row {("," | ";") row}, without brackets, whose first value has been read."""
        self.open_cases += 1
        rows = [self.row_after(value)]
        while self.at(",", ";"):
            self.take()
            rows.append(self.row())
        self.open_cases -= 1
        return self.piecewise_of(rows, Token("keyword", "", start, start), vector=True)

    def rows(self, *separators: str, pairs: bool = False) -> list[Row]:
        self.open_cases += 1
        rows: list[Row] = []
        while not rows or self.at(*separators):
            if rows:
                self.take()
            if rows and (self.current.kind == "finish" or self.at(")", "]", "}")):
                break
            rows.append(self.nested(lambda: self.pair() if pairs else self.row(*separators)))
        self.open_cases -= 1
        return rows

    def pair(self) -> Row:
        """pair := "(" row ")" | row."""
        opening = self.current
        if not (self.at("(", "[", "{") and self.is_pair()):
            return self.row()
        self.take()
        row = self.row()
        self.close(opening)
        return row

    def row(self, *separators: str) -> Row:
        """row := expression end | relation ":" expression."""
        value = self.nested(self.expression)
        if not self.at_comparison():
            return self.row_after(value, commas=separators == ("\\\\",))
        alternatives = self.condition(value)
        if not self.accept(":"):
            message = "A case is its value and then its condition, as in (x, x >= 0)."
            self.fail(ConditionError, message, self.current)
        value = self.nested(self.expression)
        return [Branch(value, one, span=value.span) for one in alternatives]

    def row_after(self, value: Expression, *, commas: bool = False) -> Row:
        """end := [","] ["&"] (["if"] condition ["otherwise" row] | "otherwise" | nothing)."""
        marked = self.skip_separators()
        if self.keyword("otherwise"):
            if not self.keyword("if"):
                self.skip_comma(commas=commas)
                return [value]
        elif not self.keyword("if") and not marked:
            return [value]
        alternatives = self.condition(commas=commas)
        start = value.span[0] if value.span else 0
        span = self.since(start)
        branches: Row = [Branch(value, one, span=span) for one in alternatives]
        self.skip_comma(commas=commas)
        if self.keyword("otherwise"):
            branches.extend(self.nested(self.row))
        return branches

    def skip_separators(self) -> bool:
        """Step over what stands between a value and its condition, if anything does."""
        marked = False
        if self.at(",", ":") and self.condition_follows():
            self.take()
            marked = True
        while self.at("&") or (self.at(",") and self.peek().text == "&"):
            self.take()
            marked = True
        return marked

    def skip_comma(self, *, commas: bool) -> None:
        """A comma may end a row of a LaTeX environment."""
        if commas and self.at(",", ";"):
            self.take()

    def condition(
        self, first: Expression | None = None, *, commas: bool = False
    ) -> list[tuple[Relation, ...]]:
        """condition := conjunction {"or" conjunction}: each is a case of its own."""
        alternatives = [self.conjunction(first, commas=commas)]
        while self.keyword("or") or self.accept("∨"):
            alternatives.append(self.conjunction(commas=commas))
        return alternatives

    def conjunction(
        self, first: Expression | None = None, *, commas: bool = False
    ) -> tuple[Relation, ...]:
        """conjunction := relation {"and" relation}."""
        relations = [self.relation(first)]
        while (
            self.keyword("and")
            or self.accept("∧")
            or (commas and self.at(",") and self.condition_follows() and self.accept(","))
        ):
            relations.append(self.relation())
        return tuple(relations)

    def relation(self, first: Expression | None = None) -> Relation:
        """relation := expression comparison expression {comparison expression}."""
        token = self.current
        if first is None and (token.kind in NO_VALUE or self.at(*CLOSERS.values(), *ENDING)):
            self.no_condition(token)
        first = first or self.nested(self.expression)
        sides, signs = [first], []
        while self.at_comparison():
            signs.append(self.comparison())
            sides.append(self.nested(self.expression))
        if not signs:
            span = first.span or (token.start, token.end)
            self.no_condition(Token("operator", "", *span))
        start = first.span[0] if first.span else token.start
        return Relation(tuple(sides), tuple(signs), span=self.since(start))

    def at_comparison(self) -> bool:
        return self.at(*SIGNS) or (self.at("!") and self.peek().text == "=")

    def comparison(self) -> str:
        """comparison := "<" | "<=" | ">" | ">=" | "=" | "!=", also as ≤, ≥, ≠, ==, =<, =>."""
        sign = self.take().text
        if (sign in ("<", ">", "!") and self.at("=")) or (sign == "=" and self.at("=", "<", ">")):
            sign += self.take().text
        return CANONICAL.get(sign, sign)

    def keyword(self, word: str) -> bool:
        """Step over a word if it comes next."""
        if self.current.kind == "keyword" and self.current.text == word:
            self.move(self.index + 1)
            return True
        return False

    def no_condition(self, token: Token) -> None:
        self.fail(ConditionError, "A condition is missing here, such as x < 0.", token)

    def opens_cases(self) -> bool:
        """Whether a bracket begins here that holds cases."""
        if not (self.at("(", "[") and self.has_words) and not self.at("{"):
            return False
        braces = self.at("{") and not self.latex
        return any(
            token.kind == "keyword" or (braces and token.text in SIGNS and token.kind == "operator")
            for token in self.tokens_at_depth(self.index + 1, 0)
        )

    def is_pair(self) -> bool:
        """Whether a bracket begins here that holds one whole row of cases."""
        inside = list(self.tokens_at_depth(self.index + 1, 0))
        conditional = any(
            token.kind == "keyword" or (token.kind == "operator" and token.text in SIGNS)
            for token in inside
        )
        if not conditional or not inside:
            return False
        closing = self.tokens.index(inside[-1]) + 1
        after = self.tokens[min(closing + 1, len(self.tokens) - 1)]
        return after.kind == "end" or after.text in (",", ";", *CLOSERS.values())

    def condition_follows(self) -> bool:
        """Whether what comes after the current sign is a condition, not the next value."""
        for place, token in enumerate(self.tokens_at_depth(self.index + 1, 0)):
            if token.kind == "keyword":
                return place == 0
            if token.kind == "operator" and token.text in (",", ";", ":", "\\\\"):
                return False
            if token.kind == "operator" and token.text in SIGNS:
                return True
        return False

    def tokens_at_depth(self, index: int, depth: int) -> Iterator[Token]:
        """The tokens from a place on, up to the bracket that closes, without those in brackets."""
        for token in self.tokens[index:]:
            text = token.kind if token.kind in ("begin", "finish") else token.text
            if text in CLOSING and token.kind != "end":
                depth -= 1
                if depth < 0:
                    return
            if depth == 0:
                yield token
            if text in OPENING:
                depth += 1

    def piecewise_of(self, rows: list[Row], opening: Token, *, vector: bool = False) -> Expression:
        """One piecewise function, or a vector of complete ones."""
        span = self.since(opening.start)
        open_rows = [isinstance(row[-1], Branch) for row in rows]
        if len(rows) > 1 and vector and not any(open_rows):
            return Vector(tuple(self.one_of(row, span) for row in rows), span=span)
        for row, is_open in zip(rows[:-1], open_rows, strict=False):
            if not is_open:
                self.without_condition(row[-1])
        row = [one for each in rows for one in each]
        if not isinstance(row[0], Branch):
            self.without_condition(row[0])
        return self.one_of(row, span)

    def one_of(self, row: Row, span: tuple[int, int]) -> Expression:
        branches = tuple(one for one in row if isinstance(one, Branch))
        otherwise = None if isinstance(row[-1], Branch) else row[-1]
        if not branches and otherwise is not None:
            return otherwise
        return Piecewise(branches, otherwise, span=span)

    def without_condition(self, value: Expression) -> None:
        start, end = value.span or (0, len(self.source))
        message = "The condition of this case is missing; only the last case can do without one."
        self.fail(ConditionError, message, Token("operator", "", start, end))
