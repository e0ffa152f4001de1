"""Accommodations: they beat the window, the narrower beats the standing one, and ends follow."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from questions.models import Accommodation, Assignment, LateEntry, Response
from questions.models.accommodations import window
from questions.reports import accommodations as told
from questions.reports import assignments as report
from questions.reports import gradebook, today
from questions.services import (
    accommodations,
    assignments,
    attempts,
    classrooms,
    grading,
    groups,
    handing_in,
    mocks,
    sweeping,
)
from questions.services.accommodations import Granted
from tests import factories, teaching
from tests.teaching import HOUR

MINUTE = datetime.timedelta(minutes=1)
HALF_MORE = Granted(time_factor=Decimal("1.5"))


@pytest.fixture
def given(teacher, student, classmate):
    return teaching.assignment(teacher, student, classmate, minutes=30)


@pytest.fixture
def give(given, teacher, student):
    """Sets something for the student over whatever is in force."""

    def grant(granted, *, assignment=None, by=teacher, **moment):
        rows = Accommodation.objects.in_force().filter(assignment=assignment)
        return accommodations.give(
            classroom=given.classroom,
            student=student,
            granted=granted,
            by=by,
            assignment=assignment,
            seen=rows.values_list("pk", flat=True).first(),
            **moment,
        )

    return grant


@pytest.fixture
def take(given, teacher, student):
    def remove(*, assignment=None, **moment):
        row = Accommodation.objects.in_force().filter(assignment=assignment).first()
        return accommodations.remove(
            classroom=given.classroom,
            student=student,
            by=teacher,
            assignment=assignment,
            seen=row and row.pk,
            **moment,
        )

    return remove


def end_of(attempt):
    attempt.refresh_from_db()
    return attempt.deadline


def test_what_is_standing_holds_for_every_assignment_also_later_ones(
    given, give, teacher, student, classmate
):
    give(Granted(Decimal(2), later_by=HOUR, more_attempts=1))
    later = teaching.give(teaching.quiz(teacher, title="Week 2"), given.classroom, minutes=10)
    for one in (given, later):
        own, other = window(one, student), window(one, classmate)
        assert own.time == 2 * other.time
        assert own.closes_at == one.closes_at + HOUR
        assert own.attempts_allowed == 2
        assert (other.closes_at, other.attempts_allowed) == (one.closes_at, 1)


def test_what_is_for_one_assignment_beats_what_is_standing_field_by_field(
    given, give, teacher, student
):
    other = teaching.give(teaching.quiz(teacher, title="Week 2"), given.classroom, minutes=30)
    give(Granted(Decimal(2), later_by=3 * HOUR, more_attempts=4))
    give(Granted(Decimal("1.25"), given.closes_at + HOUR), assignment=given)
    own = window(given, student)
    assert own.time == 37.5 * MINUTE
    assert own.closes_at == given.closes_at + HOUR
    assert own.attempts_allowed == 5
    assert window(other, student).time == 60 * MINUTE


def test_once_is_the_time_of_everybody_where_more_is_standing(given, give, student):
    give(HALF_MORE)
    give(Granted(Decimal(1), more_attempts=0), assignment=given)
    assert window(given, student).time == 30 * MINUTE
    assert told.told(window(given, student)) == []


def test_a_close_that_the_class_has_passed_leaves_the_student_with_no_less(given, give, student):
    give(Granted(closes_at=given.closes_at + HOUR), assignment=given)
    given.closes_at += 5 * HOUR
    given.save()
    assert window(given, student).closes_at == given.closes_at


def test_extra_time_reaches_beyond_the_close_in_proportion(given, give, student):
    give(HALF_MORE)
    own = window(given, student)
    assert own.deadline(given.closes_at - 30 * MINUTE) == given.closes_at + 15 * MINUTE
    assert own.deadline(given.closes_at - 10 * MINUTE) == given.closes_at + 5 * MINUTE
    assert own.deadline(given.opens_at) == given.opens_at + 45 * MINUTE


def test_without_a_time_limit_there_is_nothing_to_multiply(give, given, student):
    give(HALF_MORE)
    given.minutes = None
    assert window(given, student).deadline(given.opens_at) == given.closes_at
    assert told.told(window(given, student)) == []


def test_an_attempt_that_begins_has_the_students_own_end(given, give, student, classmate):
    give(Granted(Decimal("1.5"), later_by=HOUR))
    own, other = (attempts.start(assignment=given, student=who) for who in (student, classmate))
    assert own.deadline == own.started_at + 45 * MINUTE
    assert (own.closes_at, own.closes_later_at) == (given.closes_at + HOUR,) * 2
    assert other.deadline == other.started_at + 30 * MINUTE
    assert other.closes_later_at is None


def test_a_running_attempt_gets_its_new_end_at_once_and_no_other(
    given, give, take, student, classmate
):
    own, other = (attempts.start(assignment=given, student=who) for who in (student, classmate))
    assert give(HALF_MORE) == 1
    assert end_of(own) == own.started_at + 45 * MINUTE
    assert give(Granted(Decimal(2)), assignment=given) == 1
    assert end_of(own) == own.started_at + 60 * MINUTE
    assert take(assignment=given) == 1
    assert end_of(own) == own.started_at + 45 * MINUTE
    assert end_of(other) == other.started_at + 30 * MINUTE


def test_changed_times_and_closing_keep_what_is_granted(given, give, student, classmate):
    give(Granted(later_by=HOUR))
    given.minutes = None
    given.save()
    own, other = (attempts.start(assignment=given, student=who) for who in (student, classmate))
    rules = {"opens_at": given.opens_at, "minutes": None, "attempts_allowed": 1}
    moved = given.closes_at + 2 * HOUR
    assignments.change(assignment=given, closes_at=moved, **rules)
    assert (end_of(own), end_of(other)) == (moved + HOUR, moved)
    now = timezone.now()
    assignments.close(assignment=given, at=now)
    assert (end_of(own), end_of(other)) == (now + HOUR, now)
    assert own.closes_at == now + HOUR


def test_removing_ends_no_attempt_in_the_past_and_what_was_saved_is_marked(
    given, give, take, student
):
    now = timezone.now()
    give(Granted(Decimal(3)), at=now - 50 * MINUTE)
    attempt = attempts.start(assignment=given, student=student, at=now - 40 * MINUTE)
    session = attempt.item_sessions.get(position=1)
    attempts.save(item_session=session, entry=["a"], sequence=1, at=now - 5 * MINUTE)
    assert take(at=now) == 1
    assert end_of(attempt) == now
    sweeping.sweep(at=now)
    attempt.refresh_from_db()
    assert attempt.submitted_at == now
    assert session.responses.get().raw == ["a"]
    assert session.responses.get().verdict != "pending"
    with pytest.raises(ValidationError, match="What you wrote now is kept"):
        attempts.save(item_session=session, entry=["b"], sequence=2, at=now + MINUTE)
    assert LateEntry.objects.get().entry == ["b"]


def test_what_is_granted_after_the_end_brings_no_attempt_back(given, give, student):
    now = timezone.now()
    over = attempts.start(assignment=given, student=student, at=now - 40 * MINUTE)
    before = over.deadline
    assert give(Granted(Decimal(2)), at=now) == 0
    assert end_of(over) == before


def test_a_write_within_the_extra_time_is_saved_and_one_after_it_is_late(given, give, student):
    give(HALF_MORE)
    attempt = attempts.start(assignment=given, student=student)
    session = attempt.item_sessions.get(position=1)
    at = attempt.started_at + 40 * MINUTE
    assert attempts.save(item_session=session, entry=["a"], sequence=1, at=at).is_kept
    with pytest.raises(ValidationError, match="Time is up"):
        attempts.save(item_session=session, entry=["b"], sequence=2, at=attempt.deadline)


def test_more_attempts_are_the_students_alone(given, give, take, student, classmate):
    give(Granted(more_attempts=1), assignment=given)
    for _ in range(2):
        attempts.submit(attempt=attempts.start(assignment=given, student=student))
    attempts.submit(attempt=attempts.start(assignment=given, student=classmate))
    take(assignment=given)
    for who in (student, classmate):
        with pytest.raises(ValidationError, match="all your attempts"):
            attempts.start(assignment=given, student=who)
    listed = report.page(student, at=timezone.now()).done
    assert [one.attempts_left for one in listed] == [0]


def test_more_attempts_of_one_student_leave_the_rules_of_the_class_to_be_changed(
    given, give, take, student
):
    give(Granted(more_attempts=1), assignment=given)
    for _ in range(2):
        attempts.submit(attempt=attempts.start(assignment=given, student=student))
    rules = {"opens_at": given.opens_at, "minutes": 30, "attempts_allowed": 1}
    later = given.closes_at + HOUR
    assignments.change(assignment=given, closes_at=later, **rules)
    take(assignment=given)
    assignments.change(assignment=given, closes_at=later + HOUR, **rules)
    given.refresh_from_db()
    assert given.closes_at == later + HOUR


def test_the_attempts_of_everybody_do_not_fall_below_those_begun_without_more(given, give, student):
    rules = {"opens_at": given.opens_at, "closes_at": given.closes_at, "minutes": 30}
    assignments.change(assignment=given, attempts_allowed=3, **rules)
    give(Granted(more_attempts=1), assignment=given)
    for _ in range(3):
        attempts.submit(attempt=attempts.start(assignment=given, student=student))
    with pytest.raises(ValidationError, match="at least 2 have to be allowed"):
        assignments.change(assignment=given, attempts_allowed=1, **rules)
    assignments.change(assignment=given, attempts_allowed=2, **rules)
    given.refresh_from_db()
    assert window(given, student).attempts_allowed == 3


def test_who_has_a_later_close_may_begin_after_the_class(given, give, student, classmate):
    give(Granted(closes_at=given.closes_at + HOUR), assignment=given)
    after = given.closes_at + MINUTE
    with pytest.raises(ValidationError, match="closed"):
        attempts.start(assignment=given, student=classmate, at=after)
    assert attempts.start(assignment=given, student=student, at=after).is_running


def test_results_after_the_close_wait_for_the_students_own(teacher, student, classmate):
    given = teaching.assignment(teacher, student, classmate, feedback="closed")
    later = given.closes_at + HOUR
    accommodations.give(
        classroom=given.classroom,
        student=student,
        granted=Granted(closes_at=later, more_attempts=1),
        by=teacher,
        assignment=given,
    )
    own, other = (teaching.answered(given, who, right=True) for who in (student, classmate))
    for attempt in (own, other):
        attempt.refresh_from_db()
    assert other.is_released(given.closes_at)
    assert not own.is_released(given.closes_at)
    assert own.is_released(later)
    assert own.released_at == later
    sweeping.sweep(at=given.closes_at)
    assert own.item_sessions.first().responses.get().sequence is None
    sweeping.sweep(at=later)
    assert own.item_sessions.first().responses.get().sequence is not None


def test_the_students_lists_say_what_is_granted_and_a_classmates_do_not(
    given, give, student, classmate
):
    give(Granted(Decimal("1.5"), later_by=HOUR, more_attempts=1))
    at = given.closes_at + MINUTE
    own = report.page(student, at=at).open[0]
    assert (own.closes_at, own.time) == (given.closes_at + HOUR, "45 minutes")
    assert own.granted == [
        "You have 1.5 times the time: 45 minutes.",
        "It closes later for you than for the class.",
        "You have 1 more attempt.",
    ]
    other = report.page(classmate, at=at).past[0]
    assert (other.closes_at, other.time, other.granted) == (given.closes_at, "30 minutes", [])
    assert [one.closes_at for one in today.today(student, at=at).assignments] == [own.closes_at]
    assert today.today(classmate, at=at).assignments == []


def test_what_is_over_for_the_student_tells_of_nothing_granted(given, give, student):
    give(HALF_MORE)
    at = timezone.now()
    attempts.submit(attempt=attempts.start(assignment=given, student=student, at=at), at=at)
    assert [one.granted for one in report.page(student, at=at).done] == [[]]
    assert [one.granted for one in report.page(student, at=given.closes_at).past] == [[]]


def test_an_attempt_in_its_extra_time_stands_among_what_is_open(given, give, student):
    give(HALF_MORE)
    attempts.start(assignment=given, student=student, at=given.closes_at - 30 * MINUTE)
    page = report.page(student, at=given.closes_at + MINUTE)
    assert [one.goes_on for one in page.open] == [True]
    shown = today.today(student, at=given.closes_at + MINUTE).assignments
    assert [one.closes_at for one in shown] == [given.closes_at + 15 * MINUTE]


def test_the_gradebook_takes_nobody_for_late_whose_close_is_ahead(given, give, student, classmate):
    give(Granted(later_by=HOUR))
    table = gradebook.table(given, at=given.closes_at)
    states = {row.student: row.state for row in table.rows}
    assert states == {str(student): "not begun", str(classmate): "not handed in"}


def test_a_classroom_is_not_archived_while_it_is_open_for_somebody(given, give):
    give(Granted(later_by=HOUR))
    with pytest.raises(ValidationError, match="has closed for the class, but not for everybody"):
        classrooms.archive(classroom=given.classroom, at=given.closes_at)
    classrooms.archive(classroom=given.classroom, at=given.closes_at + HOUR)


def test_a_classroom_is_not_archived_while_somebody_works_in_extra_time(given, give, student):
    give(HALF_MORE, assignment=given)
    attempt = attempts.start(assignment=given, student=student, at=given.closes_at - 10 * MINUTE)
    with pytest.raises(ValidationError, match="has closed for the class, but not for everybody"):
        classrooms.archive(classroom=given.classroom, at=given.closes_at + MINUTE)
    classrooms.archive(classroom=given.classroom, at=attempt.deadline)
    given.classroom.refresh_from_db()
    assert given.classroom.is_archived


def test_who_is_not_in_the_group_keeps_no_classroom_from_the_archive(
    given, give, teacher, classmate
):
    group = groups.make(classroom=given.classroom, name="Tutorial", members=[classmate])
    own = teaching.give(teaching.quiz(teacher, title="Week 2"), group, closes_in=72 * HOUR)
    give(Granted(later_by=24 * HOUR))
    classrooms.archive(classroom=given.classroom, at=own.closes_at + MINUTE)
    given.classroom.refresh_from_db()
    assert given.classroom.is_archived


def test_what_a_killed_server_left_of_an_attempt_in_extra_time_is_learnt(teacher, student):
    """It ends long after the class's close, at which nothing of it could be learnt."""
    given = teaching.assignment(teacher, student, minutes=50, feedback=Assignment.Feedback.CLOSED)
    accommodations.give(
        classroom=given.classroom, student=student, granted=Granted(Decimal(3)), by=teacher
    )
    attempt = attempts.start(assignment=given, student=student, at=given.closes_at - 20 * MINUTE)
    session = attempt.item_sessions.get(position=1)
    attempts.save(item_session=session, entry=["b"], sequence=1, at=given.closes_at)
    handing_in.hand_in(attempt=attempt, at=attempt.deadline)
    grading.grade_all(Response.objects.to_grade())
    assert Response.objects.to_learn().exists()
    sweeping.sweep(at=attempt.deadline)
    assert not Response.objects.to_learn().exists()


