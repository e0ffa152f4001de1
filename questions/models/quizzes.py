"""Quizzes, their assignment to classrooms, and students' attempts."""

import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from .banks import Question
from .classrooms import Classroom
from .groups import Group
from .people import User
from .presets import MockExam


class QuizQuerySet(models.QuerySet["Quiz"]):
    def owned_by(self, user: User) -> Self:
        return self.filter(owner=user)

    def printed_by(self, user: User) -> Self:
        """Quizzes that the person may print: their own, and those given to a class they teach."""
        taught = Classroom.objects.taught_by(user)
        given = Assignment.objects.filter(classroom__in=taught).values("quiz")
        return self.filter(Q(owner=user) | Q(pk__in=given))


class Quiz(models.Model):
    """An ordered set of slots with an owner."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="quizzes")
    title = models.CharField(max_length=120)
    introduction = models.TextField(blank=True)
    client_key = models.UUIDField(
        null=True, editable=False, help_text="Of the form that made it: sent twice, it is one quiz."
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = QuizQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        verbose_name_plural = "quizzes"
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "client_key", "title"], name="a_form_makes_one_quiz"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Slot(models.Model):
    """A place in a quiz. Each student gets a variant of its question of their own.

    With a mal-rule it is one in which that goes wrong or, where it `looks_alike`, one in which it
    cannot.
    """

    quiz = models.ForeignKey(Quiz, models.CASCADE, related_name="slots")
    position = models.PositiveSmallIntegerField()
    question = models.ForeignKey(Question, models.PROTECT, related_name="slots")
    points = models.PositiveSmallIntegerField(default=1)
    mal_rule = models.ForeignKey(
        "MalRule", models.SET_NULL, null=True, blank=True, related_name="slots"
    )
    looks_alike = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["quiz", "position"],
                name="one_slot_a_position",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(condition=Q(points__gte=1), name="a_slot_is_worth_a_point"),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.question}"


def state_at(
    at: datetime.datetime, opens_at: datetime.datetime, closes_at: datetime.datetime
) -> str:
    """Upcoming, open or past."""
    if at < opens_at:
        return "upcoming"
    return "open" if at < closes_at else "past"


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def taught_by(self, user: User) -> Self:
        return self.filter(classroom__teachers=user)

    def given_to(self, user: User) -> Self:
        """To the person's classrooms as a whole, or to a group that the person is in."""
        enrolled = self.filter(
            classroom__enrolments__student=user, classroom__enrolments__left_at=None
        )
        return enrolled.filter(Q(group=None) | Q(group__in=Group.objects.filter(members=user)))


class Assignment(models.Model):
    """A quiz given to a classroom or to a group of it, with its rules."""

    CLOSED_NOW = "closed now"

    class Feedback(models.TextChoices):
        SUBMITTED = "submitted", "right after submitting"
        CLOSED = "closed", "after the assignment closes"

    quiz = models.ForeignKey(Quiz, models.PROTECT, related_name="assignments")
    classroom = models.ForeignKey(Classroom, models.CASCADE, related_name="assignments")
    group = models.ForeignKey(
        Group,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="assignments",
        help_text="Who alone gets it; empty for the whole class.",
    )
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Time limit; empty for none."
    )
    attempts_allowed = models.PositiveSmallIntegerField(default=1)
    feedback = models.CharField(max_length=9, choices=Feedback.choices, default=Feedback.SUBMITTED)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    history = HistoricalRecords()

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["-opens_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="an_assignment_closes_after_it_opens"
            ),
            models.CheckConstraint(condition=Q(attempts_allowed__gte=1), name="an_attempt_allowed"),
            models.CheckConstraint(
                condition=Q(minutes__isnull=True) | Q(minutes__gte=1), name="a_minute_at_least"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quiz} for {self.classroom}"

    def state(self, at: datetime.datetime) -> str:
        """Upcoming, open or past, for the class."""
        return state_at(at, self.opens_at, self.closes_at)

    def is_open(self, at: datetime.datetime) -> bool:
        return self.state(at) == "open"

    def was_closed_by_teacher(self) -> bool:
        """Whether its closing is the moment when a teacher chose to close it."""
        return bool(
            self.history.filter(
                history_change_reason=self.CLOSED_NOW, closes_at=self.closes_at
            ).exists()
        )


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def running(self) -> Self:
        return self.filter(submitted_at=None)

    def overdue(self, at: datetime.datetime) -> Self:
        return self.running().filter(deadline__lte=at)

    def seen_by(self, user: User) -> Self:
        """Attempts that the person made, or whose classroom the person teaches."""
        return self.filter(Q(student=user) | Q(assignment__classroom__teachers=user)).distinct()


