"""What a student is granted beyond the rules of an assignment, and the window that comes of it."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Self

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from .classrooms import Classroom
from .groups import Group
from .people import User
from .quizzes import Assignment, Attempt, state_at

ORDINARY: Final = Decimal(1)


class AccommodationQuerySet(models.QuerySet["Accommodation"]):
    def in_force(self) -> Self:
        return self.filter(ended_at=None)

    def standing(self) -> Self:
        return self.filter(assignment=None)

    def taught_by(self, teacher: User) -> Self:
        return self.filter(classroom__teachers=teacher)


class Accommodation(models.Model):
    """More time, a later close or more attempts of a student in a classroom: standing, for all of
    its assignments, or for one.

    What was set is never changed: another row takes its place, or it is ended, so that the rows are
    the history of who set what and when. What is empty is as without it.
    """

    classroom = models.ForeignKey(Classroom, models.CASCADE, related_name="accommodations")
    student = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="accommodations"
    )
    assignment = models.ForeignKey(
        Assignment,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="accommodations",
        help_text="The only one that it is for; empty for all of the classroom.",
    )
    time_factor = models.DecimalField(
        max_digits=3, decimal_places=2, null=True, help_text="Times the time limit."
    )
    closes_at = models.DateTimeField(null=True, help_text="Of one assignment.")
    later_by = models.DurationField(null=True, help_text="After the close, where it is standing.")
    more_attempts = models.PositiveSmallIntegerField(null=True)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="accommodations_set"
    )
    set_at = models.DateTimeField(default=timezone.now)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="accommodations_ended"
    )
    ended_at = models.DateTimeField(null=True)

    objects = AccommodationQuerySet.as_manager()

    class Meta:
        ordering = ["-set_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["classroom", "student"],
                condition=Q(assignment=None, ended_at=None),
                name="one_standing_accommodation",
            ),
            models.UniqueConstraint(
                fields=["assignment", "student"],
                condition=Q(ended_at=None),
                name="one_accommodation_at_an_assignment",
            ),
            models.CheckConstraint(
                condition=Q(time_factor=None) | Q(time_factor__gte=1),
                name="an_accommodation_shortens_no_time",
            ),
            models.CheckConstraint(
                condition=Q(assignment=None, closes_at=None)
                | Q(assignment__isnull=False, later_by=None),
                name="a_date_for_one_assignment_or_a_span_for_all",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.student} at {self.assignment or self.classroom}"

    @property
    def granted(self) -> tuple[object, ...]:
        return self.time_factor, self.closes_at, self.later_by, self.more_attempts


@dataclass(frozen=True)
class Window:
    """When, how long and how often one student may do an assignment; `more_attempts` are among
    `attempts_allowed`, and `minutes` is the time limit of everybody.
    """

    opens_at: datetime.datetime
    closes_at: datetime.datetime
    is_later: bool
    minutes: int | None
    time_factor: Decimal
    attempts_allowed: int
    more_attempts: int

    @property
    def later(self) -> datetime.datetime | None:
        """The close, where it is later than that of the class."""
        return self.closes_at if self.is_later else None

    @property
    def time(self) -> datetime.timedelta | None:
        """The student's own time limit."""
        if self.minutes is None:
            return None
        return extended(datetime.timedelta(minutes=self.minutes), self.time_factor)

    def state(self, at: datetime.datetime) -> str:
        """Upcoming, open or past, for the student."""
        return state_at(at, self.opens_at, self.closes_at)

    def is_open(self, at: datetime.datetime) -> bool:
        return self.state(at) == "open"

    def deadline(self, started_at: datetime.datetime) -> datetime.datetime:
        """When an attempt that starts then must end.

        With a time limit it lasts so many times as long as without the factor, beyond the close
        too: extra time that the window cuts off would be none.
        """
        if self.minutes is None:
            return self.closes_at
        ordinary = started_at + datetime.timedelta(minutes=self.minutes)
        time = min(self.closes_at, ordinary) - started_at
        return started_at + extended(time, self.time_factor)


def extended(time: datetime.timedelta, factor: Decimal) -> datetime.timedelta:
    """So many times the time, to the microsecond."""
    numerator, denominator = factor.as_integer_ratio()
    return time * numerator / denominator


