"""A question is dropped or a bonus for everybody, before or after handing in, and counts again."""

from fractions import Fraction

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from questions.models import Observation, QuestionRuling, Response
from questions.models.challenges import RULED
from questions.reports import gradebook, results, rulings
from questions.services import attempts, challenges, grading
from questions.services import rulings as service
from tests import factories, teaching

WHY = "The picture was wrong."


@pytest.fixture
def given(teacher, student, classmate):
    """Two questions of two points each."""
    versions = [factories.expression_version(), factories.expression_version()]
    return teaching.assignment(teacher, student, classmate, versions=versions)


def slot(given, position=1):
    return given.quiz.slots.get(position=position)


def rule(given, by, position=1, kind="dropped", reason=WHY, seen=None):
    if seen is None:
        seen = given.rulings.standing().values_list("pk", flat=True)
    return service.rule(
        assignment=given, slot=slot(given, position), kind=kind, reason=reason, by=by, seen=seen
    )


def score(attempt, position, numerator, denominator=1):
    Response.objects.filter(item_session__attempt=attempt, item_session__position=position).update(
        score_numerator=numerator, score_denominator=denominator
    )


def total(attempt):
    points = results.own(attempt, at=timezone.now()).total
    return points.earned, points.possible


def effect(given, position=1):
    """By student: what each choice would do."""
    page = rulings.page(given, slot(given, position))
    return {
        one.student: [(then.points.earned, then.points.possible, then.way) for then in one.then]
        for one in page.changes
    }


def test_a_dropped_question_counts_for_nobody_and_scores_are_out_of_less(given, teacher, student):
    attempt = teaching.answered(given, student, right=True)
    score(attempt, 1, 1, 3)
    score(attempt, 2, 1, 7)
    assert total(attempt) == (Fraction(20, 21), 4)
    rule(given, teacher)
    assert total(attempt) == (Fraction(2, 7), 2)


def test_a_bonus_gives_everybody_who_has_the_question_all_its_points(
    given, teacher, student, classmate
):
    wrong = teaching.answered(given, student, right=False)
    score(wrong, 1, 0)
    score(wrong, 2, 0)
    empty = attempts.submit(attempt=attempts.start(assignment=given, student=classmate))
    rule(given, teacher, kind="bonus")
    assert total(wrong) == total(empty) == (2, 4)


def test_taken_back_every_score_is_what_it_was(given, teacher, student):
    attempt = teaching.answered(given, student, right=True)
    score(attempt, 1, 1, 3)
    before = total(attempt)
    for kind in ("dropped", "bonus"):
        made = rule(given, teacher, kind=kind)
        assert total(attempt) != before
        service.take_back(ruling=made, by=teacher)
        assert total(attempt) == before


def test_who_changes_and_by_how_much_is_what_then_happens(given, teacher, student, classmate):
    """One rises and one falls by dropping the question; nobody loses by a bonus."""
    rising = teaching.answered(given, student, right=True)
    falling = teaching.answered(given, classmate, right=True)
    score(rising, 1, 1, 3)
    score(rising, 2, 1)
    score(falling, 1, 1)
    score(falling, 2, 1, 3)
    expected = effect(given)
    assert expected == {
        "Sam Student": [(2, 2, "rises"), (4, 4, "rises")],
        "Chris Classmate": [(Fraction(2, 3), 2, "falls"), (Fraction(8, 3), 4, "stays")],
    }
    for place, kind in enumerate(("dropped", "bonus")):
        made = rule(given, teacher, kind=kind)
        for attempt in (rising, falling):
            assert total(attempt) == expected[str(attempt.student)][place][:2]
        service.take_back(ruling=made, by=teacher)


def test_what_would_change_by_taking_back_is_told_before(given, teacher, student):
    attempt = teaching.answered(given, student, right=True)
    score(attempt, 1, 0)
    score(attempt, 2, 1)
    made = rule(given, teacher)
    page = rulings.page(given, slot(given))
    assert [one.label for one in page.choices] == ["Counts again"]
    assert effect(given) == {"Sam Student": [(2, 4, "falls")]}
    service.take_back(ruling=made, by=teacher)
    assert total(attempt) == (2, 4)


def test_a_ruling_holds_in_one_assignment_alone(given, teacher, student):
    other = teaching.give(given.quiz, given.classroom, attempts_allowed=2)
    rule(given, teacher)
    attempt = teaching.answered(other, student, right=True)
    assert results.own(attempt, at=timezone.now()).total.possible == 4


def test_the_gradebook_has_the_same_totals_and_says_what_holds(given, teacher, student):
    attempt = teaching.answered(given, student, right=True)
    rule(given, teacher)
    table = gradebook.table(given, at=timezone.now())
    assert table.out_of == 2
    assert [column.points.ruling for column in table.columns] == ["dropped", ""]
    row = next(one for one in table.rows if one.number)
    assert (row.total.earned, row.total.possible) == total(attempt)


def test_who_does_not_teach_the_class_rules_on_nothing(given, teacher, student):
    made = rule(given, teacher, position=2)
    for person in (student, factories.TeacherFactory()):
        with pytest.raises(PermissionDenied):
            rule(given, person)
        with pytest.raises(PermissionDenied):
            service.take_back(ruling=made, by=person)
    assert list(given.rulings.standing()) == [made]


def test_the_same_again_is_the_one_that_is_there(given, teacher):
    made = rule(given, teacher)
    assert rule(given, teacher) == made
    assert QuestionRuling.objects.count() == 1
    once = service.take_back(ruling=made, by=teacher)
    again = service.take_back(ruling=made, by=factories.TeacherFactory(is_superuser=True))
    assert (again.taken_back_by, again.taken_back_at) == (teacher, once.taken_back_at)