def test_a_mock_exam_has_the_standing_time_and_follows_it(give, take, student):
    for _ in range(3):
        factories.VersionFactory()
    preset = factories.PresetFactory()
    give(HALF_MORE)
    mock = mocks.start(preset=preset, student=student)
    minutes = mock.mock.minutes * MINUTE
    assert mock.deadline == mock.started_at + 1.5 * minutes
    assert take() == 1
    assert end_of(mock) == mock.started_at + minutes


def test_who_set_and_who_ended_it_is_kept_with_the_time(given, give, take, teacher):
    at = timezone.now()
    give(HALF_MORE, at=at)
    give(Granted(Decimal(2)), at=at + MINUTE)
    take(at=at + 2 * MINUTE)
    rows = Accommodation.objects.order_by("set_at")
    kept = [(one.time_factor, one.set_by, one.set_at, one.ended_by, one.ended_at) for one in rows]
    assert kept == [
        (Decimal("1.5"), teacher, at, teacher, at + MINUTE),
        (Decimal(2), teacher, at + MINUTE, teacher, at + 2 * MINUTE),
    ]


def test_a_form_that_is_sent_twice_sets_once(given, teacher, student):
    for _ in range(2):
        accommodations.give(
            classroom=given.classroom, student=student, granted=HALF_MORE, by=teacher
        )
    assert Accommodation.objects.count() == 1