class Windows:
    """The windows of students at assignments: the one place where accommodations take effect.

    `rows` are those in force of the students or the assignments that are asked about.
    """

    def __init__(self, rows: Iterable[Accommodation]) -> None:
        self._found = {(row.student_id, row.classroom_id, row.assignment_id): row for row in rows}

    def of(self, assignment: Assignment, student: int) -> Window:
        """What the assignment itself grants beats what is standing, and either beats the rules of
        the class, which never leave the student with less.
        """
        narrow = self._found.get((student, assignment.classroom_id, assignment.pk))
        standing = self._found.get((student, assignment.classroom_id, None))
        closes_at, more = _closing(assignment, narrow, standing), _more(narrow, standing)
        return Window(
            opens_at=assignment.opens_at,
            closes_at=closes_at,
            is_later=closes_at > assignment.closes_at,
            minutes=assignment.minutes,
            time_factor=_factor(narrow, standing),
            attempts_allowed=assignment.attempts_allowed + more,
            more_attempts=more,
        )

    def last_closing(
        self, assignment: Assignment, members: Collection[tuple[int, int]]
    ) -> datetime.datetime:
        """When it closes for the last of these students; given to a group, of those that are among
        its `members`, as keys of a group and a student.
        """
        students = {student for student, _, _ in self._found}
        group = assignment.group_id
        if group is not None:
            students = {one for one in students if (group, one) in members}
        closings = (self.of(assignment, student).closes_at for student in students)
        return max(closings, default=assignment.closes_at)


def _closing(
    assignment: Assignment, narrow: Accommodation | None, standing: Accommodation | None
) -> datetime.datetime:
    closes_at = assignment.closes_at
    if narrow is not None and narrow.closes_at is not None:
        return max(closes_at, narrow.closes_at)
    later_by = standing.later_by if standing is not None else None
    return closes_at if later_by is None else closes_at + later_by


def _factor(*found: Accommodation | None) -> Decimal:
    factors = (one.time_factor for one in found if one is not None)
    return next((one for one in factors if one is not None), ORDINARY)


def _more(*found: Accommodation | None) -> int:
    attempts = (one.more_attempts for one in found if one is not None)
    return next((one for one in attempts if one is not None), 0)


def window(assignment: Assignment, student: User) -> Window:
    """One query."""
    return windows_of(student).of(assignment, student.pk)


def windows_of(student: User) -> Windows:
    """At whatever the student was given. One query."""
    return Windows(Accommodation.objects.in_force().filter(student=student))


def windows_at(*assignments: Assignment) -> Windows:
    """Of whoever is enrolled and has an accommodation there. One query."""
    rooms = {one.classroom_id for one in assignments}
    enrolled = Accommodation.objects.in_force().filter(
        student__enrolments__classroom=F("classroom"), student__enrolments__left_at=None
    )
    return Windows(enrolled.filter(classroom__in=rooms))


def ahead(assignments: QuerySet[Assignment], at: datetime.datetime) -> list[Assignment]:
    """Those that have not closed for every student, or where one works on in extra time. Two
    queries, and a third where some were given to groups.
    """
    running = Attempt.objects.running().filter(assignment=OuterRef("pk")).order_by("-deadline")
    rows = assignments.annotate(last_end=Subquery(running.values("deadline")[:1]))
    windows = windows_at(*rows)
    groups = {row.group_id for row in rows if row.group_id is not None}
    found = Group.members.through.objects.filter(group__in=groups)
    members = set(found.values_list("group", "user"))
    ends = ((row, windows.last_closing(row, members), row.last_end or at) for row in rows)
    return [row for row, closing, last_end in ends if max(closing, last_end) > at]


def mock_factor(student: User) -> Decimal:
    """So many times the time of a mock exam, which belongs to no class: the most that is standing
    in the student's classrooms.
    """
    enrolled = Classroom.objects.joined_by(student)
    rows = Accommodation.objects.in_force().standing().filter(student=student)
    factors = rows.filter(classroom__in=enrolled).values_list("time_factor", flat=True)
    return max((one for one in factors if one is not None), default=ORDINARY)
