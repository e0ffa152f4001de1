"""Regrading from the question's page: seen first, then confirmed, then taken back."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from questions.models import PracticeExam, Regrade
from questions.services import banks, regrading
from tests.admin.test_questions import page, shown
from tests.factories import (
    ItemSessionFactory,
    ResponseFactory,
    SkillFactory,
    expression_version,
)
from tests.services.test_regrading import RIGHT, WRONG, answer, correct_key, verdicts
from tests.teaching import queries

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    monkeypatch.setattr(regrading, "in_background", regrading.work)


@pytest.fixture
def question(db):
    version = expression_version("3x")
    version.question.skills.add(SkillFactory())
    return version.question


def act(client, regrade, name, **values):
    address = reverse(f"admin:questions_regrade_{name}", args=[regrade.pk])
    return client.post(address, values, follow=True)


def begin(client, question):
    address = reverse("admin:questions_regrade_begin", args=[question.pk])
    return client.post(address, follow=True)


def test_a_corrected_key_reaches_the_marks_by_three_buttons(as_admin, admin, question):
    answers = [answer(question, RIGHT, "incorrect"), answer(question, WRONG, "correct")]
    assert "Regrade 2 answers" not in shown(as_admin.get(page(question)))
    correct_key(question, admin)
    assert "Regrade 2 answers with version 2’s key" in shown(as_admin.get(page(question)))
    said = shown(begin(as_admin, question))
    assert "Nothing is changed yet" in said
    assert "<strong>1</strong> answer gains, <strong>1</strong> loses" in said
    regrade = Regrade.objects.get()
    refused = shown(act(as_admin, regrade, "confirm", reason=" ", may_lower="on"))
    assert "Say why, in a sentence" in refused
    said = shown(act(as_admin, regrade, "confirm", reason="the key had a slip", may_lower="on"))
    assert "<strong>2 answers regraded</strong>" in said
    assert verdicts(answers) == ["correct", "incorrect"]
    act(as_admin, regrade, "confirm", reason="a double click")
    regrade.refresh_from_db()
    assert regrade.reason == "the key had a slip"
    assert "every answer has what it had before" in shown(act(as_admin, regrade, "undo"))
    assert verdicts(answers) == ["incorrect", "correct"]
    assert "The latest regrade" in shown(as_admin.get(page(question)))


def test_a_regrade_that_lowers_nothing_does_not_say_that_somebody_lost(as_admin, admin, question):
    answer(question, WRONG, "correct")
    correct_key(question, admin)
    assert "The results of 1 student change." in shown(begin(as_admin, question))
    said = shown(act(as_admin, Regrade.objects.get(), "confirm", reason="the key had a slip"))
    assert "Who would lose keeps the points that there were." in said
    assert "Loses: keeps them" in said
    assert "The results of" not in said


def test_a_regrade_is_begun_and_seen_by_an_editor_of_the_question_alone(
    as_admin, admin, question, client, teacher
):
    answer(question, RIGHT, "incorrect")
    correct_key(question, admin)
    regrade = regrading.begin(question=question, by=admin)
    teacher.is_staff = True
    teacher.save()
    client.force_login(teacher)
    assert begin(client, question).status_code == 404
    assert act(client, regrade, "confirm", reason="so").status_code == 404
    address = reverse("admin:questions_regrade_confirm", args=[regrade.pk])
    assert client.get(address).status_code == 405


def test_the_page_takes_the_same_queries_for_1_and_20_answers(as_admin, admin, question):
    counts = []
    for many in (1, 20):
        for _ in range(many):
            answer(question, RIGHT, "incorrect")
        if not counts:
            correct_key(question, admin)
        regrade = regrading.begin(question=question, by=admin)
        regrading.work(regrade)
        address = reverse("admin:questions_regrade_change", args=[regrade.pk])
        as_admin.get(address)  # What a process looks up once is known from here on.
        counts.append(queries(as_admin, address))
        Regrade.objects.all().delete()
    assert counts[0] == counts[1]


def test_the_page_of_a_question_begins_with_links_to_what_stands_far_below(
    as_admin, admin, question
):
    answer(question, RIGHT, "incorrect")
    correct_key(question, admin)
    body = shown(as_admin.get(page(question)))
    top, _, rest = body.partition('aria-label="On this page"')[2].partition("</nav>")
    assert re.findall('href="#([^"]+)">([^<]+)<', top) == [
        ("preview", "Preview"),
        ("versions-title", "Versions"),
        ("usage", "Usage"),
        ("regrade-title", "Regrade"),
    ]
    for name in ("preview", "versions-title", "usage", "regrade-title"):
        assert f'id="{name}"' in rest
    new = shown(as_admin.get(reverse("admin:questions_question_add")))
    assert 'href="#versions-title"' not in new


def test_the_answers_that_a_regrade_leaves_out_are_told_with_why(as_admin, admin, question):
    first = answer(question, RIGHT, "incorrect")
    ResponseFactory(item_session=first.item_session, raw=WRONG, verdict="correct")
    version = question.versions.get(number=1)
    ResponseFactory(item_session=ItemSessionFactory(version=version))
    in_exam = ItemSessionFactory(version=version)
    in_exam.exam = PracticeExam.objects.create(
        student=in_exam.student,
        started_at=timezone.now(),
        scope="all",
        title="Exam",
        pool=[],
        seed=1,
        least=5,
        most=9,
        **dict.fromkeys(("prior_mean", "prior_deviation", "wanted_error"), 1.0),
    )
    in_exam.save()
    ResponseFactory(item_session=in_exam)
    correct_key(question, admin)
    told = shown(as_admin.get(page(question)))
    assert "Regrade 1 answer with" in told
    assert (
        "Of 4 answers to earlier versions, every try counted, these are not among them: 1 in "
        "practice exams; 1 more at the same problems, judged with them; 1 in what "
        "is not handed in or finished yet."
    ) in told


def test_a_regrade_that_could_move_no_mark_has_no_button(as_admin, admin, question):
    answer(question, RIGHT, "incorrect")
    content = {**question.versions.get(number=1).content, "hints": ["Bring it down."]}
    draft = banks.save_draft(question=question, content=content, by=admin)
    banks.make_ready(version=draft, by=admin, render=lambda _: None, accepts_warnings=True)
    told = shown(as_admin.get(page(question)))
    assert "Regrade 1 answer" not in told
    assert "1 answer to earlier versions would be marked as it is" in told