def test_what_another_teacher_set_meanwhile_is_not_replaced_unseen(given, give, teacher, student):
    give(HALF_MORE)
    common = {"classroom": given.classroom, "student": student, "by": teacher}
    with pytest.raises(ValidationError, match="changed meanwhile"):
        accommodations.give(granted=Granted(Decimal(2)), **common)
    with pytest.raises(ValidationError, match="changed meanwhile"):
        accommodations.remove(seen=None, **common)
    assert Accommodation.objects.get().time_factor == Decimal("1.5")


@pytest.mark.parametrize(
    ("granted", "field", "sentence"),
    [
        (Granted(Decimal("0.5")), "time_factor", "such as 1.5"),
        (Granted(Decimal(9)), "time_factor", "from 1 to 5"),
        (Granted(Decimal(1)), "time_factor", "the time of everybody"),
        (Granted(later_by=-HOUR), "later_by", "up to 60 days"),
        (Granted(later_by=2_000 * HOUR), "later_by", "up to 60 days"),
        (Granted(more_attempts=0), "more_attempts", "how many more"),
        (Granted(more_attempts=21), "more_attempts", "up to 20"),
    ],
)
def test_what_makes_no_sense_is_refused_at_its_field(give, granted, field, sentence):
    with pytest.raises(ValidationError) as refused:
        give(granted)
    assert sentence in refused.value.message_dict[field][0]


