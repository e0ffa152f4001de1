"""Parts of a problem, and how each is stored as plain JSON."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any

from questions import maths

from .rows import Row

Bounds = tuple[Fraction | None, Fraction | None]
Domain = Mapping[str, Bounds]


@dataclass(frozen=True, slots=True)
class Figure:
    """A function to be drawn, as text in calculator notation, over a stretch of its variable."""

    function: str
    variable: str
    low: Fraction
    high: Fraction

    def to_row(self) -> dict[str, Any]:
        bounds = {"low": str(self.low), "high": str(self.high)}
        return {"function": self.function, "variable": self.variable, **bounds}

    @classmethod
    def from_row(cls, row: Row) -> "Figure":
        variable = row.filled("variable")
        function = row.filled("function")
        try:
            maths.read(function, maths.Notation(variables=(variable,), expected="scalar"))
        except maths.MathsError as error:
            raise row.wrong("function", error.message) from error
        low, high = (_fraction(row, name) for name in ("low", "high"))
        if low >= high:
            raise row.wrong("high", "should be more than “low”")
        return cls(function, variable, low, high)


@dataclass(frozen=True, slots=True)
class Option:
    """One of the options that are given. `mistake` is the mal-rule that it tempts with, if any.

    Where rows take options, one that some row takes is `correct`. It shows its text, its picture,
    or both.
    """

    id: str
    text: str
    correct: bool
    feedback: str = ""
    mistake: str | None = None
    picture: Figure | None = None

    def to_row(self) -> dict[str, Any]:
        row = {
            "id": self.id,
            "text": self.text,
            "correct": self.correct,
            "feedback": self.feedback,
            "mistake": self.mistake,
        }
        return row | _picture_row(self.picture)

    @classmethod
    def from_row(cls, row: Row) -> "Option":
        return cls(
            id=row.text("id"),
            text=row.text("text"),
            correct=row.boolean("correct"),
            feedback=row.text("feedback"),
            mistake=row.text_or_none("mistake"),
            picture=picture_of(row),
        )


@dataclass(frozen=True, slots=True)
class Pair:
    """A row and the id of its right option. It shows its text, its picture, or both.

    `feedback` is for whoever gets it wrong; `mistakes` holds, by the ids of other options, the
    mal-rules that lead to them.
    """

    text: str
    option: str
    feedback: str = ""
    mistakes: tuple[tuple[str, str], ...] = ()
    picture: Figure | None = None

    def to_row(self) -> dict[str, Any]:
        row = {"text": self.text, "option": self.option, "feedback": self.feedback}
        return row | {"mistakes": dict(self.mistakes)} | _picture_row(self.picture)

    @classmethod
    def from_row(cls, row: Row) -> "Pair":
        """The fields `feedback` and `mistakes` may be left out."""
        mistakes = row.value("mistakes") or {}
        if not isinstance(mistakes, Mapping) or not all(
            isinstance(one, str) for both in mistakes.items() for one in both
        ):
            raise row.wrong("mistakes", "should be an object: a mal-rule for each option’s id")
        return cls(
            text=row.text_or_none("text") or "",
            option=row.text("option"),
            feedback=row.text_or_none("feedback") or "",
            mistakes=tuple(sorted(mistakes.items())),
            picture=picture_of(row),
        )


def pairs_of(row: Row) -> tuple[Pair, ...]:
    """The field `pairs`; none in an instance whose kind has no rows."""
    return () if row.value("pairs") is None else tuple(map(Pair.from_row, row.rows("pairs")))


def picture_of(row: Row) -> Figure | None:
    """The picture of the field `picture`, if there is one."""
    value = row.value("picture")
    if value is None:
        return None
    if not isinstance(value, Mapping):
        raise row.wrong("picture", "should be an object")
    return Figure.from_row(Row(value, f"{row.path}.picture" if row.path else "picture"))


def _picture_row(picture: Figure | None) -> dict[str, Any]:
    return {"picture": picture.to_row()} if picture else {}


def _fraction(row: Row, field: str) -> Fraction:
    try:
        return Fraction(row.filled(field))
    except (ValueError, ZeroDivisionError) as error:
        raise row.wrong(field, "should be a number, such as -2 or 1/2") from error


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the worked solution: the rule's name, a sentence, and LaTeX; any may be empty."""

    rule: str
    name: str
    sentence: str
    latex: str

    def to_row(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_row(cls, row: Row) -> "Line":
        return cls(row.text("rule"), row.text("name"), row.text("sentence"), row.text("latex"))


@dataclass(frozen=True, slots=True)
class Remark:
    """What an author says back to a certain wrong answer; Markdown."""

    answer: maths.Expression
    sentence: str

    def to_row(self) -> dict[str, Any]:
        return {"answer": maths.write_text(self.answer), "sentence": self.sentence}


def remark_of(row: Row, notation: maths.Notation) -> Remark:
    """A stored remark."""
    try:
        answer = maths.read(row.text("answer"), notation).expression
    except maths.MathsError as error:
        raise row.wrong("answer", error.message) from error
    return Remark(answer, row.text("sentence"))


def task_of(row: Row) -> maths.Task | None:
    """The task of the field `task`, if there is one."""
    value = row.value("task")
    if value is None:
        return None
    if not isinstance(value, dict):
        raise row.wrong("task", "should be an object")
    try:
        return maths.Task.from_row(value)
    except maths.MathsError as error:
        raise row.wrong("task", error.message) from error


def mistake_of(row: Row, notation: maths.Notation) -> tuple[str, maths.Expression]:
    """A mal-rule with its wrong answer."""
    try:
        return row.text("rule"), maths.read(row.text("answer"), notation).expression
    except maths.MathsError as error:
        raise row.wrong("answer", error.message) from error


def domain_row(domain: Domain | None) -> dict[str, list[str | None]] | None:
    """Bounds as texts, null where there is none."""
    if domain is None:
        return None
    return {
        name: [None if bound is None else str(bound) for bound in both]
        for name, both in domain.items()
    }


def domain_of(row: Row, variables: tuple[str, ...]) -> Domain | None:
    """The bounds of the field `domain`; none in rows from before it was stored."""
    value = row.value("domain")
    if value is None:
        return None
    if not isinstance(value, dict) or not set(value) <= set(variables):
        raise row.wrong("domain", "should be an object of variables")
    return {name: _bounds(row, both) for name, both in value.items()}


def _bounds(row: Row, value: object) -> Bounds:
    wrong = row.wrong("domain", "should have two bounds for each variable")
    if not isinstance(value, list) or len(value) != 2:
        raise wrong
    try:
        low, high = (None if one is None else Fraction(str(one)) for one in value)
    except (ValueError, ZeroDivisionError) as error:
        raise wrong from error
    return low, high


def foreseen_of(row: Row) -> Mapping[str, Any]:
    """The field `foreseen` of an instance; empty in one that nothing was worked out for."""
    value = row.value("foreseen")
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise row.wrong("foreseen", "should be an object")
    return value
