"""Where the reading stands: a row of tokens, and what has been noticed on the way."""

from collections.abc import Callable
from typing import NoReturn, TypeVar

from questions.maths.expression import Expression, Product, Span
from questions.maths.reading.errors import (
    BadLatexError,
    IncompleteError,
    ReadingError,
    TooDeepError,
    UnexpectedError,
)
from questions.maths.reading.limits import NESTING
from questions.maths.reading.names import Vocabulary
from questions.maths.reading.tokens import Token

Tree = TypeVar("Tree")


class Cursor:
    """Walks over tokens. `notes` collects the codes of the ambiguities met, in order;
    a code in `flips` takes its other reading."""

    def __init__(
        self,
        source: str,
        tokens: list[Token],
        vocabulary: Vocabulary,
        *,
        latex: bool,
        flips: frozenset[str] = frozenset(),
    ) -> None:
        self.source = source
        self.tokens = tokens
        self.vocabulary = vocabulary
        self.notation = vocabulary.notation
        self.latex = latex
        self.flips = flips
        self.notes: list[str] = []
        self.move(0)
        self.nesting = 0
        self.bars = 0

    def move(self, index: int) -> None:
        """Stand before the token of this index."""
        self.index = index
        self.current = self.tokens[index]

    @property
    def previous(self) -> Token:
        return self.tokens[self.index - 1]

    def peek(self) -> Token:
        """The token after the current one."""
        return self.tokens[min(self.index + 1, len(self.tokens) - 1)]

    def take(self) -> Token:
        """The current token, which is stepped over unless it is the end."""
        token = self.current
        if token.kind != "end":
            self.move(self.index + 1)
        return token

    def at(self, *signs: str) -> bool:
        """Whether one of the operators comes next."""
        return self.current.text in signs and self.current.kind == "operator"

    def accept(self, sign: str) -> bool:
        """Step over an operator if it comes next."""
        if self.current.text == sign and self.current.kind == "operator":
            self.move(self.index + 1)
            return True
        return False

    def since(self, start: int) -> Span:
        """The span from a place in the source to the end of what was taken last."""
        return (start, max(start, self.previous.end))

    def note(self, code: str) -> bool:
        """Remember an ambiguity; true if its other reading is wanted."""
        if code not in self.notes:
            self.notes.append(code)
        return code in self.flips

    def nested(self, rule: Callable[[], Tree], levels: int = 1) -> Tree:
        """Apply a rule one level deeper, or more where the bounds on brackets do not help."""
        self.nesting += levels
        if self.nesting > NESTING:
            self.fail(TooDeepError, "This is nested too deeply; please simplify it.", self.current)
        tree = rule()
        self.nesting -= levels
        return tree

    def product_of(self, factors: list[Expression], start: int) -> Expression:
        """The factors multiplied, or the only one itself."""
        return factors[0] if len(factors) == 1 else Product(tuple(factors), span=self.since(start))

    def split_digit(self) -> None:
        """In LaTeX an argument without braces is one digit: `x^10` is x¹·0, `\\frac12` a half.

        Nobody means the full stop of `x^1.5` or `\\frac.5x`, which is all that LaTeX would take.
        """
        token = self.current
        if self.latex and token.kind == "number" and not token.text.isdigit():
            message = f"LaTeX takes only “{token.text[0]}” of “{token.text}” here: use braces."
            cure = self.swap(token.start, token.end, f"{{{token.text}}}")
            self.fail(BadLatexError, message, token, (cure,))
        if self.latex and token.kind == "number" and token.text[1:]:
            middle = token.start + 1
            first = Token("number", token.text[0], token.start, middle, token.spaced)
            rest = Token("number", token.text[1:], middle, token.end)
            self.tokens[self.index : self.index + 1] = [first, rest]
            self.move(self.index)

    def missing(self) -> NoReturn:
        """Raise what is wrong with the current token where an operand should begin."""
        token = self.current
        if token.kind == "end":
            message = "Something is missing at the end."
            if self.index and self.previous.text == "|":
                message = "Bars stand in pairs, as in |x|: one is missing."
                cures = (f"|{self.source.strip()}", self.swap(token.start, token.end, "|"))
                self.fail(IncompleteError, message, self.previous, cures)
            self.fail(IncompleteError, message, token)
        if token.kind == "operator" and token.text in ("*", "/", "^", ",", ";", ")", "]"):
            message = f"Something is missing before “{token.text}”."
            self.fail(UnexpectedError, message, token)
        self.fail(UnexpectedError, f"“{token.text}” cannot stand here.", token)

    def fail(
        self,
        cause: type[ReadingError],
        message: str,
        token: Token,
        suggestions: tuple[str, ...] = (),
    ) -> NoReturn:
        """Raise an error whose place is the token."""
        raise cause(
            message,
            source=self.source,
            start=token.start,
            end=token.end,
            suggestions=suggestions,
        )

    def swap(self, start: int, end: int, new: str) -> str:
        """The source with another text between two places."""
        return (self.source[:start] + new + self.source[end:]).strip()
