"""What reaches the server after the end of an attempt is kept, and a teacher decides."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from questions.models import LateEntry, Response
from questions.services import assignments, attempts, late, sweeping
from tests import teaching

SECOND = datetime.timedelta(seconds=1)
MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def assignment(teacher, student):
    return teaching.assignment(teacher, student, minutes=30)


@pytest.fixture
def attempt(assignment, student):
    return attempts.start(assignment=assignment, student=student)


def session(attempt, position=1):
    return attempt.item_sessions.get(position=position)


def save(attempt, text, *, sequence, at):
    attempts.save(item_session=session(attempt), entry=[text], sequence=sequence, at=at)


def come_late(attempt, text="a", *, sequence=2, after=SECOND):
    with pytest.raises(ValidationError) as told:
        save(attempt, text, sequence=sequence, at=attempt.deadline + after)
    return told.value.messages[0]


def answers(attempt):
    return Response.objects.filter(item_session__attempt=attempt).order_by("pk")


def test_what_comes_after_time_is_up_is_kept_and_not_marked(attempt):
    save(attempt, "b", sequence=1, at=attempt.deadline - SECOND)
    assert "Time is up. What you wrote now is kept" in come_late(attempt)
    sweeping.sweep(assignment=attempt.assignment, at=attempt.deadline + MINUTE)
    assert LateEntry.objects.get().entry == ["a"]
    assert [one.raw for one in answers(attempt)] == [["b"]]


def test_what_comes_after_the_teacher_has_closed_is_kept(assignment, attempt):
    assignments.close(assignment=assignment)
    attempt.refresh_from_db()
    assert "Your teacher has closed this assignment. What you wrote now is kept" in come_late(
        attempt
    )
    assert LateEntry.objects.exists()


def test_after_handing_in_nothing_is_kept(attempt):
    attempts.submit(attempt=attempt)
    assert "You have handed this in already" in come_late(attempt)
    assert not LateEntry.objects.exists()


def test_what_was_saved_in_time_is_said_to_be(attempt):
    save(attempt, "a", sequence=1, at=attempt.deadline - SECOND)
    assert "was saved before" in come_late(attempt, "a")
    assert not LateEntry.objects.exists()


def test_the_newest_late_entry_stays_whatever_comes_twice_or_in_another_order(attempt):
    for text, sequence in (("a", 3), ("a", 3), ("c", 2), (" ", 4)):
        come_late(attempt, text, sequence=sequence)
    assert LateEntry.objects.get().entry == ["a"]
    come_late(attempt, "c", sequence=5, after=MINUTE)
    kept = LateEntry.objects.get()
    assert (kept.entry, kept.received_at) == (["c"], attempt.deadline + MINUTE)


def test_it_is_kept_whether_results_could_be_seen_by_then(attempt):
    come_late(attempt)
    assert not LateEntry.objects.get().was_released
    sweeping.sweep(assignment=attempt.assignment, at=attempt.deadline + SECOND)
    come_late(attempt, "c", sequence=3, after=MINUTE)
    assert LateEntry.objects.get().was_released


def test_what_is_counted_is_marked_and_takes_the_place_of_what_was_handed_in(attempt, teacher):
    save(attempt, "b", sequence=1, at=attempt.deadline - SECOND)
    come_late(attempt)
    attempts.submit(attempt=attempt, at=attempt.deadline + MINUTE)
    for _ in range(2):
        late.decide(late=LateEntry.objects.get(), is_counted=True, by=teacher)
    assert [one.verdict for one in answers(attempt)] == ["incorrect", "correct"]
    assert session(attempt).entry == ["a"]


def test_the_first_decision_stands_and_ends_what_may_come(attempt, teacher):
    come_late(attempt)
    attempts.submit(attempt=attempt, at=attempt.deadline + MINUTE)
    late.decide(late=LateEntry.objects.get(), is_counted=False, by=teacher)
    late.decide(late=LateEntry.objects.get(), is_counted=True, by=teacher)
    assert "not saved" in come_late(attempt, "c", sequence=9)
    assert LateEntry.objects.get().decision == "left"
    assert not answers(attempt).exists()


def test_only_a_teacher_of_the_class_decides(attempt, student, outsider):
    come_late(attempt)
    attempts.submit(attempt=attempt, at=attempt.deadline + MINUTE)
    for person in (student, outsider):
        with pytest.raises(PermissionDenied):
            late.decide(late=LateEntry.objects.get(), is_counted=True, by=person)
    assert not answers(attempt).exists()


def test_one_that_is_too_long_is_refused(attempt):
    assert come_late(attempt, "x" * 5_000) == "That is too long for an answer."
