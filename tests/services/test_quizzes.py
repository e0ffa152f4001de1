"""Quizzes: their slots, what fixes them, and giving them to classrooms."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.utils import timezone

from questions.models import Assignment, QuestionVersion, Quiz
from questions.services import attempts, classrooms, quizzes
from tests import factories

NOW = timezone.now()
DAY = datetime.timedelta(days=1)


@pytest.fixture
def quiz(teacher):
    made = quizzes.create(owner=teacher, title="Week 3", introduction="Have a go.")
    for title in ("One", "Two", "Three"):
        version = factories.expression_version(question__title=title)
        quizzes.add_slot(quiz=made, question=version.question, points=2)
    return made


@pytest.fixture
def room(teacher, student):
    made = classrooms.create(teacher=teacher, name="Calculus")
    classrooms.join(student=student, code=made.join_code)
    return made


@pytest.fixture
def assignment(quiz, room):
    return quizzes.assign(quiz=quiz, classroom=room, opens_at=NOW - DAY, closes_at=NOW + DAY)


@pytest.fixture
def begun(assignment, student):
    return attempts.start(assignment=assignment, student=student)


def titles(quiz: Quiz) -> list[str]:
    return [slot.question.title for slot in quiz.slots.order_by("position")]


def positions(quiz: Quiz) -> list[int]:
    return [slot.position for slot in quiz.slots.order_by("position")]


def test_only_teachers_make_quizzes(student):
    with pytest.raises(PermissionDenied):
        quizzes.create(owner=student, title="Mine")


def test_slots_stand_in_the_order_in_which_they_were_added(quiz):
    assert titles(quiz) == ["One", "Two", "Three"]
    assert positions(quiz) == [1, 2, 3]


def test_removing_a_slot_closes_the_gap(quiz):
    quizzes.remove_slot(slot=quiz.slots.get(position=2))
    assert titles(quiz) == ["One", "Three"]
    assert positions(quiz) == [1, 2]


def test_a_slot_moves_past_its_neighbour(quiz):
    quizzes.move_slot(slot=quiz.slots.get(position=3), up=True)
    assert titles(quiz) == ["One", "Three", "Two"]
    quizzes.move_slot(slot=quiz.slots.get(position=1), up=False)
    assert titles(quiz) == ["Three", "One", "Two"]


@pytest.mark.parametrize(("position", "up"), [(1, True), (3, False)])
def test_at_the_edge_a_slot_stays(quiz, position, up):
    quizzes.move_slot(slot=quiz.slots.get(position=position), up=up)
    assert titles(quiz) == ["One", "Two", "Three"]


def test_points_are_set_and_at_least_one(quiz):
    slot = quiz.slots.get(position=1)
    quizzes.set_points(slot=slot, points=5)
    slot.refresh_from_db()
    assert slot.points == 5
    with pytest.raises(IntegrityError):
        quizzes.set_points(slot=slot, points=0)


def test_a_question_of_somebody_elses_private_bank_is_refused(quiz):
    bank = factories.BankFactory(is_shared=False, owner=factories.TeacherFactory())
    version = factories.expression_version(question__bank=bank)
    with pytest.raises(PermissionDenied):
        quizzes.add_slot(quiz=quiz, question=version.question)


def test_a_question_that_is_not_ready_is_refused(quiz):
    version = factories.expression_version(state=QuestionVersion.State.DRAFT)
    with pytest.raises(ValidationError, match="ready"):
        quizzes.add_slot(quiz=quiz, question=version.question)


def test_a_quiz_has_a_largest_size(quiz, monkeypatch):
    monkeypatch.setattr(quizzes, "MOST_SLOTS", 3)
    with pytest.raises(ValidationError, match="at most 3"):
        quizzes.add_slot(quiz=quiz, question=quiz.slots.get(position=1).question)


@pytest.mark.parametrize(
    "change",
    [
        lambda slot: quizzes.add_slot(quiz=slot.quiz, question=slot.question),
        lambda slot: quizzes.remove_slot(slot=slot),
        lambda slot: quizzes.move_slot(slot=slot, up=False),
        lambda slot: quizzes.set_points(slot=slot, points=9),
        lambda slot: quizzes.delete(quiz=slot.quiz),
    ],
    ids=["add", "remove", "move", "points", "delete"],
)
def test_a_quiz_that_somebody_has_begun_stays_as_it_is(quiz, begun, change):
    with pytest.raises(ValidationError, match="Copy it instead"):
        change(quiz.slots.get(position=1))
    assert titles(quiz) == ["One", "Two", "Three"]
    assert quiz.slots.get(position=1).points == 2


def test_the_words_of_a_begun_quiz_may_change(quiz, begun):
    quizzes.update(quiz=quiz, title="Week three", introduction="")
    quiz.refresh_from_db()
    assert (quiz.title, quiz.introduction) == ("Week three", "")


def test_a_copy_has_the_same_slots_and_is_free_to_change(quiz, begun, teacher):
    other = quizzes.copy(quiz=quiz, owner=teacher)
    assert other.title == "Week 3 (copy)"
    assert [(slot.question, slot.points) for slot in other.slots.all()] == [
        (slot.question, slot.points) for slot in quiz.slots.all()
    ]
    quizzes.remove_slot(slot=other.slots.get(position=1))
    assert titles(quiz) == ["One", "Two", "Three"]


def test_a_copy_of_a_long_title_fits(quiz, teacher):
    quizzes.update(quiz=quiz, title="x" * 120, introduction="")
    assert len(quizzes.copy(quiz=quiz, owner=teacher).title) == 120


def test_a_quiz_that_was_never_given_is_deleted(quiz):
    quizzes.delete(quiz=quiz)
    assert not Quiz.objects.exists()


def test_a_quiz_that_was_given_stays(quiz, assignment):
    with pytest.raises(ValidationError, match="given to a class"):
        quizzes.delete(quiz=quiz)


def test_a_quiz_is_given_only_to_a_classroom_that_its_owner_teaches(quiz):
    other = classrooms.create(teacher=factories.TeacherFactory(), name="Theirs")
    with pytest.raises(PermissionDenied):
        quizzes.assign(quiz=quiz, classroom=other, opens_at=NOW, closes_at=NOW + DAY)


def test_an_empty_quiz_is_not_given(teacher, room):
    empty = quizzes.create(owner=teacher, title="Empty")
    with pytest.raises(ValidationError, match="Put a question"):
        quizzes.assign(quiz=empty, classroom=room, opens_at=NOW, closes_at=NOW + DAY)


def test_an_assignment_closes_after_it_opens(quiz, room):
    with pytest.raises(ValidationError, match="close after"):
        quizzes.assign(quiz=quiz, classroom=room, opens_at=NOW, closes_at=NOW)


def test_an_assignment_that_nobody_began_is_withdrawn(assignment):
    quizzes.withdraw(assignment=assignment)
    assert not Assignment.objects.exists()


def test_an_assignment_that_somebody_began_is_not_withdrawn(assignment, begun):
    with pytest.raises(ValidationError, match="have begun"):
        quizzes.withdraw(assignment=assignment)
