import re

import pytest
from django.urls import reverse
from django.utils import timezone

from questions.models import ItemSession, PracticeExam, Response
from questions.services import exam_answers, exams
from tests import factories
from tests.teaching import queries

HTMX = {"HTTP_HX_REQUEST": "true"}
REMARK, SOLUTION = "canary-remark", "canary-solution"


@pytest.fixture
def topic(db):
    return factories.TopicFactory(name="Rules", slug="rules")


@pytest.fixture
def questions(topic):
    skill, bank = factories.SkillFactory(topic=topic), factories.BankFactory()
    for place in range(12):
        version = factories.VersionFactory(question__bank=bank)
        version.content |= {"difficulty": place / 4, "explanation": SOLUTION}
        version.content["options"][1]["feedback"] = REMARK
        version.save()
        version.question.skills.add(skill)


@pytest.fixture
def exam(student, questions):
    return exams.start(student=student)


def address(name, exam, *more):
    return reverse(name, args=[exam.pk, *more])


def answer(client, exam, position, entry="a", **more):
    sent = {"sequence": 1, "entry": entry, "go": "next", **more}
    return client.post(address("exam_answer", exam, position), sent, follow=True)


def test_starting_twice_leads_to_the_first_question_of_one_exam(as_student, questions):
    for _ in range(2):
        reply = as_student.post(reverse("exam_start"), {"topic": "rules"}, follow=True)
        assert b"Question 1" in reply.content
    assert PracticeExam.objects.get().title == "Rules"
    assert ItemSession.objects.count() == 1


def test_a_start_on_too_few_questions_says_why(as_student, topic):
    factories.VersionFactory().question.skills.add(factories.SkillFactory(topic=topic))
    reply = as_student.post(reverse("exam_start"), follow=True)
    assert b"an estimate takes 8 at least" in reply.content


def test_a_length_is_chosen_at_the_start(as_student, questions):
    page = as_student.get(reverse("exams")).content.decode()
    assert "Short: about 20 questions" in page
    as_student.post(reverse("exam_start"), {"length": "short"})
    assert PracticeExam.objects.get().most == 25


@pytest.mark.parametrize("sent", [{"topic": "gone"}, {"length": "endless"}])
def test_a_start_on_a_topic_or_length_that_is_gone_says_so(as_student, questions, sent):
    reply = as_student.post(reverse("exam_start"), sent, follow=True)
    assert b"does not exist any more" in reply.content


@pytest.mark.parametrize("entry", ["a", "b"])
def test_an_answer_leads_on_without_a_word_about_it(as_student, exam, entry):
    as_student.get(address("exam", exam))
    reply = answer(as_student, exam, 1, entry)
    shown = reply.content.decode()
    assert "Question 2" in shown
    for told in ("Correct", "Incorrect", "Not right", REMARK, SOLUTION):
        assert told not in shown
    assert 'class="messages' not in shown


def test_nothing_of_a_running_exam_is_told_elsewhere(as_student, exam):
    as_student.get(address("exam", exam))
    answer(as_student, exam, 1, "b")
    session = ItemSession.objects.get(position=1)
    assert as_student.get(reverse("practice_question", args=[session.pk])).status_code == 404
    for name in ("progress", "mistakes", "today", "exams"):
        shown = as_student.get(reverse(name)).content.decode()
        assert REMARK not in shown
        assert "verdict-incorrect" not in shown
    assert as_student.get(address("exam_result", exam)).url == address("exam", exam)


def test_a_second_tab_is_told_that_its_question_was_answered(as_student, exam):
    as_student.get(address("exam", exam))
    answer(as_student, exam, 1, "b")
    reply = answer(as_student, exam, 1, "a")
    assert b"its first answer counts" in reply.content
    assert b"Question 2" in reply.content
    assert Response.objects.get().raw == ["b"]


def test_leaving_a_question_out_goes_on(as_student, exam):
    as_student.get(address("exam", exam))
    assert b"Question 2" in answer(as_student, exam, 1, go="skip").content
    assert not Response.objects.exists()


def test_what_is_blank_is_refused_on_the_same_question(as_student, exam):
    as_student.get(address("exam", exam))
    reply = as_student.post(address("exam_answer", exam, 1), {"sequence": 1, "go": "next"})
    assert b"Nothing was written yet" in reply.content
    assert b"Question 1<" in reply.content


def test_what_is_being_written_is_kept_and_shown_again(as_student, exam):
    as_student.get(address("exam", exam))
    sent = {"sequence": 4, "entry": "b"}
    assert b"Saved" in as_student.post(address("exam_save", exam, 1), sent, **HTMX).content
    older = as_student.post(address("exam_save", exam, 1), {"sequence": 2, "entry": "c"}, **HTMX)
    assert b"A newer answer was saved" in older.content
    shown = as_student.get(address("exam", exam)).content.decode()
    assert re.search(r'value="b" checked', shown)


