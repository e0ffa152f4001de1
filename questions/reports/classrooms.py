"""Classrooms: lists of them, and one as its teacher or its student sees it."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from questions.models import Attempt, Classroom, Enrolment, Response, User

from . import assignments, common_mistakes, deciding, groups
from .assignments import Taught
from .common_mistakes import CommonMistake

LOOKED_THROUGH = 2_000
ENROLLED = Count("enrolments", filter=Q(enrolments__left_at=None), distinct=True)


@dataclass(frozen=True)
class Listed:
    """A classroom in a list."""

    pk: int
    name: str
    join_code: str
    is_open: bool
    is_archived: bool
    students: int
    teachers: Sequence[str]


@dataclass(frozen=True)
class Student:
    pk: int
    name: str
    email: str
    joined_at: datetime.datetime
    handed_in: int


@dataclass(frozen=True)
class TaughtPage:
    classroom: Classroom
    students: Sequence[Student]
    assignments: Sequence[Taught]
    mistakes: Sequence[CommonMistake]
    groups: Sequence[groups.Listed]
    to_decide: int


def taught(teacher: User) -> list[Listed]:
    """Two queries, whatever their number."""
    return _listed(list(Classroom.objects.taught_by(teacher).values_list("pk", flat=True)))


def joined(student: User) -> list[Listed]:
    return _listed(list(Classroom.objects.joined_by(student).values_list("pk", flat=True)))


def _listed(keys: list[int]) -> list[Listed]:
    rows = Classroom.objects.filter(pk__in=keys).annotate(count=ENROLLED)
    return [
        Listed(
            pk=row.pk,
            name=row.name,
            join_code=row.join_code,
            is_open=row.is_open,
            is_archived=row.is_archived,
            students=row.count,  # type: ignore[attr-defined]
            teachers=[str(teacher) for teacher in row.teachers.all()],
        )
        for row in rows.prefetch_related("teachers")
    ]


def taught_page(classroom: Classroom, *, teacher: User, at: datetime.datetime) -> TaughtPage:
    """What the teacher sees. Twelve queries, whatever the number of students and assignments."""
    return TaughtPage(
        classroom=classroom,
        students=_students(classroom),
        assignments=assignments.taught(teacher, at=at, classroom=classroom),
        mistakes=common_mistakes.of(map(common_mistakes.mistaken, _mistaken(classroom))),
        groups=groups.of(classroom),
        to_decide=deciding.count(teacher, classroom=classroom),
    )


def _students(classroom: Classroom) -> list[Student]:
    attempts = Attempt.objects.filter(assignment__classroom=classroom).exclude(submitted_at=None)
    counts = dict(attempts.values_list("student").annotate(done=Count("assignment", distinct=True)))
    enrolled = Enrolment.objects.filter(classroom=classroom, left_at=None)
    rows = enrolled.select_related("student").order_by("student__name", "student__email")
    return [
        Student(
            pk=row.student_id,
            name=str(row.student),
            email=row.student.email or "",
            joined_at=row.joined_at,
            handed_in=counts.get(row.student_id, 0),
        )
        for row in rows
    ]


def _mistaken(classroom: Classroom) -> list[Response]:
    """The latest responses of the class that a mal-rule explains."""
    responses = Response.objects.standing().filter(
        item_session__attempt__assignment__classroom=classroom
    )
    wrong = responses.exclude(mistakes=[]).exclude(verdict=Response.Verdict.CORRECT)
    rows = wrong.select_related("item_session__attempt", "item_session__student")
    shown = rows.only(
        "verdict", "mistakes", "raw", "reading", "comparison",
        "item_session__attempt__assignment_id", "item_session__student__name",
        "item_session__student__email",
    )  # fmt: skip
    return list(shown.order_by("-pk")[:LOOKED_THROUGH])
