"""Challenges and decisions at the same moment: only PostgreSQL has several writers."""

from fractions import Fraction

import pytest

from questions.models import Challenge, ManualGrade, Response
from questions.services import attempts, challenges, grading
from tests import factories, teaching
from tests.simultaneous import SEVERAL_WRITERS, together

pytestmark = SEVERAL_WRITERS


@pytest.fixture
def teacher():
    return factories.TeacherFactory()


@pytest.fixture
def response(teacher):
    student = factories.StudentFactory()
    given = teaching.assignment(teacher, student)
    attempt = attempts.start(assignment=given, student=student)
    attempts.save(item_session=attempt.item_sessions.get(position=1), entry=["b"], sequence=1)
    attempts.submit(attempt=attempt)
    return Response.objects.get()


def make(response, reason="It is right."):
    student = response.item_session.student
    return challenges.make(response=response, student=student, reason=reason)


def test_a_double_click_and_a_second_tab_make_one_challenge(response):
    found = together(*[lambda: make(response)] * 4, lambda: make(response, "Another."))
    assert Challenge.objects.count() == 1
    assert sum(isinstance(one, Challenge) for one in found) in {1, 4}


def test_of_keeping_changing_and_taking_back_at_once_one_closes_the_challenge(response, teacher):
    made, student = make(response), response.item_session.student

    def decide(score):
        return grading.decide(
            response=response, verdict="partly correct", score=score, reason="So.", by=teacher,
            seen="incorrect",
        )  # fmt: skip

    found = together(
        lambda: challenges.keep(challenge=made, by=teacher, reply="A", seen="incorrect"),
        lambda: decide(Fraction(1, 3)),
        lambda: decide(Fraction(1, 2)),
        lambda: challenges.take_back(challenge=made, student=student),
    )
    made.refresh_from_db()
    assert made.closed_at is not None
    assert ManualGrade.objects.count() == 1
    closing = [one for one in found if isinstance(one, Challenge)]
    assert len(closing) + (made.grade_id is not None) == 1
