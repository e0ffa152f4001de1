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
class Option:
    """One of the options of a choice. `mistake` is the mal-rule that it tempts with, if any."""

    id: str
    text: str
    correct: bool
    feedback: str = ""
    mistake: str | None = None

    def to_row(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_row(cls, row: Row) -> "Option":
        return cls(
            id=row.text("id"),
            text=row.text("text"),
            correct=row.boolean("correct"),
            feedback=row.text("feedback"),
            mistake=row.text_or_none("mistake"),
        )


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
