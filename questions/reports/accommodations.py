"""What a student is told of accommodations, and what a teacher sees of them."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone
from django.utils.formats import date_format

from questions.models import Accommodation, Assignment, Classroom, User
from questions.models.accommodations import ORDINARY, Window, Windows, extended, windows_at


def told(window: Window) -> Sequence[str]:
    """What the student has beyond the others, as sentences; only the student reads them."""
    sentences = []
    if window.time is not None and window.time_factor > ORDINARY:
        sentences.append(times_the_time(window.time_factor, window.time))
    if window.is_later:
        sentences.append("It closes later for you than for the class.")
    if window.more_attempts:
        more = window.more_attempts
        sentences.append(f"You have {more} more attempt{'' if more == 1 else 's'}.")
    return sentences


def told_of_mock(minutes: int, factor: Decimal) -> Sequence[str]:
    time = extended(datetime.timedelta(minutes=minutes), factor)
    return [times_the_time(factor, time)] if factor > ORDINARY else []


def times_the_time(factor: Decimal, time: datetime.timedelta) -> str:
    return f"You have {amount(factor)} times the time: {in_words(time)}."


def amount(factor: Decimal) -> str:
    """1.50 is 1.5, and 2.00 is 2."""
    return f"{factor.normalize():f}"


def in_words(time: datetime.timedelta) -> str:
    """A time limit, to the second."""
    minutes, seconds = divmod(round(time.total_seconds()), 60)
    words = [f"{minutes} minute{'' if minutes == 1 else 's'}"]
    if seconds:
        words.append(f"{seconds} second{'' if seconds == 1 else 's'}")
    return " ".join(words)


@dataclass(frozen=True)
class Held:
    """An accommodation as it was set, in words; ended where `row.ended_at` says so."""

    row: Accommodation
    what: str
    words: Sequence[str]


@dataclass(frozen=True)
class AtAssignment:
    """An assignment of the student's, with the effective window in words: empty where it is that
    of everybody.
    """

    assignment: Assignment
    words: Sequence[str]
    state: str


@dataclass(frozen=True)
class StudentPage:
    """What a student has in a classroom, as its teacher sees it: the newest history first."""

    classroom: Classroom
    student: User
    standing: Accommodation | None
    assignments: Sequence[AtAssignment]
    history: Sequence[Held]


@dataclass(frozen=True)
class AtStudent:
    """A student who was given an assignment, with the effective window in words."""

    student: User
    words: Sequence[str]
    is_later: bool


def of_student(classroom: Classroom, student: User, *, at: datetime.datetime) -> StudentPage:
    """Three queries, whatever the number of assignments."""
    own = Accommodation.objects.filter(classroom=classroom, student=student)
    rows = list(own.select_related("assignment__quiz", "classroom", "set_by", "ended_by"))
    in_force = [one for one in rows if one.ended_at is None]
    windows = Windows(in_force)
    given = Assignment.objects.given_to(student).filter(classroom=classroom)
    return StudentPage(
        classroom=classroom,
        student=student,
        standing=next((one for one in in_force if one.assignment_id is None), None),
        assignments=[
            _at_assignment(one, windows.of(one, student.pk), at)
            for one in given.select_related("quiz").distinct()
        ],
        history=[_held(one) for one in rows],
    )


def of_assignment(assignment: Assignment) -> list[AtStudent]:
    """Whoever was given it, by name. Two queries."""
    students = User.objects.filter(
        enrolments__classroom=assignment.classroom_id, enrolments__left_at=None
    )
    if assignment.group is not None:
        students = students.filter(pk__in=assignment.group.members.values("pk"))
    windows = windows_at(assignment)
    found = [(one, windows.of(assignment, one.pk)) for one in students.order_by("name", "pk")]
    return [AtStudent(one, in_force(window), window.is_later) for one, window in found]


def later(assignment: Assignment) -> int:
    """How many of those who were given it have a later close."""
    return sum(one.is_later for one in of_assignment(assignment))


def in_force(window: Window) -> Sequence[str]:
    """What a student has beyond the others, as a teacher reads it."""
    words = []
    if window.time_factor > ORDINARY:
        time = f": {in_words(window.time)}" if window.time else ""
        words.append(f"{amount(window.time_factor)} times the time{time}")
    if window.is_later:
        words.append(f"closes {_moment(window.closes_at)}")
    return [*words, *_more(window.more_attempts)]


def granted(row: Accommodation) -> Sequence[str]:
    """What was set, whether or not it makes a difference."""
    words = []
    if row.time_factor is not None:
        words.append(f"{amount(row.time_factor)} times the time")
    if row.closes_at is not None:
        words.append(f"closes {_moment(row.closes_at)}")
    if row.later_by is not None:
        hours = round(row.later_by / datetime.timedelta(hours=1))
        words.append(f"closes {hours} hour{'' if hours == 1 else 's'} later")
    if row.more_attempts == 0:
        words.append("no more attempts")
    return [*words, *_more(row.more_attempts or 0)]


def _more(attempts: int) -> Sequence[str]:
    return [f"{attempts} more attempt{'' if attempts == 1 else 's'}"] if attempts else []


def _moment(moment: datetime.datetime) -> str:
    """In the zone that is active."""
    return date_format(timezone.localtime(moment), "D j M Y, H:i")


def _at_assignment(assignment: Assignment, window: Window, at: datetime.datetime) -> AtAssignment:
    return AtAssignment(assignment, in_force(window), window.state(at))


def _held(row: Accommodation) -> Held:
    what = str(row.assignment.quiz) if row.assignment else "All assignments"
    return Held(row, what, granted(row))
