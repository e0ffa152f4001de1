"""Formulas and sentences of a worked solution, kept as trees and written at last.

A formula is a row of pieces: trees, signs that are written alike everywhere, and derivatives that
are still to be taken. What is stored is LaTeX; a terminal gets Unicode.
"""

from dataclasses import dataclass, field
from typing import Final, Protocol

from questions.maths.expression import Expression, Symbol, undotted
from questions.maths.writing import write_latex, write_unicode
from questions.maths.writing.unicode import name_unicode

WIDEST: Final = 72
"""In characters of Unicode: what is longer is broken before its equals signs."""


class Piece(Protocol):
    """Something that is written in LaTeX and in Unicode."""

    @property
    def latex(self) -> str: ...

    @property
    def unicode(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Written:
    """A sign or a name that has two spellings."""

    latex: str
    unicode: str


@dataclass(frozen=True, slots=True)
class Tree:
    """An expression."""

    expression: Expression

    @property
    def latex(self) -> str:
        return write_latex(self.expression)

    @property
    def unicode(self) -> str:
        return write_unicode(self.expression)


@dataclass(frozen=True, slots=True)
class Pending:
    """A derivative that is still to be taken: d/dx[tree]."""

    expression: Expression
    variable: str
    is_partial: bool = False

    @property
    def latex(self) -> str:
        sign = r"\partial" if self.is_partial else "d"
        name = write_latex(Symbol(self.variable))
        return rf"\frac{{{sign}}}{{{sign} {name}}}\left[{write_latex(self.expression)}\right]"

    @property
    def unicode(self) -> str:
        sign = "∂" if self.is_partial else "d"
        inside = write_unicode(self.expression)
        return f"{sign}/{sign}{name_unicode(self.variable)}[{inside}]"


@dataclass(frozen=True, slots=True)
class Primed:
    """The derivative of a short tree, as rules write it: (uv)'."""

    expression: Expression

    @property
    def latex(self) -> str:
        written = write_latex(self.expression)
        bare = isinstance(self.expression, Symbol)
        tall = rf"\left({written}\right)" if r"\frac" in written else f"({written})"
        return f"{written if bare else tall}'"

    @property
    def unicode(self) -> str:
        written = write_unicode(self.expression)
        return f"{written}′" if isinstance(self.expression, Symbol) else f"({written})′"


@dataclass(frozen=True, slots=True)
class Row:
    """Pieces in a row."""

    pieces: tuple[Piece, ...]

    @property
    def latex(self) -> str:
        return "".join(one.latex for one in self.pieces)

    @property
    def unicode(self) -> str:
        return "".join(one.unicode for one in self.pieces)


def sign(text: str) -> Written:
    """A sign that is written alike everywhere, or nearly."""
    return Written(text, text.replace("-", "−").replace("'", "′"))


def row(*pieces: "Piece | Expression | str") -> Piece:
    """Trees and signs in a row."""
    found = tuple(
        Tree(one) if isinstance(one, Expression) else sign(one) if isinstance(one, str) else one
        for one in pieces
    )
    return found[0] if len(found) == 1 else Row(found)


@dataclass(frozen=True, slots=True)
class Equation:
    """A left side and what it is equal to, one simplification after another."""

    left: Piece
    sides: tuple[Piece, ...]
    is_approximate: bool = False

    @property
    def latex(self) -> str:
        first = r"\approx" if self.is_approximate else "="
        return f"{self.left.latex} {first} {' = '.join(one.latex for one in self.sides)}"

    @property
    def unicode(self) -> str:
        return f"{self.left.unicode} {self._sign} {' = '.join(one.unicode for one in self.sides)}"

    @property
    def _sign(self) -> str:
        return "≈" if self.is_approximate else "="

    @property
    def trees(self) -> tuple[Expression, ...]:
        """The sides that are expressions: all of them have one value."""
        return tuple(undotted(one.expression) for one in self.sides if isinstance(one, Tree))

    @property
    def is_wide(self) -> bool:
        return len(self.sides) > 1 and len(self.unicode) > WIDEST

    def rows(self) -> tuple[str, ...]:
        """In Unicode, one row for each side where it is wide."""
        if not self.is_wide:
            return (self.unicode,)
        left, (first, *others) = self.left.unicode, self.sides
        indent = " " * len(left) if len(left) <= WIDEST // 3 else "    "
        return (
            f"{left} {self._sign} {first.unicode}",
            *(f"{indent} = {one.unicode}" for one in others),
        )


def equation(left: Piece, *sides: "Expression | Piece") -> Equation:
    """An equation without sides that are written like the one before."""
    found: list[Piece] = []
    for one in map(row, sides):
        if not found or found[-1].unicode != one.unicode:
            found.append(one)
    return Equation(left, tuple(found))


Said = str | Piece


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words, and formulas within them."""

    parts: tuple[Said, ...] = ()

    @property
    def latex(self) -> str:
        """With formulas between dollar signs."""
        return "".join(one if isinstance(one, str) else f"${one.latex}$" for one in self.parts)

    @property
    def unicode(self) -> str:
        return "".join(one if isinstance(one, str) else one.unicode for one in self.parts)

    def then(self, other: "Sentence") -> "Sentence":
        """This opening and the other sentence, in small letters behind a colon."""
        if not self.parts or not other.parts:
            return self + other
        first, *rest = other.parts
        if isinstance(first, str):
            first = first[:1].lower() + first[1:]
        return Sentence((*self.parts, first, *rest))

    def __add__(self, other: "Sentence") -> "Sentence":
        return Sentence((*self.parts, *other.parts))


def say(*parts: "Said | Expression") -> Sentence:
    """A sentence of words and formulas."""
    return Sentence(tuple(Tree(one) if isinstance(one, Expression) else one for one in parts))


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the worked solution: a rule, what it says here, and the formulas below it.

    `before` was differentiated by `variable`, `after` is its derivative; both are None where the
    line does something else. `facts` are small results, `equation` the line's own.
    """

    rule: str
    name: str
    said: Sentence
    equation: Equation | None = None
    facts: tuple[Equation, ...] = field(default=())
    before: Expression | None = None
    after: Expression | None = None
    variable: str = ""

    @property
    def sentence(self) -> str:
        """With formulas as LaTeX between dollar signs."""
        return self.said.latex

    @property
    def latex(self) -> str:
        """The formulas, small results in a row of their own; a page breaks them further."""
        facts = r",\quad ".join(one.latex for one in self.facts)
        return "\n".join(
            one for one in (facts, self.equation.latex if self.equation else "") if one
        )

    @property
    def rows(self) -> tuple[str, ...]:
        """The formulas in Unicode."""
        facts = ",  ".join(one.unicode for one in self.facts)
        few = (
            (facts,) if facts and len(facts) <= WIDEST else tuple(one.unicode for one in self.facts)
        )
        return few + (self.equation.rows() if self.equation else ())
