import uuid

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from questions.models import Quiz
from questions.services import attempts, quizzes
from tests import factories, teaching


def titles(quiz):
    return list(quiz.slots.values_list("question__title", flat=True))


@pytest.fixture
def three(teacher):
    versions = [factories.VersionFactory(question__title=title) for title in "ABC"]
    return teaching.quiz(teacher, *versions)


def test_slots_are_numbered_in_the_order_of_adding(three):
    assert list(three.slots.values_list("position", "question__title")) == [
        (1, "A"),
        (2, "B"),
        (3, "C"),
    ]


def test_moving_swaps_neighbours(three):
    quizzes.move_slot(slot=three.slots.get(position=3), up=True)
    assert titles(three) == ["A", "C", "B"]
    quizzes.move_slot(slot=three.slots.get(position=1), up=False)
    assert titles(three) == ["C", "A", "B"]


def test_moving_beyond_the_edge_changes_nothing(three):
    quizzes.move_slot(slot=three.slots.get(position=1), up=True)
    quizzes.move_slot(slot=three.slots.get(position=3), up=False)
    assert titles(three) == ["A", "B", "C"]


def test_removing_closes_the_gap(three):
    quizzes.remove_slot(slot=three.slots.get(position=2))
    assert list(three.slots.values_list("position", flat=True)) == [1, 2]
    assert titles(three) == ["A", "C"]


def test_a_quiz_that_was_begun_keeps_its_questions(teacher, student, three):
    assignment = teaching.give(three, teaching.classroom(teacher, student))
    attempts.start(assignment=assignment, student=student)
    slot = three.slots.first()
    for change in (
        lambda: quizzes.remove_slot(slot=slot),
        lambda: quizzes.move_slot(slot=slot, up=False),
        lambda: quizzes.set_points(slot=slot, points=5),
        lambda: quizzes.add_slot(quiz=three, question=slot.question),
        lambda: quizzes.delete(quiz=three),
        lambda: quizzes.withdraw(assignment=assignment),
    ):
        with pytest.raises(ValidationError):
            change()
    assert titles(three) == ["A", "B", "C"]


def test_a_copy_is_free_to_change(teacher, student, three):
    assignment = teaching.give(three, teaching.classroom(teacher, student))
    attempts.start(assignment=assignment, student=student)
    other = quizzes.copy(quiz=three, owner=teacher)
    quizzes.remove_slot(slot=other.slots.first())
    assert titles(other) == ["B", "C"]
    assert titles(three) == ["A", "B", "C"]


def test_a_question_of_a_private_bank_of_somebody_else_is_refused(teacher, three):
    private = factories.VersionFactory(question__bank__is_shared=False)
    with pytest.raises(PermissionDenied):
        quizzes.add_slot(quiz=three, question=private.question)


def test_a_question_without_a_ready_version_is_refused(three):
    draft = factories.VersionFactory(state="draft")
    with pytest.raises(ValidationError, match="no version that is ready"):
        quizzes.add_slot(quiz=three, question=draft.question)


def test_an_empty_quiz_is_not_given(teacher):
    empty = quizzes.create(owner=teacher, title="Empty")
    with pytest.raises(ValidationError, match="Put a question"):
        teaching.give(empty, teaching.classroom(teacher))


def test_a_quiz_is_given_only_to_a_classroom_that_its_owner_teaches(teacher, three):
    other = teaching.classroom(factories.TeacherFactory())
    with pytest.raises(PermissionDenied):
        teaching.give(three, other)


def test_an_assignment_closes_after_it_opens(teacher, three):
    now = timezone.now()
    with pytest.raises(ValidationError, match="close after it opens"):
        quizzes.assign(quiz=three, to=teaching.classroom(teacher), opens_at=now, closes_at=now)


def test_an_assignment_that_nobody_began_is_withdrawn_and_its_quiz_deleted(teacher, three):
    assignment = teaching.give(three, teaching.classroom(teacher))
    with pytest.raises(ValidationError, match="given to a class"):
        quizzes.delete(quiz=three)
    quizzes.withdraw(assignment=assignment)
    quizzes.delete(quiz=three)
    assert not Quiz.objects.exists()


def test_a_quiz_has_a_largest_size(three, monkeypatch):
    monkeypatch.setattr(quizzes, "MOST_SLOTS", 3)
    with pytest.raises(ValidationError, match="at most 3"):
        quizzes.add_slot(quiz=three, question=factories.VersionFactory().question)


def test_a_slot_that_was_removed_meanwhile_is_no_error(three):
    slot = three.slots.first()
    quizzes.remove_slot(slot=three.slots.first())
    quizzes.move_slot(slot=slot, up=False)
    quizzes.set_points(slot=slot, points=3)
    assert three.slots.count() == 2


def test_the_same_assignment_given_twice_is_one(teacher, three):
    room = teaching.classroom(teacher)
    when = {"opens_at": timezone.now(), "closes_at": timezone.now() + teaching.HOUR}
    first, again = (quizzes.assign(quiz=three, to=room, **when) for _ in range(2))
    assert first == again
    assert quizzes.assign(quiz=three, to=room, minutes=30, **when) != first


def test_an_assignment_that_would_be_closed_already_is_not_given(teacher, three):
    with pytest.raises(ValidationError, match="is past"):
        teaching.give(three, teaching.classroom(teacher), closes_in=-teaching.HOUR / 2)


def test_a_form_sent_twice_makes_one_quiz(teacher):
    key = uuid.uuid4()
    first, again = (quizzes.create(owner=teacher, title="A", client_key=key) for _ in range(2))
    assert first == again
    assert quizzes.create(owner=teacher, title="B", client_key=key) != first
    assert quizzes.create(owner=factories.TeacherFactory(), title="A", client_key=key) != first


def test_a_question_stands_in_a_quiz_once_but_a_generated_one_as_often_as_wanted(three):
    with pytest.raises(ValidationError, match="in the quiz already"):
        quizzes.add_slot(quiz=three, question=three.slots.first().question)
    generated = factories.family_version().question
    for _ in range(2):
        quizzes.add_slot(quiz=three, question=generated)
    assert three.slots.count() == 5


def test_a_quiz_that_is_given_keeps_one_question(teacher):
    quiz = teaching.quiz(teacher, factories.VersionFactory())
    teaching.give(quiz, teaching.classroom(teacher))
    with pytest.raises(ValidationError, match="one question has to stay"):
        quizzes.remove_slot(slot=quiz.slots.get())
