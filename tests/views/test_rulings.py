"""Dropping a question from the results: who changes, once for all, and who is told where."""

import csv
import re

import pytest
from django.urls import reverse

from questions.models import QuestionRuling, Response
from questions.services import accommodations, attempts, grading
from questions.services import rulings as service
from tests import factories, teaching

WHY = "The <b>picture</b> was wrong."
SHOWN = "The &lt;b&gt;picture&lt;/b&gt; was wrong."


@pytest.fixture
def given(teacher, student, classmate):
    versions = [factories.expression_version(), factories.expression_version()]
    return teaching.assignment(teacher, student, classmate, versions=versions)


@pytest.fixture
def attempt(given, student):
    """The first question wrong, the second right."""
    begun = attempts.start(assignment=given, student=student)
    for position, entry in ((1, "x"), (2, "2x")):
        session = begun.item_sessions.get(position=position)
        attempts.save(item_session=session, entry=[entry], sequence=1)
    done = attempts.submit(attempt=begun)
    grading.finish(done)
    return done


def slot(given, position=1):
    return given.quiz.slots.get(position=position)


def page(given, position=1):
    return reverse("ruling", args=[given.pk, slot(given, position).pk])


def drop(given, teacher, kind="dropped", position=1):
    return service.rule(
        assignment=given, slot=slot(given, position), kind=kind, reason=WHY, by=teacher, seen=[]
    )