def test_saving_after_answering_is_refused(as_student, exam):
    as_student.get(address("exam", exam))
    answer(as_student, exam, 1, "b")
    reply = as_student.post(address("exam_save", exam, 1), {"sequence": 9, "entry": "a"}, **HTMX)
    assert b"answered already" in reply.content


def test_stopping_asks_first_and_then_shows_the_result_with_every_question(as_student, exam):
    as_student.get(address("exam", exam))
    answer(as_student, exam, 1, "b")
    assert b"1 question answered" in as_student.get(address("exam_stop", exam)).content
    for _ in range(2):
        reply = as_student.post(address("exam_stop", exam), follow=True)
    shown = reply.content.decode()
    assert "of 100 questions" in shown
    assert "You stopped it before enough was known" in shown
    assert REMARK in shown
    assert SOLUTION in shown
    assert "Standard error" in shown


def test_an_exam_that_ends_by_itself_leads_to_its_result(as_student, exam):
    as_student.get(address("exam", exam))
    for position in range(1, 12):
        answer(as_student, exam, position)
    reply = answer(as_student, exam, 12)
    assert reply.redirect_chain[-1][0] == address("exam_result", exam)
    assert b"because no question was left" in reply.content
    assert b"about" in as_student.get(reverse("exams")).content


@pytest.mark.parametrize(
    ("entry", "said", "listed"),
    [("b", "No answer was right", "at most about"), ("a", "Every answer was right", "at least")],
)
def test_answers_that_all_went_one_way_give_a_bound_and_no_range(
    as_student, exam, entry, said, listed
):
    as_student.get(address("exam", exam))
    for position in range(1, 13):
        reply = answer(as_student, exam, position, entry)
    shown = reply.content.decode()
    assert said in shown
    assert "a range made this way" not in shown
    assert "the range is wider" not in shown
    assert listed in as_student.get(reverse("exams")).content.decode()


def test_an_exam_stopped_at_once_says_that_there_is_nothing_to_say(as_student, exam):
    as_student.get(address("exam", exam))
    reply = as_student.post(address("exam_stop", exam), follow=True)
    assert b"stopped before an answer" in reply.content


NAMES = ("exam", "exam_stop", "exam_result")


@pytest.mark.parametrize("name", NAMES)
def test_nobody_else_gets_at_an_exam(client, classmate, teacher, admin, exam, name):
    for other in (classmate, teacher, admin):
        client.force_login(other)
        assert client.get(address(name, exam)).status_code == 404


@pytest.mark.parametrize("name", ["exam_answer", "exam_save", "exam_preview"])
def test_nobody_else_writes_in_an_exam(client, classmate, exam, name):
    exams.go_on(exam)
    client.force_login(classmate)
    sent = {"sequence": 1, "entry": "a", "go": "next"}
    assert client.post(address(name, exam, 1), sent).status_code == 404
    client.logout()
    assert client.post(address(name, exam, 1), sent).status_code == 302
    assert not Response.objects.exists()


@pytest.mark.parametrize("name", ["exam_answer", "exam_save", "exam_preview"])
def test_what_writes_takes_posts_alone(as_student, exam, name):
    assert as_student.get(address(name, exam, 1)).status_code == 405


def test_a_preview_says_how_a_field_is_read(as_student, student, topic):
    skill, bank = factories.SkillFactory(topic=topic), factories.BankFactory()
    for _ in range(8):
        factories.expression_version(question__bank=bank).question.skills.add(skill)
    exam = exams.start(student=student)
    exams.go_on(exam)
    sent = {"entry": "x^2", "position": 0}
    assert b"<math" in as_student.post(address("exam_preview", exam, 1), sent).content
    without_script = as_student.post(address("exam_preview", exam, 1), {"entry": "x^2"})
    assert b'value="x^2"' in without_script.content


def test_the_pages_take_the_same_queries_for_one_answer_and_many(as_student, student, exam):
    def answered(count):
        for _ in range(count):
            exam_answers.answer(item_session=exams.go_on(exam), entry=["a"])
        exams.go_on(exam)

    answered(1)
    few = queries(as_student, address("exam", exam)), queries(as_student, reverse("exams"))
    answered(6)
    many = queries(as_student, address("exam", exam)), queries(as_student, reverse("exams"))
    assert many == few


def test_the_result_takes_the_same_queries_for_one_answer_and_many(as_student, student, exam):
    found = []
    for count in (1, 6):
        for _ in range(count):
            exam_answers.answer(item_session=exams.go_on(exam), entry=["a"])
        exams.end(exam, at=timezone.now())
        found.append(queries(as_student, address("exam_result", exam)))
        PracticeExam.objects.update(ended_at=None)
        exam.refresh_from_db()
    assert found[0] == found[1]
