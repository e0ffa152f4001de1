"""The pages of mock exams: what is told, when, and to whom."""

import re

import pytest
from django.urls import reverse

from questions.models import Attempt, Response
from questions.services import attempts, mocks
from tests import factories, teaching
from tests.services.test_mocks import number_version

pytestmark = pytest.mark.django_db
REMARK, SOLUTION = "canary-remark", "canary-solution"


@pytest.fixture
def preset(db):
    for _ in range(3):
        version = factories.VersionFactory()
        version.content |= {"explanation": SOLUTION}
        version.content["options"][1]["feedback"] = REMARK
        version.save()
    number_version("0.770077")
    return factories.PresetFactory()


@pytest.fixture
def mock(preset, student):
    return mocks.start(preset=preset, student=student)


def address(name, mock, *more):
    return reverse(name, args=[mock.pk, *more])


def test_the_rules_are_told_before_the_start(as_student, preset):
    assert str(preset) in as_student.get(reverse("mocks")).content.decode()
    shown = as_student.get(reverse("mock", args=[preset.slug])).content.decode()
    assert "4 questions, 5 marks, 60 minutes" in shown
    assert "the first 2 answered count. Right +2, wrong −2/3, not answered 0." in shown
    assert "A number counts as right to within 0.01" in shown
    assert "The whole exam has" not in shown


def test_a_shorter_mock_says_what_it_leaves_out(as_student, preset):
    preset.rules["sections"][0]["parts"][0] |= {"shown": 6, "counted": 4}
    preset.save()
    shown = as_student.get(reverse("mock", args=[preset.slug])).content.decode()
    assert "The whole exam has 7 questions and takes 60 minutes." in shown
    assert "not enough questions of each kind" in shown


def test_starting_twice_leads_to_one_mock(as_student, preset):
    for _ in range(2):
        reply = as_student.post(reverse("mock_start", args=[preset.slug]), follow=True)
        assert "Question 1 of 4" in reply.content.decode()
    assert Attempt.objects.count() == 1
    assert b"Go on" in as_student.get(reverse("mocks")).content


def test_a_question_says_its_section_and_marks_and_the_palette_all_five_states(as_student, mock):
    as_student.get(address("attempt_question", mock, 1))
    for position, entry, go in ((1, "a", "next"), (2, "b", "mark"), (3, "", "mark")):
        sent = {"sequence": 1, "entry": entry, "go": go}
        as_student.post(address("attempt_save", mock, position), sent)
    shown = as_student.get(address("attempt_question", mock, 1)).content.decode()
    assert "Section A" in shown
    assert "+2, wrong −2/3, not answered 0" in shown
    for state in ("Answered", "Answered and marked", "Marked for review", "Not visited"):
        assert f'<span class="place-state">{state}</span>' in shown
    here = as_student.get(address("attempt_question", mock, 4)).content.decode()
    assert '<span class="place-state">Not answered</span>' in here
    assert "decimals by the rule above" in here
    assert "a rounded decimal does not" not in here


def test_no_secret_is_in_any_page_before_handing_in_and_all_are_after(as_student, mock):
    found = ""
    for position, entry in ((1, "b"), (2, "a"), (4, "5")):
        sent = {"sequence": 1, "entry": entry, "go": "next"}
        save = address("attempt_save", mock, position)
        found += as_student.post(save, sent, follow=True).content.decode()
    names = ("attempt", "attempt_submit", "attempt_results")
    for one in [address(name, mock) for name in names] + [reverse("mocks"), reverse("progress")]:
        found += as_student.get(one, follow=True).content.decode()
    assert [one for one in (REMARK, SOLUTION, "0.77", "Incorrect") if one in found] == []
    told = as_student.post(address("attempt_submit", mock), follow=True).content.decode()
    assert "1 1/3 <span" in told
    assert "Wrong answers took away 2/3 marks." in told
    assert "of the points" not in told
    for shown in (REMARK, SOLUTION, "0.770077", "By section", "Section B"):
        assert shown in told
    for position in range(1, 5):
        assert f'href="#question-{position}"' in told, "a report has a list of its questions"
    assert not re.search('<details class="card worked"[^>]* open', told), "it is long enough"
    assert Response.objects.count() == 3


def test_nobody_else_sees_a_mock_or_writes_in_it(client, classmate, teacher, admin, mock):
    for other in (classmate, teacher, admin):
        client.force_login(other)
        for name in ("attempt", "attempt_submit", "attempt_results"):
            assert client.get(address(name, mock)).status_code == 404
        sent = {"sequence": 1, "entry": "a"}
        assert client.post(address("attempt_save", mock, 1), sent).status_code == 404
    assert not mock.item_sessions.exclude(entry=[]).exists()


def test_visitors_are_sent_to_sign_in_and_a_start_wants_a_post(client, as_student, preset):
    assert as_student.get(reverse("mock_start", args=[preset.slug])).status_code == 405
    client.logout()
    assert client.get(reverse("mock", args=[preset.slug])).status_code == 302
    told = client.get(reverse("mocks"), follow=True).content.decode()
    assert "An account is needed there. After this you come back to it." in told
    told = client.post(reverse("mock_start", args=[preset.slug]), follow=True).content.decode()
    assert "An account is needed for that." in told
    assert "come back to it" not in told
    assert not Attempt.objects.exists()


def test_a_preset_that_is_not_offered_is_not_there(as_student, preset):
    type(preset).objects.update(is_offered=False)
    assert as_student.get(reverse("mock", args=[preset.slug])).status_code == 404
    assert as_student.post(reverse("mock_start", args=[preset.slug])).status_code == 404


def test_a_mock_hides_no_assignment_that_waits(as_student, student, teacher, mock):
    teaching.assignment(teacher, student)
    attempts.submit(attempt=mock)
    assert "Week 1" in as_student.get(reverse("assignments")).content.decode()
    assert "Week 1" in as_student.get(reverse("today")).content.decode()


def test_a_report_takes_the_same_queries_for_one_answer_and_many(as_student, mock, student, preset):
    attempts.submit(attempt=mock)
    few = teaching.queries(as_student, address("attempt_results", mock))
    more = mocks.start(preset=preset, student=student)
    for position in (1, 2, 3):
        session = more.item_sessions.get(position=position)
        attempts.save(item_session=session, entry=["b"], sequence=1)
    attempts.submit(attempt=more)
    teaching.queries(as_student, address("attempt_results", more))
    assert teaching.queries(as_student, address("attempt_results", more)) <= few + 1
