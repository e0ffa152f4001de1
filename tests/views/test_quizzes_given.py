"""Giving a quiz to a class: the form, its times, its sentences."""

import datetime

import pytest
from django.urls import reverse

from questions.models import Assignment
from questions.services import quizzes
from tests import factories, teaching


@pytest.fixture
def quiz(teacher):
    return teaching.quiz(teacher)


def address(quiz):
    return reverse("quiz_assign", args=[quiz.pk])


def rules(room, **changes):
    return {
        "classroom": room.pk,
        "opens_at": "2036-03-02T09:00",
        "closes_at": "2036-03-09T18:30",
        "minutes": "45",
        "attempts_allowed": "2",
        "feedback": "closed",
    } | changes


@pytest.fixture
def room(teacher):
    return teaching.classroom(teacher)


def test_times_are_entered_in_the_teachers_zone(as_teacher, teacher, quiz, room):
    teacher.time_zone = "Asia/Kolkata"
    teacher.save()
    as_teacher.post(address(quiz), rules(room))
    given = Assignment.objects.get()
    assert given.opens_at == datetime.datetime(2036, 3, 2, 3, 30, tzinfo=datetime.UTC)
    assert given.closes_at == datetime.datetime(2036, 3, 9, 13, tzinfo=datetime.UTC)
    assert (given.minutes, given.attempts_allowed, given.feedback) == (45, 2, "closed")


def test_a_double_click_gives_the_quiz_once(as_teacher, quiz, room):
    sent = rules(room)
    for _ in range(2):
        page = as_teacher.post(address(quiz), sent)
        assert page["Location"] == reverse("classroom", args=[room.pk])
    assert Assignment.objects.count() == 1


def test_a_teacher_is_warned_once_of_answers_that_can_be_copied(as_teacher, quiz, room):
    sent = rules(room, feedback="submitted")
    page = as_teacher.post(address(quiz), sent)
    assert "will be the same in the second, so that they can be copied" in page.content.decode()
    assert not Assignment.objects.exists()
    sent["is_sure"] = page.context["form"]["is_sure"].value()
    as_teacher.post(address(quiz), sent)
    assert Assignment.objects.count() == 1


@pytest.mark.parametrize(
    "changes", [{"feedback": "closed"}, {"feedback": "submitted", "attempts_allowed": "1"}]
)
def test_nobody_is_warned_where_nothing_can_be_copied(as_teacher, quiz, room, changes):
    as_teacher.post(address(quiz), rules(room, **changes))
    assert Assignment.objects.count() == 1


def test_questions_made_afresh_are_not_warned_of(as_teacher, teacher, room):
    made = teaching.quiz(teacher, factories.family_version("gradient", 1))
    as_teacher.post(address(made), rules(room, feedback="submitted"))
    assert Assignment.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"closes_at": "2036-03-01T18:30"}, "close after it opens"),
        ({"opens_at": "2026-03-02T09:00", "closes_at": "2026-03-09T18:30"}, "is past"),
        ({"zone": "Asia/Kolkata"}, "Your time zone is UTC now: look at the times once more."),
        ({"opens_at": "soon"}, "Enter a valid date"),
        ({"minutes": "0"}, "greater than or equal to 1"),
        ({"attempts_allowed": "0"}, "greater than or equal to 1"),
        ({"feedback": "never"}, "not one of the available choices"),
    ],
)
def test_what_is_wrong_is_told_and_the_rest_stays(as_teacher, quiz, room, changes, sentence):
    sent = rules(room, **changes)
    page = as_teacher.post(address(quiz), sent).content.decode()
    assert sentence in page
    assert "18:30" in page
    assert not Assignment.objects.exists()


def test_somebody_elses_classroom_is_no_choice(as_teacher, quiz, room):
    other = teaching.classroom(factories.TeacherFactory())
    sent = rules(room, classroom=other.pk)
    assert b"not one of the available choices" in (as_teacher.post(address(quiz), sent).content)
    assert not Assignment.objects.exists()


def test_an_empty_quiz_is_not_given(as_teacher, teacher, room):
    empty = quizzes.create(owner=teacher, title="Empty")
    sent = rules(room)
    page = as_teacher.post(address(empty), sent)
    assert b"Put a question into the quiz first" in page.content


def test_without_a_classroom_the_way_to_one_is_shown(as_teacher, quiz):
    page = as_teacher.get(address(quiz)).content.decode()
    assert reverse("classroom_new") in page
