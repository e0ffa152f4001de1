"""Papers: for all and for each student, drawn for paper alone and kept as they are."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from questions.models import (
    Attempt,
    Group,
    ItemSession,
    Observation,
    Paper,
    PaperQuestion,
    Printing,
    Variant,
)
from questions.services import printing, quizzes, stock
from tests import factories, teaching

LONG = 600
"""Seconds, however busy the machine is."""


def printed(quiz, teacher, room=None, key=None):
    made = printing.begin(quiz=quiz, by=teacher, to=room, client_key=key or uuid.uuid4())
    assert printing.draw(printing=made, seconds=LONG) == 0
    return made


def variants(paper):
    return [row.variant_id for row in paper.questions.all()]


@pytest.fixture
def quiz(teacher):
    return teaching.quiz(teacher, factories.family_version(), factories.expression_version())


def test_one_paper_for_all_holds_every_question_with_its_points(quiz, teacher):
    (paper,) = printed(quiz, teacher).papers.all()
    assert paper.student is None
    assert [(row.position, row.points) for row in paper.questions.all()] == [(1, 2), (2, 2)]
    assert None not in variants(paper)


def test_each_student_has_a_paper_with_variants_and_a_code_of_their_own(
    quiz, teacher, student, classmate
):
    made = printed(quiz, teacher, teaching.classroom(teacher, student, classmate))
    first, second = made.papers.all()
    assert [first.student, second.student] == [classmate, student]
    assert first.code != second.code
    assert not set(variants(first)) & set(variants(second))


def test_who_has_left_the_class_has_no_paper(quiz, teacher, student, classmate):
    room = teaching.classroom(teacher, student, classmate)
    room.enrolments.filter(student=student).update(left_at=room.created_at)
    assert [one.student for one in printed(quiz, teacher, room).papers.all()] == [classmate]


def test_of_a_group_only_members_who_are_in_the_class_have_a_paper(
    quiz, teacher, student, classmate, outsider
):
    room = teaching.classroom(teacher, student, classmate)
    group = Group.objects.create(classroom=room, name="Chain rule")
    group.members.set([student, outsider])
    made = printed(quiz, teacher, group)
    assert [one.student for one in made.papers.all()] == [student]
    assert made.whom == "Chain rule of Calculus"


def test_a_paper_begins_no_attempt_and_teaches_nothing(quiz, teacher, student):
    given = teaching.give(quiz, teaching.classroom(teacher, student))
    printed(quiz, teacher, given.classroom)
    for model in (Attempt, ItemSession, Observation):
        assert not model.objects.exists()
    assert not quizzes.is_fixed(quiz)


def test_variants_on_paper_differ_from_those_of_an_attempt(quiz, teacher, student):
    given = teaching.give(quiz, teaching.classroom(teacher, student))
    attempt = teaching.answered(given, student, right=True)
    (paper,) = printed(quiz, teacher, given.classroom).papers.all()
    taken = set(attempt.item_sessions.values_list("variant", flat=True))
    assert not taken & set(variants(paper))


def test_what_stands_on_paper_is_put_to_nobody_in_practice(quiz, teacher, student):
    version = quiz.slots.first().question.ready_version
    (paper,) = printed(quiz, teacher).papers.all()
    assert Variant.objects.filter(version=version).exists()
    assert stock.seeds(version.pk, student, most=5) == []
    printing.discard(printing=paper.printing)
    assert len(stock.seeds(version.pk, student, most=5)) == 1


def test_a_paper_stays_as_it_is_however_the_quiz_changes(quiz, teacher):
    (paper,) = printed(quiz, teacher).papers.all()
    before = variants(paper)
    quizzes.remove_slot(slot=quiz.slots.last())
    quizzes.set_points(slot=quiz.slots.get(), points=9)
    again = Paper.objects.get(code=paper.code)
    assert variants(again) == before
    assert [row.points for row in again.questions.all()] == [2, 2]


def test_a_question_that_left_the_quiz_before_it_was_drawn_is_on_the_paper(quiz, teacher):
    made = printing.begin(quiz=quiz, by=teacher, client_key=uuid.uuid4())
    quizzes.remove_slot(slot=quiz.slots.first())
    assert printing.draw(printing=made, seconds=LONG) == 0
    assert len(variants(made.papers.get())) == 2


def test_a_form_that_is_sent_twice_makes_one_printing(quiz, teacher):
    key = uuid.uuid4()
    assert printed(quiz, teacher, key=key) == printed(quiz, teacher, key=key)
    assert Printing.objects.count() == 1


def test_a_request_draws_for_some_time_and_the_next_one_goes_on(quiz, teacher):
    made = printing.begin(quiz=quiz, by=teacher, client_key=uuid.uuid4())
    assert printing.draw(printing=made, seconds=0) == 1
    kept = PaperQuestion.objects.get(variant__isnull=False)
    assert printing.draw(printing=made, seconds=0) == 0
    assert PaperQuestion.objects.get(pk=kept.pk).variant_id == kept.variant_id


def test_a_slot_for_a_mistake_prints_what_brings_it_out(teacher):
    version = factories.family_version(level=3)
    rule = factories.MalRuleFactory(code="product-of-derivatives")
    quiz = quizzes.create(owner=teacher, title="Again")
    quizzes.add_slot(quiz=quiz, question=version.question, mal_rule=rule)
    row = printed(quiz, teacher).papers.get().questions.get()
    assert rule.code in row.variant.exposes


def test_what_cannot_be_printed_is_said(quiz, teacher):
    def refused(quiz, room=None):
        with pytest.raises(ValidationError) as caught:
            printing.begin(quiz=quiz, by=teacher, to=room, client_key=uuid.uuid4())
        return caught.value.messages[0]

    assert refused(quizzes.create(owner=teacher, title="Empty")) == printing.EMPTY
    assert refused(quiz, teaching.classroom(teacher)) == printing.NOBODY
    question = quiz.slots.first().question
    factories.rewrite(question.ready_version, state="retired")
    assert question.title in refused(quiz)


def test_too_many_questions_are_refused_with_the_limit(
    quiz, teacher, student, classmate, monkeypatch
):
    monkeypatch.setattr(printing, "MOST_QUESTIONS", 3)
    room = teaching.classroom(teacher, student, classmate)
    with pytest.raises(ValidationError, match="2 papers of 2 questions are too many"):
        printed(quiz, teacher, room)
    assert not Printing.objects.exists()


def test_a_question_that_is_made_no_more_is_named(teacher):
    version = factories.VersionFactory(content=factories.GONE)
    quiz = quizzes.create(owner=teacher, title="Old")
    quiz.slots.create(position=1, question=version.question)
    made = printing.begin(quiz=quiz, by=teacher, client_key=uuid.uuid4())
    with pytest.raises(ValidationError, match=version.question.title):
        printing.draw(printing=made, seconds=LONG)


def test_only_teachers_of_the_class_and_of_the_quiz_print(quiz, teacher, student):
    other = factories.TeacherFactory()
    with pytest.raises(PermissionDenied):
        printed(quiz, other)
    with pytest.raises(PermissionDenied):
        printed(quiz, teacher, teaching.classroom(other, student))
    given = teaching.give(quiz, teaching.classroom(teacher, student))
    given.classroom.teachers.add(other)
    assert printed(quiz, other, given.classroom).papers.count() == 1
