"""What a student was given: open, upcoming and past assignments."""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, F, Max, OuterRef, Q

from questions.models import (
    Assignment,
    Attempt,
    Challenge,
    Classroom,
    Enrolment,
    Group,
    QuestionRuling,
    User,
)
from questions.models.accommodations import Window, windows_of

from . import accommodations, rulings
from .rulings import Told


@dataclass(frozen=True)
class Tried:
    """An attempt of the student's own. `regraded_at` is when a regrade last changed its points,
    `answered_at` when a teacher last decided on a challenge of a mark.
    """

    pk: int
    number: int
    submitted_at: datetime.datetime | None
    is_released: bool
    regraded_at: datetime.datetime | None
    answered_at: datetime.datetime | None


@dataclass(frozen=True)
class Given:
    """One assignment, in the student's own window; `granted` is what the student has beyond the
    others for what is ahead. `running` is the attempt to go on with, if there is one, and `goes_on`
    whether its time lasts; `is_before` where it had closed before the student joined. `rulings` are
    told to who has begun.
    """

    pk: int
    title: str
    introduction: str
    classroom: str
    opens_at: datetime.datetime
    closes_at: datetime.datetime
    time: str
    questions: int
    attempts_left: int
    attempts_allowed: int
    feedback: str
    is_open: bool
    is_before: bool
    granted: Sequence[str]
    running: Tried | None
    goes_on: bool
    handed_in: Sequence[Tried]
    rulings: Sequence[Told]

    @property
    def may_start(self) -> bool:
        return self.is_open and self.attempts_left > 0 and self.running is None

    @property
    def is_done(self) -> bool:
        return self.is_open and self.attempts_left == 0 and self.running is None


@dataclass(frozen=True)
class Taught:
    """An assignment of a classroom that the person teaches. `state` is open, upcoming or past."""

    pk: int
    title: str
    classroom: str
    classroom_pk: int
    state: str
    opens_at: datetime.datetime
    closes_at: datetime.datetime
    students: int
    handed_in: int
    running: int
    group: str = ""


@dataclass(frozen=True)
class AssignmentsPage:
    """`done` is open still, but the student has handed it in and has no attempt left."""

    open: Sequence[Given]
    done: Sequence[Given]
    upcoming: Sequence[Given]
    past: Sequence[Given]


def page(
    student: User, *, at: datetime.datetime, classroom: Classroom | None = None
) -> AssignmentsPage:
    """Six queries, whatever their number. What is open and ends soonest comes first.

    What is in the archive is seen in its classroom alone.
    """
    rows = Assignment.objects.given_to(student).select_related("quiz", "classroom")
    if classroom is not None:
        rows = rows.filter(classroom=classroom)
    else:
        rows = rows.filter(classroom__archived_at=None)
    counts = dict(
        rows.annotate(count=Count("quiz__slots", distinct=True)).values_list("pk", "count")
    )
    tried = _attempts(student, at)
    enrolments = Enrolment.objects.filter(student=student, left_at=None)
    joined = dict(enrolments.values_list("classroom", "joined_at"))
    sorted_rows: dict[str, list[Given]] = {"open": [], "done": [], "upcoming": [], "past": []}
    windows = windows_of(student)
    shown = list(rows)
    told = rulings.told([row.pk for row in shown])
    for row in sorted(shown, key=lambda row: (windows.of(row, student.pk).closes_at, row.pk)):
        own = windows.of(row, student.pk)
        given = _given(
            row,
            own,
            counts.get(row.pk, 0),
            tried[row.pk],
            at,
            is_before=joined[row.classroom_id] >= own.closes_at,
            told=told.get(row.pk, []),
        )
        state = "open" if given.goes_on else own.state(at)
        sorted_rows["done" if given.is_done else state].append(given)
    sorted_rows["past"].reverse()
    return AssignmentsPage(**sorted_rows)


