"""Requests of one student at the same moment: only PostgreSQL has several writers."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from questions.models import Attempt, ItemSession, Response
from questions.services import attempts
from tests import factories, teaching
from tests.simultaneous import SEVERAL_WRITERS, together

pytestmark = SEVERAL_WRITERS


@pytest.fixture
def student():
    return factories.StudentFactory()


@pytest.fixture
def assignment(student):
    return teaching.assignment(factories.TeacherFactory(), student, attempts_allowed=3)


def test_many_starts_at_once_make_one_attempt(assignment, student):
    def start():
        return attempts.start(assignment=assignment, student=student)

    begun = together(*[start] * 8)
    assert begun == [Attempt.objects.get()] * 8
    assert ItemSession.objects.count() == 2


def test_of_many_saves_at_once_the_newest_stays(assignment, student):
    session = attempts.start(assignment=assignment, student=student).item_sessions.get(position=2)

    def saving(number):
        return lambda: attempts.save(item_session=session, entry=[str(number)], sequence=number)

    together(*[saving(number) for number in (3, 8, 1, 6, 2, 7, 5, 4)])
    session.refresh_from_db()
    assert (session.entry, session.entry_sequence) == (["8"], 8)


def test_handing_in_many_times_at_once_grades_each_answer_once(assignment, student):
    attempt = attempts.start(assignment=assignment, student=student)
    for session in attempt.item_sessions.all():
        attempts.save(item_session=session, entry=["a"], sequence=1)
    together(*[lambda: attempts.submit(attempt=Attempt.objects.get(pk=attempt.pk))] * 6)
    assert Response.objects.count() == 2
    assert not Response.objects.filter(verdict="pending").exists()
    assert student.estimate.answers == 1


def test_a_save_is_either_handed_in_or_refused(assignment, student):
    attempt = attempts.start(assignment=assignment, student=student)
    session = attempt.item_sessions.get(position=2)
    saved, _ = together(
        lambda: attempts.save(item_session=session, entry=["2x"], sequence=1),
        lambda: attempts.submit(attempt=attempt, at=timezone.now()),
    )
    is_refused = isinstance(saved, ValidationError)
    assert Response.objects.exists() is not is_refused