def text(response):
    """What stands on the page, without tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_a_teacher_sees_who_changes_then_applies_it_once_for_all(as_teacher, given, attempt):
    results = as_teacher.get(reverse("results", args=[given.pk]))
    assert page(given) in results.content.decode()
    shown = text(as_teacher.get(page(given)))
    assert "Sam Student 2 of 4 50 % 2 of 2 100 %, rises 4 of 4 100 %, rises" in shown
    sent = {"kind": "dropped", "reason": WHY, "seen": ""}
    for _ in range(2):
        reply = as_teacher.post(page(given), sent, follow=True)
    assert "dropped this question already" not in text(reply)
    ruling = QuestionRuling.objects.get()
    assert (ruling.kind, ruling.reason) == ("dropped", WHY)
    shown = text(as_teacher.get(reverse("results", args=[given.pk])))
    assert "Question 1 is dropped: it counts for nobody." in shown
    assert "Incorrect, dropped" in shown
    assert "2 of 2" in shown


def test_a_page_that_is_out_of_date_keeps_what_was_written_and_is_sent_again(
    as_teacher, teacher, given
):
    drop(given, teacher, position=2)
    sent = {"kind": "bonus", "reason": "So.", "seen": ""}
    reply = as_teacher.post(page(given), sent)
    assert "changed meanwhile" in text(reply)
    assert "So." in reply.content.decode()
    assert QuestionRuling.objects.count() == 1
    again = sent | {"seen": reply.context["form"]["seen"].value()}
    assert as_teacher.post(page(given), again).status_code == 302
    assert QuestionRuling.objects.standing().count() == 2


@pytest.mark.parametrize(
    "wrong",
    [{"kind": ""}, {"kind": "counts"}, {"reason": " "}, {"reason": "x" * 1_001}, {"seen": "a"}],
)
def test_what_is_not_complete_changes_nothing(as_teacher, given, wrong):
    sent = {"kind": "dropped", "reason": "So.", "seen": ""} | wrong
    assert as_teacher.post(page(given), sent).status_code == 200
    assert not QuestionRuling.objects.exists()


def test_the_last_question_that_counts_is_offered_as_a_bonus_alone(as_teacher, teacher, given):
    drop(given, teacher, position=2)
    shown = as_teacher.get(page(given))
    assert 'value="dropped"' not in shown.content.decode()
    assert "It can be a bonus." in text(shown)


def test_two_attempts_of_one_student_are_told_apart(as_teacher, given, student, attempt):
    """More attempts may be granted to one student where everybody has one."""
    accommodations.give(
        classroom=given.classroom,
        student=student,
        granted=accommodations.Granted(more_attempts=1),
        by=given.classroom.teachers.get(),
    )
    attempts.submit(attempt=attempts.start(assignment=given, student=student))
    assert f"{student}, attempt 2" in text(as_teacher.get(page(given)))


def test_it_is_taken_back_from_where_it_was_made(as_teacher, teacher, given, attempt):
    made = drop(given, teacher)
    shown = text(as_teacher.get(page(given)))
    assert "Let question 1 count again?" in shown
    assert "Sam Student 2 of 2 100 % 2 of 4 50 %, falls" in shown
    back = reverse("ruling_take_back", args=[given.pk, slot(given).pk])
    for _ in range(2):
        assert as_teacher.post(back, {"ruling": made.pk}).status_code == 302
    assert not given.rulings.standing().exists()
    assert as_teacher.get(back).status_code == 405
    assert as_teacher.post(back, {"ruling": "x"}).status_code == 404


def test_who_takes_back_what_was_replaced_is_told_what_holds(as_teacher, teacher, given, attempt):
    """Another teacher took it back and made the question a bonus meanwhile."""
    made = drop(given, teacher)
    service.take_back(ruling=made, by=teacher)
    bonus = drop(given, teacher, kind="bonus")
    back = reverse("ruling_take_back", args=[given.pk, slot(given).pk])
    told = text(as_teacher.post(back, {"ruling": made.pk}, follow=True))
    assert list(given.rulings.standing()) == [bonus]
    assert "The question counts again." not in told
    assert "changed meanwhile" in told
    assert "Question 1 is a bonus: everybody gets all its points." in told


def test_nobody_else_reaches_it(client, teacher, student, outsider, given):
    made = drop(given, teacher, position=2)
    back = reverse("ruling_take_back", args=[given.pk, slot(given, 2).pk])
    for person in (student, outsider, factories.TeacherFactory()):
        client.force_login(person)
        assert client.get(page(given)).status_code in {403, 404}
        sent = {"kind": "dropped", "reason": "So.", "seen": str(made.pk)}
        assert client.post(page(given), sent).status_code in {403, 404}
        assert client.post(back, {"ruling": made.pk}).status_code in {403, 404}
    assert list(QuestionRuling.objects.standing()) == [made]


def test_a_question_of_another_quiz_has_no_page_here(as_teacher, teacher, given):
    other = teaching.quiz(teacher, title="Week 2").slots.get(position=1)
    assert as_teacher.get(reverse("ruling", args=[given.pk, other.pk])).status_code == 404


def test_the_student_is_told_in_the_results_and_in_the_list(as_student, teacher, given, attempt):
    before = text(as_student.get(reverse("attempt_results", args=[attempt.pk])))
    assert "None of the points" in before
    made = drop(given, teacher)
    shown = as_student.get(reverse("attempt_results", args=[attempt.pk]))
    assert "2 of 2 points" in text(shown)
    assert "Question 1 is dropped: it counts for nobody." in text(shown)
    assert "Dropped counts for nobody" in text(shown)
    assert SHOWN in shown.content.decode()
    assert "Challenge this mark" not in text(shown)
    assert "None of the points" not in text(shown)
    assert "Question 1 dropped" in text(as_student.get(reverse("assignments")))
    service.take_back(ruling=made, by=teacher)
    shown = text(as_student.get(reverse("attempt_results", args=[attempt.pk])))
    assert "Question 1 counts again: it is no longer dropped." in shown
    assert "2 of 4 points" in shown
    assert "Question 1 counts again" in text(as_student.get(reverse("assignments")))


def test_a_bonus_is_told_as_one(client, student, teacher, given, attempt):
    drop(given, teacher, kind="bonus")
    client.force_login(student)
    shown = text(client.get(reverse("attempt_results", args=[attempt.pk])))
    assert "4 of 4 points" in shown
    assert "2 of 2 points Bonus to all" in shown
    client.force_login(teacher)
    assert "2, bonus" in text(client.get(reverse("results", args=[given.pk])))


def test_results_that_are_not_shown_yet_tell_of_it_without_a_verdict(as_student, teacher, student):
    given = teaching.assignment(teacher, student, feedback="closed")
    attempt = attempts.submit(attempt=attempts.start(assignment=given, student=student))
    drop(given, teacher)
    shown = text(as_student.get(reverse("attempt_results", args=[attempt.pk])))
    assert "Question 1 is dropped: it counts for nobody." in shown
    assert "points" not in shown


def test_who_is_at_work_is_told_by_the_page_that_asks_and_before_handing_in(
    as_student, teacher, student, given
):
    attempt = attempts.start(assignment=given, student=student)
    asked = reverse("attempt_end", args=[attempt.pk])
    assert "dropped" not in text(as_student.get(asked))
    drop(given, teacher)
    said = "Question 1 is dropped: it counts for nobody."
    assert said in text(as_student.get(asked))
    question = as_student.get(reverse("attempt_question", args=[attempt.pk, 1]))
    assert said in text(question)
    assert SHOWN in question.content.decode()
    handing_in = text(as_student.get(reverse("attempt_submit", args=[attempt.pk])))
    assert said in handing_in
    assert "1 of 2 questions is not finished" in handing_in


def test_what_only_a_dropped_question_lacks_is_nothing_missing(as_student, teacher, student, given):
    attempt = attempts.start(assignment=given, student=student)
    attempts.save(item_session=attempt.item_sessions.get(position=2), entry=["x"], sequence=1)
    drop(given, teacher)
    shown = text(as_student.get(reverse("attempt_submit", args=[attempt.pk])))
    assert "not finished" not in shown


def test_somebody_else_s_assignment_says_nothing_of_it(as_student, teacher, student, given):
    other = teaching.give(given.quiz, given.classroom, attempts_allowed=2)
    attempt = attempts.start(assignment=other, student=student)
    drop(given, teacher)
    assert "dropped" not in text(as_student.get(reverse("attempt_end", args=[attempt.pk])))


def test_the_file_names_what_is_dropped_and_is_out_of_less(as_teacher, teacher, given, attempt):
    drop(given, teacher)
    reply = as_teacher.get(reverse("results_csv", args=[given.pk]))
    headings, *lines = csv.reader(reply.content.decode("utf-8-sig").splitlines())
    title = slot(given).question.title
    assert f"Q1 points ({title}; dropped)" in headings
    line = next(one for one in lines if one[0] == "Sam Student")
    found = dict(zip(headings, line, strict=True))
    assert (found["Points"], found["Out of"]) == ("2", "2")
    assert found[f"Q1 points ({title}; dropped)"] == ""
    assert found[f"Q1 verdict ({title}; dropped)"] == "incorrect"


def test_an_answer_s_page_says_that_its_question_is_dropped(as_teacher, teacher, given, attempt):
    session = attempt.item_sessions.get(position=1)
    drop(given, teacher)
    shown = text(as_teacher.get(reverse("response", args=[given.pk, session.pk])))
    assert "Question 1 is dropped: it counts for nobody." in shown
    assert "Let this question count again" in shown


def test_a_regrade_of_a_dropped_question_is_not_told_as_changed_points(
    as_student, admin, teacher, student
):
    version = factories.expression_version("3x")
    version.question.skills.add(factories.SkillFactory())
    given = teaching.assignment(
        teacher, student, versions=[version, factories.expression_version()]
    )
    attempt = attempts.start(assignment=given, student=student)
    attempts.save(item_session=attempt.item_sessions.get(position=1), entry=["2x"], sequence=1)
    attempts.submit(attempt=attempt)
    grading.finish(attempt)
    teaching.regraded(version, admin, may_lower=True, key="2x")
    assert Response.objects.get(item_session__position=1).verdict == "correct"
    assert "points changed" in text(as_student.get(reverse("assignments")))
    made = drop(given, teacher)
    assert "points changed" not in text(as_student.get(reverse("assignments")))
    service.take_back(ruling=made, by=teacher)
    assert "points changed" in text(as_student.get(reverse("assignments")))


def test_the_admin_reads_rulings_and_changes_none(as_admin, teacher, given):
    made = drop(given, teacher)
    listed = as_admin.get(reverse("admin:questions_questionruling_changelist"))
    assert slot(given).question.title in listed.content.decode()
    own = as_admin.get(reverse("admin:questions_questionruling_change", args=[made.pk]))
    assert SHOWN in own.content.decode()
    assert 'name="_save"' not in own.content.decode()


def test_a_key_of_thousands_of_digits_names_no_ruling(as_teacher, teacher, given, attempt):
    drop(given, teacher)
    away = reverse("ruling_take_back", args=[given.pk, slot(given).pk])
    assert as_teacher.post(away, {"ruling": "9" * 5000}).status_code == 404
    assert given.rulings.standing().count() == 1