def test_what_a_second_teacher_ruled_meanwhile_is_told_and_stays(given, teacher):
    second = factories.TeacherFactory(name="Tia Second")
    given.classroom.teachers.add(second)
    made = rule(given, second, seen=[])
    with pytest.raises(ValidationError, match="Tia Second has dropped this question already"):
        rule(given, teacher, kind="bonus", seen=[])
    with pytest.raises(ValidationError, match="changed meanwhile"):
        rule(given, teacher, position=2, kind="bonus", seen=[])
    assert list(QuestionRuling.objects.all()) == [made]


def test_a_page_from_before_a_ruling_was_taken_back_is_sent_again(given, teacher):
    made = rule(given, teacher)
    service.take_back(ruling=made, by=teacher)
    with pytest.raises(ValidationError, match="changed meanwhile"):
        rule(given, teacher, position=2, seen=[made.pk])


def test_the_last_question_that_counts_is_not_dropped_but_may_be_a_bonus(given, teacher):
    rule(given, teacher)
    assert not rulings.page(given, slot(given, 2)).can_drop
    with pytest.raises(ValidationError, match="leave nothing"):
        rule(given, teacher, position=2)
    rule(given, teacher, position=2, kind="bonus")


@pytest.mark.parametrize("reason", ["", "  ", "x" * (service.LONGEST + 1)])
def test_nothing_is_dropped_without_a_reason_that_fits(given, teacher, reason):
    with pytest.raises(ValidationError):
        rule(given, teacher, reason=reason)


def test_a_question_of_another_quiz_is_not_dropped(given, teacher):
    elsewhere = teaching.quiz(teacher, title="Week 2").slots.get(position=1)
    with pytest.raises(ValidationError, match="not in the quiz"):
        service.rule(
            assignment=given, slot=elsewhere, kind="dropped", reason=WHY, by=teacher, seen=[]
        )


def test_what_was_dropped_while_an_attempt_ran_is_dropped_when_it_is_handed_in(
    given, teacher, student
):
    attempt = attempts.start(assignment=given, student=student)
    rule(given, teacher)
    attempts.save(item_session=attempt.item_sessions.get(position=1), entry=["b"], sequence=1)
    attempt = attempts.submit(attempt=attempt)
    assert total(attempt)[1] == 2
    assert attempt.item_sessions.get(position=1).responses.exists()


def test_what_was_learnt_of_a_student_stays_and_is_learnt_of_dropped_answers_too(
    teacher, student, classmate
):
    version = factories.expression_version("2x")
    version.question.skills.add(factories.SkillFactory())
    given = teaching.assignment(
        teacher, student, classmate, versions=[version, factories.VersionFactory()]
    )

    def answer(person):
        attempt = attempts.start(assignment=given, student=person)
        attempts.save(item_session=attempt.item_sessions.get(position=1), entry=["x"], sequence=1)
        attempts.submit(attempt=attempt)
        grading.finish(attempt)
        return list(
            Observation.objects.filter(response__item_session__student=person).values_list(
                "pk", flat=True
            )
        )

    before = answer(student)
    assert before
    made = rule(given, teacher)
    assert answer(classmate)
    service.take_back(ruling=made, by=teacher)
    assert (
        list(
            Observation.objects.filter(response__item_session__student=student).values_list(
                "pk", flat=True
            )
        )
        == before
    )


def test_the_mark_of_a_dropped_question_is_not_challenged_and_what_waits_goes_on(
    given, teacher, student
):
    attempt = attempts.start(assignment=given, student=student)
    for position in (1, 2):
        session = attempt.item_sessions.get(position=position)
        attempts.save(item_session=session, entry=["b"], sequence=1)
    attempts.submit(attempt=attempt)
    first = Response.objects.get(item_session__attempt=attempt, item_session__position=1)
    waiting = challenges.make(response=first, student=student, reason="It is right.")
    made = rule(given, teacher)
    assert challenges.waits(first)
    challenges.take_back(challenge=waiting, student=student)
    with pytest.raises(ValidationError, match=RULED):
        challenges.make(response=first, student=student, reason="It is right.")
    service.take_back(ruling=made, by=teacher)
    assert challenges.make(response=first, student=student, reason="It is right.").is_waiting


def test_a_student_who_deletes_the_account_leaves_the_ruling_to_the_others(
    given, teacher, student, classmate
):
    teaching.answered(given, student, right=True)
    left = teaching.answered(given, classmate, right=True)
    made = rule(given, teacher)
    student.delete()
    assert list(effect(given)) == ["Chris Classmate"]
    assert total(left)[1] == 2
    assert list(given.rulings.standing()) == [made]


def test_a_ruling_outlives_the_teacher_who_made_it(given, teacher):
    second = factories.TeacherFactory()
    given.classroom.teachers.add(second)
    made = rule(given, second)
    second.delete()
    told = rulings.told([given.pk])[given.pk]
    assert [(one.pk, one.made_by) for one in told] == [(made.pk, "A teacher who has left")]


def test_what_a_page_needs_takes_the_same_queries_for_many(
    given, teacher, django_assert_num_queries
):
    for count in (1, 5):
        for _ in range(count):
            person = factories.StudentFactory()
            teaching.classrooms.join(student=person, code=given.classroom.join_code)
            teaching.answered(given, person, right=True)
        with django_assert_num_queries(7):
            rulings.page(given, slot(given))
