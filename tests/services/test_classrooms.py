"""Classrooms: join codes, joining, leaving, and who may do what."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from questions.models import Classroom, Enrolment, User
from questions.services import classrooms


@pytest.fixture
def room(teacher):
    return classrooms.create(teacher=teacher, name="Calculus")


def test_a_teacher_makes_a_classroom_with_a_code_of_six_clear_letters(teacher, room):
    assert list(room.teachers.all()) == [teacher]
    assert len(room.join_code) == 6
    assert not set(room.join_code) & set("ILO0123456789")


def test_only_teachers_make_classrooms(student):
    with pytest.raises(PermissionDenied):
        classrooms.create(teacher=student, name="Mine")


def test_a_code_that_is_taken_is_drawn_again(teacher, room, monkeypatch):
    codes = iter([room.join_code, room.join_code, "ZZZZZZ"])
    monkeypatch.setattr(classrooms, "_new_code", lambda: next(codes))
    assert classrooms.create(teacher=teacher, name="Another").join_code == "ZZZZZZ"


def test_no_free_code_is_told_in_a_sentence(teacher, room, monkeypatch):
    monkeypatch.setattr(classrooms, "_new_code", lambda: room.join_code)
    with pytest.raises(ValidationError, match="Try again"):
        classrooms.create(teacher=teacher, name="Another")
    assert Classroom.objects.count() == 1


@pytest.mark.parametrize("write", [str.lower, " {} ".format, "-".join])
def test_small_letters_spaces_and_dashes_are_forgiven(student, room, write):
    assert classrooms.join(student=student, code=write(room.join_code)) == room
    assert list(Classroom.objects.joined_by(student)) == [room]


def test_joining_twice_is_harmless(student, room):
    first = timezone.now() - datetime.timedelta(days=3)
    classrooms.join(student=student, code=room.join_code, at=first)
    classrooms.join(student=student, code=room.join_code)
    assert Enrolment.objects.get().joined_at == first


def test_an_unknown_code_is_told_in_a_sentence(student):
    with pytest.raises(ValidationError, match="No classroom has this code"):
        classrooms.join(student=student, code="NOBODY")


def test_a_closed_classroom_takes_nobody_new(student, classmate, room):
    classrooms.join(student=student, code=room.join_code)
    classrooms.set_open(classroom=room, is_open=False)
    assert classrooms.join(student=student, code=room.join_code) == room
    with pytest.raises(ValidationError, match="closed"):
        classrooms.join(student=classmate, code=room.join_code)


def test_a_guest_signs_up_before_joining(db, room):
    with pytest.raises(PermissionDenied):
        classrooms.join(student=User.objects.create_guest(), code=room.join_code)


def test_a_teacher_does_not_join_their_own_classroom(teacher, room):
    with pytest.raises(ValidationError, match="You teach"):
        classrooms.join(student=teacher, code=room.join_code)


def test_leaving_keeps_the_enrolment_with_its_end(student, room):
    classrooms.join(student=student, code=room.join_code)
    left = timezone.now()
    classrooms.leave(student=student, classroom=room, at=left)
    classrooms.leave(student=student, classroom=room, at=left + datetime.timedelta(days=1))
    assert Enrolment.objects.get().left_at == left
    assert not Classroom.objects.joined_by(student).exists()


def test_who_has_left_may_come_back(student, room):
    classrooms.join(student=student, code=room.join_code)
    classrooms.leave(student=student, classroom=room)
    classrooms.join(student=student, code=room.join_code)
    assert Enrolment.objects.get().left_at is None


def test_a_classroom_is_renamed(room):
    classrooms.rename(classroom=room, name="Analysis")
    room.refresh_from_db()
    assert room.name == "Analysis"
