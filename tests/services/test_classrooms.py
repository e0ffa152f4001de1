import pytest
from django.core.exceptions import PermissionDenied, ValidationError

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
