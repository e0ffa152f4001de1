"""Two teachers at the same moment: only PostgreSQL has several writers."""

import pytest
from django.core.exceptions import ValidationError

from questions.models import QuestionRuling
from questions.services import attempts
from questions.services import rulings as service
from tests import factories, teaching
from tests.simultaneous import SEVERAL_WRITERS, together

pytestmark = SEVERAL_WRITERS


@pytest.fixture
def teacher():
    return factories.TeacherFactory()


@pytest.fixture
def given(teacher):
    return teaching.assignment(teacher, factories.StudentFactory())


def rule(given, by, position=1, kind="dropped"):
    slot = given.quiz.slots.get(position=position)
    return service.rule(assignment=given, slot=slot, kind=kind, reason="So.", by=by, seen=[])


def test_a_double_click_and_a_second_teacher_leave_one_ruling(given, teacher):
    second = factories.TeacherFactory()
    given.classroom.teachers.add(second)
    found = together(*[lambda: rule(given, teacher)] * 3, lambda: rule(given, second, kind="bonus"))
    assert QuestionRuling.objects.count() == 1
    assert sum(isinstance(one, QuestionRuling) for one in found) in {1, 3}


def test_two_teachers_never_drop_everything_between_them(given, teacher):
    second = factories.TeacherFactory()
    given.classroom.teachers.add(second)
    found = together(lambda: rule(given, teacher, 1), lambda: rule(given, second, 2))
    assert QuestionRuling.objects.standing().count() == 1
    assert sum(isinstance(one, ValidationError) for one in found) == 1


def test_taking_back_at_once_is_taken_back_by_one(given, teacher):
    second = factories.TeacherFactory()
    given.classroom.teachers.add(second)
    made = rule(given, teacher)
    found = together(
        lambda: service.take_back(ruling=made, by=teacher),
        lambda: service.take_back(ruling=made, by=second),
    )
    assert len({one.taken_back_by_id for one in found}) == 1


def test_dropping_while_it_is_handed_in_loses_neither(given, teacher):
    student = given.classroom.enrolments.get().student
    attempt = attempts.start(assignment=given, student=student)
    attempts.save(item_session=attempt.item_sessions.get(position=1), entry=["b"], sequence=1)
    together(lambda: rule(given, teacher), lambda: attempts.submit(attempt=attempt))
    attempt.refresh_from_db()
    assert not attempt.is_running
    assert attempt.item_sessions.get(position=1).responses.count() == 1
    assert given.rulings.standing().count() == 1
