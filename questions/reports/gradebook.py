"""The teacher's view of an assignment: students by questions."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from questions.models import (
    Assignment,
    Attempt,
    Challenge,
    Enrolment,
    Group,
    LateEntry,
    MalRule,
)
from questions.models.accommodations import Window, windows_at

from . import common_mistakes, marked, rulings
from .common_mistakes import CommonMistake
from .marked import Marked
from .points import Points, ruled, total
from .rulings import Told

JOINED_LATER = "joined later"


class Cell(NamedTuple):
    """One question of one attempt. A class has thousands."""

    item_session: int
    position: int
    verdict: str
    points: Points
    written: str
    mistakes: Sequence[str]


@dataclass(frozen=True)
class Row:
    """One attempt; a student who has not begun has a row without cells."""

    student: str
    email: str
    number: int | None
    state: str
    started_at: datetime.datetime | None
    submitted_at: datetime.datetime | None
    cells: Sequence[Cell]
    total: Points


@dataclass(frozen=True)
class Column:
    """`correct` is how many of those handed in are right, whatever the ruling on the question."""

    slot: int
    position: int
    title: str
    points: Points
    correct: int
    answered: int


@dataclass(frozen=True)
class ResultsTable:
    assignment: Assignment
    columns: Sequence[Column]
    rows: Sequence[Row]
    mistakes: Sequence[CommonMistake]
    handed_in: int
    running: int
    not_begun: int
    pending: int
    late: int
    challenged: int
    average: str
    rulings: Sequence[Told]

    @property
    def out_of(self) -> int:
        return sum(column.points.possible for column in self.columns)

    @property
    def to_decide(self) -> int:
        return self.pending + self.late + self.challenged


def table(assignment: Assignment, *, at: datetime.datetime, texts: bool = True) -> ResultsTable:
    """Ten queries, whatever the number of students and questions. Without `texts` cells do not
    hold what was written.
    """
    attempts = _attempts(assignment)
    names = dict(MalRule.objects.values_list("code", "name"))
    told = rulings.told([assignment.pk]).get(assignment.pk, [])
    kinds = rulings.standing(told)
    found = marked.of(assignment, kinds=kinds, texts=texts)
    rows = [_row(attempt, found[attempt.pk], names) for attempt in attempts]
    begun = {attempt.student_id for attempt in attempts}
    waiting = [one for one in _enrolled(assignment) if one.student_id not in begun]
    windows = windows_at(assignment)
    rows += [_waiting(one, windows.of(assignment, one.student_id), at) for one in waiting]
    running = sum(attempt.is_running for attempt in attempts)
    responses = [one for attempt in attempts for one in marked.mistaken(attempt, found[attempt.pk])]
    return ResultsTable(
        assignment=assignment,
        columns=_columns(assignment, rows, kinds),
        rows=sorted(rows, key=lambda row: (row.student.casefold(), row.email, row.number or 0)),
        mistakes=common_mistakes.of(responses),
        handed_in=len(attempts) - running,
        running=running,
        not_begun=sum(row.state != JOINED_LATER for row in rows if row.number is None),
        pending=sum(cell.verdict == "pending" for row in rows for cell in row.cells),
        late=LateEntry.objects.waiting()
        .filter(item_session__attempt__assignment=assignment)
        .count(),
        challenged=Challenge.objects.waiting()
        .filter(response__item_session__attempt__assignment=assignment)
        .count(),
        average=_average(rows),
        rulings=told,
    )


def _average(rows: Sequence[Row]) -> str:
    """The mean points of the attempts that were handed in, to a hundredth; empty where none was."""
    points = [row.total.earned for row in rows if row.submitted_at is not None]
    if not points:
        return ""
    return f"{float(sum(points) / len(points)):.2f}".rstrip("0").removesuffix(".")


def _attempts(assignment: Assignment) -> list[Attempt]:
    return list(Attempt.objects.filter(assignment=assignment).select_related("student"))


def _enrolled(assignment: Assignment) -> list[Enrolment]:
    enrolments = Enrolment.objects.filter(classroom=assignment.classroom_id, left_at=None)
    if assignment.group_id is not None:
        members = Group.members.through.objects.filter(group=assignment.group_id)
        enrolments = enrolments.filter(student__in=members.values("user"))
    return list(enrolments.select_related("student"))


def _row(attempt: Attempt, items: Sequence[Marked], names: dict[str, str]) -> Row:
    cells = [_cell(one, names) for one in items]
    return Row(
        student=str(attempt.student),
        email=attempt.student.email or "",
        number=attempt.number,
        state="at work" if attempt.is_running else "handed in",
        started_at=attempt.started_at,
        submitted_at=attempt.submitted_at,
        cells=cells,
        total=total(cell.points for cell in cells),
    )


def _waiting(enrolment: Enrolment, own: Window, at: datetime.datetime) -> Row:
    student = enrolment.student
    state = "not due yet" if at < own.opens_at else "not begun"
    if at >= own.closes_at:
        is_late = enrolment.joined_at >= own.closes_at
        state = JOINED_LATER if is_late else "not handed in"
    return Row(str(student), student.email or "", None, state, None, None, [], total([]))


def _cell(one: Marked, names: dict[str, str]) -> Cell:
    codes = one.mistakes[0].get("rules", []) if one.mistakes else []
    return Cell(
        item_session=one.item_session,
        position=one.position,
        verdict=one.verdict,
        points=one.points,
        written=common_mistakes.in_a_line(one.raw, one.reading, one.kind),
        mistakes=[names.get(code, code) for code in codes],
    )


def _columns(assignment: Assignment, rows: Sequence[Row], kinds: Mapping[int, str]) -> list[Column]:
    slots = assignment.quiz.slots.select_related("question")
    handed_in = [row for row in rows if row.submitted_at is not None]
    verdicts: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for row in handed_in:
        for cell in row.cells:
            verdicts[cell.position][cell.verdict] += 1
    return [
        Column(
            slot.pk,
            position,
            slot.question.title,
            ruled(Points(Fraction(0), slot.points), kinds.get(slot.pk, "")),
            correct=verdicts[position]["correct"],
            answered=verdicts[position].total(),
        )
        for position, slot in enumerate(slots, start=1)
    ]
