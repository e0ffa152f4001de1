"""The mistakes of a class as a table, students by mal-rules, with the answers behind each cell.

Only what the classroom was assigned counts here: what somebody practises stays the student's own.
"""

import datetime
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import QuerySet

from questions.adaptive import Pattern
from questions.models import (
    Classroom,
    Enrolment,
    MalRule,
    MistakeEvidence,
    Response,
    is_sure,
)

from . import mistakes

MOST_COLUMNS = 20
OPEN = frozenset({"suspected", "active", "relapsed"})
STATES = {state: name for state, (name, _) in mistakes.STATES.items()} | {
    "clean": "Not shown",
    "none": "No chance yet",
    "probable": "Probably shown",
}
"""The names that students read, and three for what a student's own page leaves out."""


@dataclass(frozen=True)
class Cell:
    """One student and one mal-rule; `state` is one of `STATES`. `probable` counts the answers that
    it explains best and not surely: they are neither shown nor chances.
    """

    code: str
    rule: str
    shown: int
    probable: int
    chances: int
    state: str

    @property
    def state_name(self) -> str:
        return STATES[self.state]

    @property
    def is_open(self) -> bool:
        """Whether there are answers behind it."""
        return self.shown + self.probable > 0

    @property
    def count(self) -> str:
        """How often it showed, out of the answers in which it could."""
        sure = f"{self.shown} of {self.chances}" if self.chances else ""
        likely = f"{self.probable} probably" if self.probable else ""
        return ", ".join(part for part in (sure, likely) if part)


@dataclass(frozen=True)
class Row:
    student: int
    name: str
    cells: Sequence[Cell]


@dataclass(frozen=True)
class Column:
    """A mal-rule: how many have it open now, in how many answers it showed, and probably did."""

    rule: MalRule
    students: int
    shown: int
    probable: int

    @property
    def code(self) -> str:
        return self.rule.code

    @property
    def name(self) -> str:
        return self.rule.name


@dataclass(frozen=True)
class HeatMap:
    """`more` is how many mal-rules that showed are left out."""

    classroom: Classroom
    columns: Sequence[Column]
    rows: Sequence[Row]
    more: int
    is_anonymous: bool


def of(classroom: Classroom, *, is_anonymous: bool = False) -> HeatMap:
    """Four queries, whatever the number of students and mistakes."""
    students = _students(classroom, is_anonymous=is_anonymous)
    enrolled = {pk for pk, _ in students}
    probable = Counter((one.student, one.code) for one in probable_of(classroom, enrolled))
    found = _cells(classroom, enrolled, {code for _, code in probable})
    codes = {code for _, code in found} | {code for _, code in probable}
    rules = {rule.code: rule for rule in MalRule.objects.filter(code__in=codes)}
    columns = {code: _column(rule, found, probable) for code, rule in rules.items()}
    ranked = sorted(columns, key=lambda code: _rank(columns[code]))
    kept = ranked[:MOST_COLUMNS]
    return HeatMap(
        classroom=classroom,
        columns=[columns[code] for code in kept],
        rows=[
            Row(
                student,
                name,
                [
                    _cell(rules[code], found.get((student, code)), probable[student, code])
                    for code in kept
                ],
            )
            for student, name in students
        ],
        more=len(ranked) - len(kept),
        is_anonymous=is_anonymous,
    )


def _students(classroom: Classroom, *, is_anonymous: bool) -> list[tuple[int, str]]:
    """Who is enrolled, by name; anonymous, numbered in an order that says nothing of the names."""
    enrolled = Enrolment.objects.filter(classroom=classroom, left_at=None)
    people = [one.student for one in enrolled.select_related("student")]
    if not is_anonymous:
        ordered = sorted(people, key=lambda one: (str(one).casefold(), one.pk))
        return [(one.pk, str(one)) for one in ordered]
    people.sort(key=lambda one: hashlib.sha256(f"{classroom.join_code}:{one.pk}".encode()).digest())
    return [(one.pk, f"Student {place}") for place, one in enumerate(people, start=1)]


def evidence(classroom: Classroom) -> QuerySet[MistakeEvidence]:
    """Of the answers to the classroom's assignments, in the order of answering."""
    responses = Response.objects.filter(item_session__attempt__assignment__classroom=classroom)
    return MistakeEvidence.objects.filter(response__in=responses)


class Probable(NamedTuple):
    """A mal-rule that explains a response best, and not surely."""

    pk: int
    student: int
    code: str


def probable_of(classroom: Classroom, students: set[int]) -> Iterable[Probable]:
    """Of the answers whose results are shown to the students."""
    wrong = (Response.Verdict.INCORRECT, Response.Verdict.PARTLY_CORRECT)
    rows = Response.objects.filter(
        item_session__attempt__assignment__classroom=classroom,
        sequence__isnull=False,
        verdict__in=wrong,
    ).exclude(mistakes=[])
    for pk, student, found in rows.values_list("pk", "item_session__student", "mistakes"):
        if student in students and not is_sure(found[0]):
            yield from (Probable(pk, student, code) for code in found[0]["rules"])


def _cells(
    classroom: Classroom, students: set[int], probable: set[str]
) -> dict[tuple[int, str], Pattern]:
    """By student and mal-rule, of the mal-rules that have shown, or probably have: the pattern as
    the answers to this classroom's assignments alone tell it.
    """
    rows = evidence(classroom).order_by("pk")
    found: dict[tuple[int, str], Pattern] = defaultdict(Pattern)
    last: dict[tuple[int, str], datetime.datetime] = {}
    for student, rule, is_shown, at in rows.values_list(
        "pattern__student", "pattern__mal_rule__code", "shown", "response__submitted_at"
    ):
        key = student, rule
        days = (at - last.get(key, at)).total_seconds() / 86_400
        found[key] = found[key].after(shown=is_shown, days=days)
        last[key] = at
    of_class = {key: pattern for key, pattern in found.items() if key[0] in students}
    shown = {rule for (_, rule), pattern in of_class.items() if pattern.occurrences} | probable
    return {key: pattern for key, pattern in of_class.items() if key[1] in shown}


def _rank(column: Column) -> tuple[int, int, int, str]:
    return (-column.students, -column.shown, -column.probable, column.name)


def _column(
    rule: MalRule,
    found: dict[tuple[int, str], Pattern],
    probable: Mapping[tuple[int, str], int],
) -> Column:
    patterns = [pattern for (_, code), pattern in found.items() if code == rule.code]
    return Column(
        rule=rule,
        students=sum(pattern.state in OPEN for pattern in patterns),
        shown=sum(pattern.occurrences for pattern in patterns),
        probable=sum(count for (_, code), count in probable.items() if code == rule.code),
    )


def _cell(rule: MalRule, pattern: Pattern | None, probable: int) -> Cell:
    pattern = pattern or Pattern()
    state = pattern.state if pattern.occurrences else "clean" if pattern.opportunities else "none"
    if probable and not pattern.occurrences:
        state = "probable"
    return Cell(rule.code, rule.name, pattern.occurrences, probable, pattern.opportunities, state)