def taught(
    teacher: User, *, at: datetime.datetime, classroom: Classroom | None = None
) -> list[Taught]:
    """What a teacher has given, the newest first; of one classroom, if it is named. Three
    queries.
    """
    handed_in = Q(attempts__submitted_at__isnull=False)
    rows = Assignment.objects.taught_by(teacher).select_related("quiz", "classroom", "group")
    if classroom is not None:
        rows = rows.filter(classroom=classroom)
    else:
        rows = rows.filter(classroom__archived_at=None)
    counted = rows.annotate(
        handed_in=Count("attempts__student", filter=handed_in, distinct=True),
        running=Count("attempts__student", filter=~handed_in, distinct=True),
    )
    enrolled = Enrolment.objects.filter(left_at=None, classroom__teachers=teacher)
    sizes = dict(enrolled.values_list("classroom").annotate(size=Count("student", distinct=True)))
    groups = _group_sizes(teacher)
    return [
        Taught(
            pk=row.pk,
            title=row.quiz.title,
            classroom=row.classroom.name,
            classroom_pk=row.classroom_id,
            state=row.state(at),
            opens_at=row.opens_at,
            closes_at=row.closes_at,
            students=(
                groups.get(row.group_id, 0) if row.group_id else sizes.get(row.classroom_id, 0)
            ),
            handed_in=row.handed_in,  # type: ignore[attr-defined]
            running=row.running,  # type: ignore[attr-defined]
            group=row.group.name if row.group else "",
        )
        for row in counted.order_by("-opens_at", "-pk")
    ]


def _group_sizes(teacher: User) -> dict[int, int]:
    """How many members of each group are in the classroom still."""
    members = Group.members.through.objects.filter(
        group__classroom__teachers=teacher,
        user__enrolments__classroom=F("group__classroom"),
        user__enrolments__left_at=None,
    )
    return dict(members.values_list("group").annotate(size=Count("user", distinct=True)))


def _attempts(student: User, at: datetime.datetime) -> dict[int, list[tuple[Attempt, Tried]]]:
    found: dict[int, list[tuple[Attempt, Tried]]] = defaultdict(list)
    regrade = "item_sessions__regraded"
    moved = {f"{regrade}__is_applied": True, f"{regrade}__outcome__in": ("gains", "loses")}
    ruled = QuestionRuling.objects.standing().filter(
        assignment=OuterRef("assignment"), slot=OuterRef("item_sessions__slot")
    )
    counts = Q(**moved) & ~Q(Exists(ruled))
    challenge = "item_sessions__responses__challenges"
    answered = {
        f"{challenge}__state__in": (Challenge.State.KEPT, Challenge.State.CHANGED),
        f"{challenge}__regrade": None,
    }
    given = Attempt.objects.filter(student=student, mock=None).annotate(
        regraded_at=Max(f"{regrade}__regrade__confirmed_at", filter=counts),
        answered_at=Max(f"{challenge}__closed_at", filter=Q(**answered)),
    )
    for row in given.select_related("assignment"):
        regraded_at: datetime.datetime | None = row.regraded_at  # type: ignore[attr-defined]
        tried = Tried(
            row.pk,
            row.number,
            row.submitted_at,
            row.is_released(at),
            regraded_at,
            row.answered_at,  # type: ignore[attr-defined]
        )
        found[row.given_id].append((row, tried))
    return found


def _given(
    row: Assignment,
    own: Window,
    questions: int,
    tried: list[tuple[Attempt, Tried]],
    at: datetime.datetime,
    *,
    is_before: bool,
    told: Sequence[Told],
) -> Given:
    running = [(attempt, one) for attempt, one in tried if attempt.is_running]
    goes_on = any(not attempt.is_over(at) for attempt, _ in running)
    attempts_left = max(own.attempts_allowed - len(tried), 0)
    is_ahead = goes_on or (attempts_left > 0 and at < own.closes_at)
    return Given(
        pk=row.pk,
        title=row.quiz.title,
        introduction=row.quiz.introduction,
        classroom=row.classroom.name,
        opens_at=own.opens_at,
        closes_at=own.closes_at,
        time="" if own.time is None else accommodations.in_words(own.time),
        questions=questions,
        attempts_left=attempts_left,
        attempts_allowed=own.attempts_allowed,
        feedback=row.get_feedback_display(),
        is_open=own.is_open(at),
        is_before=is_before,
        granted=accommodations.told(own) if is_ahead else [],
        running=running[0][1] if running else None,
        goes_on=goes_on,
        handed_in=[one for attempt, one in tried if not attempt.is_running],
        rulings=told,
    )
