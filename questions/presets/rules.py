"""An exam's rules as data: sections, what is shown and counted, and marks as exact fractions.

Stored as JSON with a version. Marks are texts such as "4.75" or "-1/3": a number with a decimal
point in JSON is a float already, and a third is none.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from questions import maths
from questions.problems.rows import Row

RULES_VERSION: Final = 1
CHOICE: Final = "choice"
SEVERAL: Final = "several choices"
NUMBER: Final = "number"
KINDS: Final = (CHOICE, SEVERAL, NUMBER)
FIRST: Final = "first"
BEST: Final = "best"
COUNTINGS: Final = (FIRST, BEST)
NAMES: Final = (
    "kind",
    "shown",
    "counted",
    "counting",
    "right",
    "wrong",
    "blank",
    "partial",
    "accept",
)
MOST_QUESTIONS: Final = 200
MOST_MARKS: Final = 100
MOST_DECIMALS: Final = 6


@dataclass(frozen=True, slots=True)
class Partial:
    """What a choice of `chosen` options earns that are all right, but not all that are right, where
    the key has at least `key` options.
    """

    key: int
    chosen: int
    marks: Fraction

    def to_row(self) -> dict[str, Any]:
        return {"key": self.key, "chosen": self.chosen, "marks": str(self.marks)}


@dataclass(frozen=True, slots=True)
class Part:
    """Questions of one kind that are marked alike. Of those `shown` as many as `counted` count: the
    first that were answered, or the best. Without a partial rule several choices are all or
    nothing. A number counts as right rounded or cut off to `decimals`, or within the `tolerance`;
    with neither, only the exact value does.
    """

    kind: str
    shown: int
    counted: int
    counting: str
    right: Fraction
    wrong: Fraction
    blank: Fraction
    partial: tuple[Partial, ...] = ()
    tolerance: maths.Tolerance | None = None
    decimals: int | None = None

    @property
    def possible(self) -> Fraction:
        """The most marks that it gives."""
        return self.counted * self.right

    def to_row(self) -> dict[str, Any]:
        row: dict[str, Any] = {
            "kind": self.kind,
            "shown": self.shown,
            "counted": self.counted,
            "counting": self.counting,
            "right": str(self.right),
            "wrong": str(self.wrong),
            "blank": str(self.blank),
        }
        if self.partial:
            row["partial"] = [one.to_row() for one in self.partial]
        if self.tolerance is not None:
            row["accept"] = self.tolerance.to_row()
        if self.decimals is not None:
            row["accept"] = {"decimals": self.decimals}
        return row


@dataclass(frozen=True, slots=True)
class Section:
    name: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """The sections of an exam in order. Questions are numbered through."""

    sections: tuple[Section, ...]

    @property
    def parts(self) -> tuple[Part, ...]:
        return tuple(part for section in self.sections for part in section.parts)

    @property
    def shown(self) -> int:
        return sum(part.shown for part in self.parts)

    @property
    def possible(self) -> Fraction:
        return sum((part.possible for part in self.parts), Fraction(0))

    @property
    def places(self) -> tuple[tuple[Section, Part], ...]:
        """Of each question in order, where it belongs."""
        return tuple(
            (section, part)
            for section in self.sections
            for part in section.parts
            for _ in range(part.shown)
        )

    def to_row(self) -> dict[str, Any]:
        """Plain JSON; `read` gives equal rules back."""
        sections = [
            {"name": one.name, "parts": [part.to_row() for part in one.parts]}
            for one in self.sections
        ]
        return {"version": RULES_VERSION, "sections": sections}


def read(value: object) -> Rules:
    """The rules of stored JSON. Raises ProblemError, which names the place and says why."""
    row = Row.of(value, "the rules")
    _known(row, "version", "sections")
    if row.integer("version") != RULES_VERSION:
        raise row.wrong("version", f"should be {RULES_VERSION}")
    sections = tuple(_section(one) for one in row.rows("sections"))
    if not sections:
        raise row.wrong("sections", "should hold at least one section")
    names = [one.name for one in sections]
    if len(set(names)) != len(names):
        raise row.wrong("sections", "should have different names")
    rules = Rules(sections)
    if rules.shown > MOST_QUESTIONS:
        raise row.wrong("sections", f"should show at most {MOST_QUESTIONS} questions together")
    return rules


def _section(row: Row) -> Section:
    _known(row, "name", "parts")
    parts = tuple(_part(one) for one in row.rows("parts"))
    if not parts:
        raise row.wrong("parts", "should hold at least one part")
    return Section(row.filled("name"), parts)


def _part(row: Row) -> Part:
    _known(row, *NAMES)
    kind, shown = row.one_of("kind", KINDS), _count(row, "shown")
    counted = _count(row, "counted")
    if counted > shown:
        raise row.wrong("counted", f"should be at most the {shown} that are shown")
    right, wrong, blank = (_marks(row, name) for name in ("right", "wrong", "blank"))
    if right <= 0:
        raise row.wrong("right", "should be above 0")
    for name, marks in (("wrong", wrong), ("blank", blank)):
        if marks > 0:
            raise row.wrong(name, "should not be above 0")
    tolerance, decimals = _acceptance(row, kind)
    counting = row.one_of("counting", COUNTINGS) if counted < shown else FIRST
    partial = _partial(row, kind, right)
    return Part(kind, shown, counted, counting, right, wrong, blank, partial, tolerance, decimals)


def _partial(row: Row, kind: str, right: Fraction) -> tuple[Partial, ...]:
    if row.value("partial") is None:
        return ()
    if kind != SEVERAL:
        raise row.wrong("partial", f"is for the kind “{SEVERAL}” alone")
    found = []
    for one in row.rows("partial"):
        _known(one, "key", "chosen", "marks")
        key, chosen = _count(one, "key"), _count(one, "chosen")
        if chosen >= key:
            raise one.wrong("chosen", f"should be fewer than the {key} of the key")
        marks = _marks(one, "marks")
        if not 0 <= marks <= right:
            raise one.wrong("marks", f"should be from 0 to the {right} of a right answer")
        found.append(Partial(key, chosen, marks))
    return tuple(found)


def _acceptance(row: Row, kind: str) -> tuple[maths.Tolerance | None, int | None]:
    value = row.value("accept")
    if value is None:
        return None, None
    if kind != NUMBER:
        raise row.wrong("accept", f"is for the kind “{NUMBER}” alone")
    if isinstance(value, Mapping) and set(value) == {"decimals"}:
        decimals = value["decimals"]
        if type(decimals) is not int or not 0 <= decimals <= MOST_DECIMALS:
            raise row.wrong("accept", f"takes from 0 to {MOST_DECIMALS} decimals")
        return None, decimals
    if not isinstance(value, Mapping) or set(value) - {"absolute", "relative"}:
        raise row.wrong("accept", "should be one of these: decimals, absolute or relative")
    try:
        return maths.Tolerance.of(value), None
    except maths.PolicyError as error:
        raise row.wrong("accept", error.message) from error


def _known(row: Row, *names: str) -> None:
    """A name that is misspelt must not be passed over: it would change marks in silence."""
    strange = sorted(map(str, row.values.keys() - {*names}))
    if strange:
        raise row.wrong(strange[0], f"is not known here; known are {', '.join(names)}")


def _count(row: Row, name: str) -> int:
    count = row.integer(name)
    if not 1 <= count <= MOST_QUESTIONS:
        raise row.wrong(name, f"should be from 1 to {MOST_QUESTIONS}")
    return count


def _marks(row: Row, name: str) -> Fraction:
    value = row.value(name)
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise row.wrong(name, 'should be a whole number, or a text such as "4.75" or "-1/3"')
    try:
        marks = maths.exact(value)
    except maths.PolicyError as error:
        raise row.wrong(name, error.message) from error
    if abs(marks) > MOST_MARKS:
        raise row.wrong(name, f"should be at most {MOST_MARKS}")
    return marks
