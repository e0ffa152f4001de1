"""Accommodations and attempts at the same moment: only PostgreSQL has several writers."""

import datetime
import threading
from decimal import Decimal

import pytest
from django.db import transaction

from questions.models import Accommodation, Attempt
from questions.models.accommodations import window
from questions.services import accommodations, assignments, attempts, mocks
from questions.services.accommodations import Granted
from tests import factories, teaching
from tests.simultaneous import SEVERAL_WRITERS, together

pytestmark = SEVERAL_WRITERS


@pytest.fixture
def student():
    return factories.StudentFactory()


@pytest.fixture
def given(student):
    return teaching.assignment(factories.TeacherFactory(), student, minutes=30)


def setting(given, student, factor):
    by = given.classroom.teachers.get()
    granted = Granted(time_factor=Decimal(factor))
    return lambda: accommodations.give(
        classroom=given.classroom, student=student, granted=granted, by=by
    )


def test_of_two_that_are_set_at_once_one_stands_and_the_other_is_told(given, student):
    found = together(*[setting(given, student, factor) for factor in ("1.5", "2", "3")])
    assert Accommodation.objects.in_force().count() == 1
    assert found.count(0) == 1


@pytest.mark.parametrize("_", range(5))
def test_an_attempt_that_begins_meanwhile_ends_by_what_is_granted(given, student, _):
    together(
        setting(given, student, "2"), lambda: attempts.start(assignment=given, student=student)
    )
    attempt = Attempt.objects.get()
    assert attempt.deadline == window(given, student).deadline(attempt.started_at)


@pytest.mark.parametrize("_", range(5))
def test_changed_rules_and_an_accommodation_at_once_both_hold(given, student, _):
    attempt = attempts.start(assignment=given, student=student)
    rules = {"opens_at": given.opens_at, "closes_at": given.closes_at, "attempts_allowed": 1}
    together(
        setting(given, student, "2"),
        lambda: assignments.change(assignment=given, minutes=10, **rules),
    )
    attempt.refresh_from_db()
    assert attempt.deadline - attempt.started_at == datetime.timedelta(minutes=20)


def test_a_mock_exam_that_begins_meanwhile_has_the_time_that_is_granted(given, student):
    for _ in range(3):
        factories.VersionFactory()
    preset = factories.PresetFactory()
    setter = threading.Thread(target=together, args=[setting(given, student, "2")])
    with transaction.atomic():
        attempt = mocks.start(preset=preset, student=student)
        setter.start()
        setter.join(0.3)
    setter.join(20)
    attempt.refresh_from_db()
    minutes = datetime.timedelta(minutes=attempt.mock.minutes)
    assert attempt.deadline == attempt.started_at + 2 * minutes
