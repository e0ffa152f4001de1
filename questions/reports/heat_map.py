"""The mistakes of a class as a table, students by mal-rules, with the answers behind each cell.

Only what the classroom was assigned counts here: what somebody practises stays the student's own.
"""

import datetime
import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from questions import problems
from questions.adaptive import Pattern
from questions.models import Classroom, Enrolment, MalRule, MistakeEvidence, Response, User

from . import feedback, mistakes, pairing

MOST_COLUMNS = 20
MOST_ANSWERS = 60
OPEN = frozenset({"suspected", "active", "relapsed"})
STATES = {state: name for state, (name, _) in mistakes.STATES.items()} | {
    "clean": "Not shown",
    "none": "No chance yet",
}
"""The names that students read, and two for what a student's own page leaves out."""


@dataclass(frozen=True)
class Cell:
    """One student and one mal-rule; `state` is one of `STATES`."""

    code: str
    rule: str
    shown: int
    chances: int
    state: str

    @property
    def state_name(self) -> str:
        return STATES[self.state]


@dataclass(frozen=True)
class Row:
    student: int
    name: str
    cells: Sequence[Cell]


@dataclass(frozen=True)
class Column:
    """A mal-rule: how many have it open now, and in how many answers it showed."""

    code: str
    name: str
    students: int
    shown: int


@dataclass(frozen=True)
class HeatMap:
    """`more` is how many mal-rules that showed are left out."""

    classroom: Classroom
    columns: Sequence[Column]
    rows: Sequence[Row]
    more: int
    is_anonymous: bool


@dataclass(frozen=True)
class Answer:
    """An answer that shows the mal-rule, beside the right one. `student` is empty if anonymous."""

    student: str
    assignment: int
    quiz: str
    item_session: int
    prompt: str
    step: str
    typed: Sequence[str]
    lines: Sequence[feedback.Line]
    rows: pairing.Shown | None


@dataclass(frozen=True)
class CellPage:
    classroom: Classroom
    rule: MalRule
    student: User | None
    shown: int
    chances: int
    answers: Sequence[Answer]
    is_anonymous: bool


def of(classroom: Classroom, *, is_anonymous: bool = False) -> HeatMap:
    """Three queries, whatever the number of students and mistakes."""
    students = _students(classroom, is_anonymous=is_anonymous)
    found = _cells(classroom, {pk for pk, _ in students})
    rules = {rule.pk: rule for rule in MalRule.objects.filter(pk__in={rule for _, rule in found})}
    columns = {pk: _column(rule, found) for pk, rule in rules.items()}
    ranked = sorted(
        columns, key=lambda pk: (-columns[pk].students, -columns[pk].shown, columns[pk].name)
    )
    kept = ranked[:MOST_COLUMNS]
    return HeatMap(
        classroom=classroom,
        columns=[columns[pk] for pk in kept],
        rows=[
            Row(student, name, [_cell(rules[pk], found.get((student, pk))) for pk in kept])
            for student, name in students
        ],
        more=len(ranked) - len(kept),
        is_anonymous=is_anonymous,
    )


def cell_page(
    classroom: Classroom, rule: MalRule, *, student: User | None = None, is_anonymous: bool = False
) -> CellPage:
    """The answers behind a cell, or behind a column where no student is named. Three queries at
    most; what is read grows with the class's answers alone.
    """
    enrolled = Enrolment.objects.filter(classroom=classroom, left_at=None)
    people = set(enrolled.values_list("student", flat=True))
    people &= {student.pk} if student else people
    told = (
        _evidence(classroom)
        .order_by("-pk")
        .values_list("pk", "pattern__mal_rule", "pattern__student", "shown")
    )
    own = [(pk, shown) for pk, about, who, shown in told if about == rule.pk and who in people]
    latest = [pk for pk, shown in own if shown][:MOST_ANSWERS]
    rows = MistakeEvidence.objects.filter(pk__in=latest).select_related(
        "response__item_session__variant",
        "response__item_session__student",
        "response__item_session__attempt__assignment__quiz",
    )
    return CellPage(
        classroom=classroom,
        rule=rule,
        student=student,
        shown=sum(shown for _, shown in own),
        chances=len(own),
        answers=[_answer(one, is_anonymous=is_anonymous) for one in rows.order_by("-pk")],
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


def _evidence(classroom: Classroom) -> QuerySet[MistakeEvidence]:
    """Of the answers to the classroom's assignments, in the order of answering."""
    responses = Response.objects.filter(item_session__attempt__assignment__classroom=classroom)
    return MistakeEvidence.objects.filter(response__in=responses)


def _cells(classroom: Classroom, students: set[int]) -> dict[tuple[int, int], Pattern]:
    """By student and mal-rule, of the mal-rules that have shown: the pattern as the answers to
    this classroom's assignments alone tell it.
    """
    rows = _evidence(classroom).order_by("pk")
    found: dict[tuple[int, int], Pattern] = defaultdict(Pattern)
    last: dict[tuple[int, int], datetime.datetime] = {}
    for student, rule, is_shown, at in rows.values_list(
        "pattern__student", "pattern__mal_rule", "shown", "response__submitted_at"
    ):
        key = student, rule
        days = (at - last.get(key, at)).total_seconds() / 86_400
        found[key] = found[key].after(shown=is_shown, days=days)
        last[key] = at
    of_class = {key: pattern for key, pattern in found.items() if key[0] in students}
    shown = {rule for (_, rule), pattern in of_class.items() if pattern.occurrences}
    return {key: pattern for key, pattern in of_class.items() if key[1] in shown}


def _column(rule: MalRule, found: dict[tuple[int, int], Pattern]) -> Column:
    patterns = [pattern for (_, pk), pattern in found.items() if pk == rule.pk]
    return Column(
        code=rule.code,
        name=rule.name,
        students=sum(pattern.state in OPEN for pattern in patterns),
        shown=sum(pattern.occurrences for pattern in patterns),
    )


def _cell(rule: MalRule, pattern: Pattern | None) -> Cell:
    if pattern is None:
        return Cell(rule.code, rule.name, 0, 0, "none")
    state = pattern.state if pattern.occurrences else "clean"
    return Cell(rule.code, rule.name, pattern.occurrences, pattern.opportunities, state)


def _answer(evidence: MistakeEvidence, *, is_anonymous: bool) -> Answer:
    response = evidence.response
    session = response.item_session
    problem = problems.stored(session.variant.instance)
    if session.attempt is None:
        raise ValueError("Evidence of a class comes from its attempts.")
    return Answer(
        student="" if is_anonymous else str(session.student),
        assignment=session.attempt.given_id,
        quiz=session.attempt.given.quiz.title,
        item_session=session.pk,
        prompt=problem.prompt,
        step=response.mistakes[0].get("step", "") if response.mistakes else "",
        typed=response.reading or [],
        lines=feedback.lines(problem, response, is_released=True),
        rows=pairing.answered(problem, response, is_released=True),
    )