def test_a_close_that_is_past_or_no_later_is_refused(given, give):
    for closes_at, sentence in (
        (given.closes_at, "later than for the class"),
        (timezone.now() - MINUTE, "is past"),
    ):
        with pytest.raises(ValidationError, match=sentence):
            give(Granted(closes_at=closes_at), assignment=given)
    with pytest.raises(ValidationError, match="at least one"):
        give(Granted())


def test_only_a_teacher_of_the_class_sets_and_removes(given, teacher, student):
    for by in (student, factories.TeacherFactory()):
        common = {"classroom": given.classroom, "student": student, "by": by}
        with pytest.raises(PermissionDenied):
            accommodations.give(granted=HALF_MORE, **common)
        with pytest.raises(PermissionDenied):
            accommodations.remove(**common)
    assert not Accommodation.objects.exists()


def test_nothing_is_set_for_who_is_not_there_or_was_not_given_it(given, teacher, student, outsider):
    elsewhere = teaching.assignment(teacher, outsider)
    common = {"classroom": given.classroom, "granted": HALF_MORE, "by": teacher}
    with pytest.raises(ValidationError, match="not in the classroom"):
        accommodations.give(student=outsider, **common)
    with pytest.raises(ValidationError, match="not for this student"):
        accommodations.give(student=student, assignment=elsewhere, **common)


def test_it_goes_with_the_account_of_the_student_and_outlives_that_of_the_teacher(
    given, give, student
):
    assistant = factories.TeacherFactory()
    given.classroom.teachers.add(assistant)
    give(HALF_MORE, by=assistant)
    assistant.delete()
    assert Accommodation.objects.get().set_by is None
    assert window(given, student).time == 45 * MINUTE
    student.delete()
    assert not Accommodation.objects.exists()
