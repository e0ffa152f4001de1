"""Decisions on one late entry at the same moment: only PostgreSQL has several writers."""

import pytest
from django.core.exceptions import ValidationError

from questions.models import LateEntry, Response
from questions.services import attempts, late
from tests import factories, teaching
from tests.simultaneous import SEVERAL_WRITERS, together

pytestmark = SEVERAL_WRITERS


@pytest.fixture
def teacher():
    return factories.TeacherFactory()


@pytest.fixture
def attempt(teacher):
    student = factories.StudentFactory()
    given = teaching.assignment(teacher, student, minutes=30)
    for slot in given.quiz.slots.all():
        slot.question.skills.add(factories.SkillFactory())
    attempt = attempts.start(assignment=given, student=student)
    save(attempt, "b", 1, at=None)
    with pytest.raises(ValidationError):
        save(attempt, "a", 2, at=attempt.deadline)
    return attempt


def save(attempt, text, sequence, *, at):
    session = attempt.item_sessions.get(position=1)
    return attempts.save(item_session=session, entry=[text], sequence=sequence, at=at)


def test_of_two_decisions_at_once_one_stands_and_one_answer_is_learnt_from(attempt, teacher):
    attempts.submit(attempt=attempt, at=attempt.deadline)
    entry = LateEntry.objects.get()

    def deciding(*, is_counted):
        return lambda: late.decide(late=entry, is_counted=is_counted, by=teacher).decision

    said = together(*[deciding(is_counted=place % 3 > 0) for place in range(6)])
    decision = LateEntry.objects.get().decision
    assert said == [decision] * 6
    assert Response.objects.standing().count() == 1
    assert Response.objects.count() == (2 if decision == "counted" else 1)
    assert attempt.student.estimate.answers == 1
    assert attempt.student.estimate.right == (decision == "counted")


def test_deciding_saving_and_handing_in_at_once_wait_for_each_other(attempt, teacher):
    entry, at = LateEntry.objects.get(), attempt.deadline
    decided, *_ = together(
        lambda: late.decide(late=entry, is_counted=True, by=teacher, at=at).decision,
        lambda: save(attempt, "c", 3, at=at),
        lambda: attempts.submit(attempt=attempt, at=at),
        lambda: save(attempt, "d", 4, at=at),
    )
    assert decided == "counted"
    standing = Response.objects.standing().get()
    assert standing.raw == LateEntry.objects.get().entry
    assert Response.objects.get(is_superseded=True).raw == ["b"]