class Attempt(models.Model):
    """One student's run through an assignment, or through a mock exam of their own."""

    assignment = models.ForeignKey(
        Assignment, models.CASCADE, null=True, blank=True, related_name="attempts"
    )
    mock = models.OneToOneField(
        MockExam, models.CASCADE, null=True, blank=True, related_name="attempt"
    )
    student = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="attempts")
    number = models.PositiveSmallIntegerField()
    started_at = models.DateTimeField()
    deadline = models.DateTimeField()
    closes_later_at = models.DateTimeField(
        null=True, blank=True, help_text="The student's own close, where it is after the class's."
    )
    submitted_at = models.DateTimeField(null=True, blank=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        ordering = ["assignment", "student", "number"]
        indexes = [
            models.Index(
                fields=["deadline"], condition=Q(submitted_at=None), name="running_attempts"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "student", "number"], name="attempts_are_numbered"
            ),
            models.UniqueConstraint(
                fields=["assignment", "student"],
                condition=Q(submitted_at=None),
                name="one_running_attempt",
            ),
            models.UniqueConstraint(
                fields=["student"],
                condition=Q(submitted_at=None, assignment=None),
                name="one_running_mock_exam",
            ),
            models.CheckConstraint(
                condition=Q(assignment=None, mock__isnull=False)
                | Q(assignment__isnull=False, mock=None),
                name="at_an_assignment_or_a_mock_exam",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.student}, attempt {self.number} at {self.assignment or self.mock}"

    @property
    def given(self) -> Assignment:
        """The assignment, of an attempt that is none at a mock exam."""
        if self.assignment is None:
            raise ValueError("A mock exam belongs to no assignment.")
        return self.assignment

    @property
    def given_id(self) -> int:
        """The key of `given`, without a query."""
        if self.assignment_id is None:
            raise ValueError("A mock exam belongs to no assignment.")
        return self.assignment_id

    @property
    def closes_at(self) -> datetime.datetime:
        """When the assignment closes for the student."""
        return max(self.given.closes_at, self.closes_later_at or self.given.closes_at)

    @property
    def title(self) -> str:
        """What is being taken."""
        return self.mock.title if self.mock else self.given.quiz.title

    @property
    def is_running(self) -> bool:
        return self.submitted_at is None

    def is_over(self, at: datetime.datetime) -> bool:
        """Whether nothing more is taken: handed in, or out of time."""
        return not self.is_running or at >= self.deadline

    def ending(self) -> str:
        """How an attempt that is over ended: handed in, closed by the teacher, or out of time."""
        if self.submitted_at is not None and self.submitted_at < self.deadline:
            return "handed in"
        given = self.assignment
        if given and self.deadline == given.closes_at and given.was_closed_by_teacher():
            return "closed by the teacher"
        return "out of time"

    @property
    def released_at(self) -> datetime.datetime | None:
        """From when on the student sees verdicts; None while it runs."""
        if self.submitted_at is None or self.assignment is None:
            return self.submitted_at
        if self.assignment.feedback == Assignment.Feedback.SUBMITTED:
            return self.submitted_at
        return max(self.submitted_at, self.closes_at)

    def is_released(self, at: datetime.datetime) -> bool:
        """Whether the student may see verdicts, keys and mistakes."""
        if self.is_running:
            return False
        if self.assignment is None:
            return True
        is_at_once = self.assignment.feedback == Assignment.Feedback.SUBMITTED
        return is_at_once or at >= self.closes_at
