import datetime
import uuid

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from questions.models import Classroom, Enrolment, User
from questions.services import classrooms
from tests import teaching


def test_a_join_code_has_no_letter_that_looks_like_a_digit(teacher):
    code = classrooms.create(teacher=teacher, name="Calculus").join_code
    assert len(code) == 6
    assert not set(code) & set("ILO0123456789")


def test_only_teachers_make_classrooms(student):
    with pytest.raises(PermissionDenied):
        classrooms.create(teacher=student, name="Calculus")


def test_a_code_may_be_typed_in_small_letters_with_spaces(teacher, student):
    room = teaching.classroom(teacher)
    code = f" {room.join_code[:3].lower()} {room.join_code[3:].lower()} "
    assert classrooms.join(student=student, code=code) == room
    assert Classroom.objects.joined_by(student).get() == room


def test_joining_twice_enrols_once(teacher, student):
    room = teaching.classroom(teacher, student, student)
    assert Enrolment.objects.filter(classroom=room).count() == 1


def test_a_student_who_left_may_come_back(teacher, student):
    room = teaching.classroom(teacher, student)
    classrooms.leave(student=student, classroom=room)
    assert not Classroom.objects.joined_by(student).exists()
    classrooms.join(student=student, code=room.join_code)
    assert Classroom.objects.joined_by(student).get() == room


def test_a_closed_classroom_takes_nobody_but_keeps_its_students(teacher, student, classmate):
    room = teaching.classroom(teacher, student)
    classrooms.set_open(classroom=room, is_open=False)
    assert classrooms.join(student=student, code=room.join_code) == room
    with pytest.raises(ValidationError, match="closed to new students"):
        classrooms.join(student=classmate, code=room.join_code)


def test_an_unknown_code_is_refused(student):
    with pytest.raises(ValidationError, match="No classroom has this code"):
        classrooms.join(student=student, code="ZZZZZZ")


def test_a_guest_does_not_join(db, teacher):
    room = teaching.classroom(teacher)
    with pytest.raises(PermissionDenied):
        classrooms.join(student=User.objects.create_guest(), code=room.join_code)


def test_a_teacher_does_not_join_the_own_classroom(teacher):
    room = teaching.classroom(teacher)
    with pytest.raises(ValidationError, match="You teach this classroom"):
        classrooms.join(student=teacher, code=room.join_code)


def test_a_code_that_is_taken_is_drawn_again(teacher, monkeypatch):
    room = teaching.classroom(teacher)
    codes = iter([room.join_code, "ZZZZZZ"])
    monkeypatch.setattr(classrooms, "_new_code", lambda: next(codes))
    assert classrooms.create(teacher=teacher, name="Another").join_code == "ZZZZZZ"


def test_no_free_code_is_told_and_makes_no_classroom(teacher, monkeypatch):
    room = teaching.classroom(teacher)
    monkeypatch.setattr(classrooms, "_new_code", lambda: room.join_code)
    with pytest.raises(ValidationError, match="Try again"):
        classrooms.create(teacher=teacher, name="Another")
    assert list(teacher.classrooms_taught.all()) == [room]


def test_leaving_keeps_the_enrolment_with_its_first_end(teacher, student):
    room = teaching.classroom(teacher, student)
    left = timezone.now()
    for later in (0, 1):
        at = left + datetime.timedelta(days=later)
        classrooms.leave(student=student, classroom=room, at=at)
    assert room.enrolments.get().left_at == left


def test_a_form_sent_twice_makes_one_classroom(teacher):
    key = uuid.uuid4()
    first, again = (classrooms.create(teacher=teacher, name="A", client_key=key) for _ in range(2))
    assert first == again
    assert classrooms.create(teacher=teacher, name="B", client_key=key) != first


def test_an_archived_classroom_is_joined_by_nobody_and_given_nothing(teacher, student, classmate):
    given = teaching.assignment(teacher, student)
    room = given.classroom
    with pytest.raises(ValidationError, match="has not closed yet"):
        classrooms.archive(classroom=room)
    classrooms.archive(classroom=room, at=given.closes_at)
    room.refresh_from_db()
    assert room.is_archived
    with pytest.raises(ValidationError):
        classrooms.join(student=classmate, code=room.join_code)
    with pytest.raises(ValidationError, match="archive"):
        classrooms.set_open(classroom=room, is_open=True)
    with pytest.raises(ValidationError, match="archive"):
        teaching.give(given.quiz, room)
    classrooms.restore(classroom=room)
    classrooms.set_open(classroom=room, is_open=True)
    assert classrooms.join(student=classmate, code=room.join_code) == room
