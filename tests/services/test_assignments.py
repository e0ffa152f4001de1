"""Changing an assignment that is given: what may change, and whom it reaches."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from questions.services import assignments, attempts, sweeping
from tests import teaching
from tests.teaching import HOUR

MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def given(teacher, student, classmate):
    return teaching.assignment(teacher, student, classmate)


def change(given, **changes):
    names = ("opens_at", "closes_at", "minutes", "attempts_allowed")
    rules = {name: getattr(given, name) for name in names} | changes
    moved = assignments.change(assignment=given, **rules)
    given.refresh_from_db()
    return moved


def test_a_later_closing_reaches_running_attempts_and_no_others(given, student, classmate):
    done = attempts.submit(attempt=attempts.start(assignment=given, student=classmate))
    before = done.deadline
    running = attempts.start(assignment=given, student=student)
    assert change(given, closes_at=given.closes_at + HOUR) == 1
    for attempt in (running, done):
        attempt.refresh_from_db()
    assert running.deadline == given.closes_at
    assert done.deadline == before


def test_a_time_limit_counts_from_when_the_attempt_began(given, student):
    running = attempts.start(assignment=given, student=student)
    change(given, minutes=20)
    running.refresh_from_db()
    assert running.deadline == running.started_at + 20 * MINUTE
    change(given, minutes=None)
    running.refresh_from_db()
    assert running.deadline == given.closes_at


def test_a_limit_that_is_used_up_ends_the_attempt_now_and_not_earlier(given, student):
    now = timezone.now()
    begun = now - 30 * MINUTE
    running = attempts.start(assignment=given, student=student, at=begun)
    change(given, minutes=10)
    running.refresh_from_db()
    assert running.deadline >= now


def test_an_attempt_whose_time_was_over_stays_over(given, student):
    now = timezone.now()
    change(given, minutes=10)
    over = attempts.start(assignment=given, student=student, at=now - 30 * MINUTE)
    deadline = over.deadline
    assert change(given, minutes=60) == 0
    over.refresh_from_db()
    assert over.deadline == deadline


@pytest.mark.parametrize(
    ("field", "moved", "sentence"),
    [
        ("opens_at", MINUTE, "has opened already"),
        ("closes_at", -90 * MINUTE, "is past"),
        ("closes_at", -3 * HOUR, "close after it opens"),
    ],
)
def test_times_that_make_no_sense_are_refused_at_their_field(given, field, moved, sentence):
    with pytest.raises(ValidationError) as refused:
        change(given, **{field: getattr(given, field) + moved})
    assert sentence in refused.value.message_dict[field][0]


def test_what_is_not_open_yet_may_open_at_another_time(teacher, student):
    given = teaching.assignment(teacher, student, opens_in=HOUR, closes_in=3 * HOUR)
    change(given, opens_at=given.opens_at + MINUTE)
    assert given.state(given.opens_at - MINUTE) == "upcoming"


def test_attempts_that_were_begun_stay_allowed(given, student):
    change(given, attempts_allowed=2)
    for _ in range(2):
        attempts.submit(attempt=attempts.start(assignment=given, student=student))
    with pytest.raises(ValidationError, match="attempt 2"):
        change(given, attempts_allowed=1)


def test_closing_now_ends_running_attempts_with_what_was_saved(given, student):
    running = attempts.start(assignment=given, student=student)
    session = running.item_sessions.get(position=1)
    attempts.save(item_session=session, entry=["a"], sequence=1)
    assert assignments.close(assignment=given) == 1
    assert assignments.close(assignment=given) == 0
    given.refresh_from_db()
    sweeping.sweep(assignment=given)
    assert session.responses.get().raw == ["a"]
    running.refresh_from_db()
    assert not running.is_running
    assert running.ending() == "closed by the teacher"
    with pytest.raises(ValidationError, match="Your teacher has closed this assignment"):
        attempts.save(item_session=session, entry=["b"], sequence=2)
    with pytest.raises(ValidationError, match="closed"):
        attempts.start(assignment=given, student=student)


def test_an_attempt_that_meets_the_closing_ran_out_of_time(given, student):
    running = attempts.start(assignment=given, student=student)
    change(given, attempts_allowed=3)
    sweeping.sweep(assignment=given, at=given.closes_at)
    running.refresh_from_db()
    assert running.ending() == "out of time"


def test_what_is_not_open_yet_is_not_closed(teacher, student):
    given = teaching.assignment(teacher, student, opens_in=HOUR, closes_in=3 * HOUR)
    with pytest.raises(ValidationError, match="not open yet"):
        assignments.close(assignment=given)


def test_an_attempt_begins_under_the_rules_as_they_are_not_as_they_were_read(given, student):
    stale = type(given).objects.select_related("quiz").get(pk=given.pk)
    change(given, minutes=5)
    running = attempts.start(assignment=stale, student=student)
    assert running.deadline == running.started_at + 5 * MINUTE


def test_every_change_is_kept_in_the_history(given):
    before = given.closes_at
    change(given, closes_at=before + HOUR)
    kept = given.history.order_by("history_date").values_list("closes_at", flat=True)
    assert list(kept) == [before, before + HOUR]
