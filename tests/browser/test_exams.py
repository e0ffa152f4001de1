"""A practice exam in a browser: taken, left, gone on with, and looked at everywhere."""

import random
from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from playwright.sync_api import expect

from questions import problems
from questions.models import ItemSession, PracticeExam, Response
from questions.services import draws, exam_answers, exams
from tests.browser.looking import look

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pinned(monkeypatch):
    """The same questions and variants in each run."""
    chance = random.Random(7)
    monkeypatch.setattr(draws.secrets, "randbelow", chance.randrange)


def solve(exam, count):
    """Choices right, formulas with zero, every third one with nothing."""
    for place in range(count):
        session = exams.go_on(exam)
        problem = problems.stored(session.variant.instance)
        entry = [one.id for one in problem.options if one.correct] or list(problem.accepted[:1])
        if problem.kind in problems.MATHS_KINDS:
            entry = ["0"] * problem.fields
        if place % 3 == 2:
            exam_answers.skip(item_session=session)
            continue
        with suppress(ValidationError):
            exam_answers.answer(item_session=session, entry=entry)
        # A wrong shape is refused once.
        session.refresh_from_db()
        exam_answers.answer(item_session=session, entry=entry)


def test_an_exam_is_taken_left_and_gone_on_with(page, site, complaints, sign_in, student, pinned):
    sign_in(page, student)
    page.goto(f"{site}{reverse('exams')}")
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_role("heading", name="Question 1")).to_be_visible()
    page.get_by_role("button", name="I don't know").click()
    expect(page.get_by_role("heading", name="Question 2")).to_be_visible()
    page.go_back()
    page.reload()
    expect(page.get_by_role("heading", name="Question 2")).to_be_visible()
    session = ItemSession.objects.get(exam__student=student, position=2)
    if page.locator(".choice").count():
        page.locator(".choice input").first.check()
    else:
        page.locator("input[name=entry]").first.fill("x+1")
    expect(page.locator("#saved")).to_contain_text("Saved ")
    page.close()
    session.refresh_from_db()
    assert session.entry
    assert session.finished_at is None


def test_a_double_click_answers_once(page, site, complaints, sign_in, student, pinned):
    sign_in(page, student)
    page.goto(f"{site}{reverse('exams')}")
    page.get_by_role("button", name="Start").dblclick()
    expect(page.get_by_role("heading", name="Question 1")).to_be_visible()
    page.get_by_role("button", name="I don't know").dblclick()
    expect(page.get_by_role("heading", name="Question 2")).to_be_visible()
    assert PracticeExam.objects.count() == 1
    assert ItemSession.objects.exclude(finished_at=None).count() == 1


def test_the_pages_read_well_everywhere(page, site, complaints, sign_in, student, pinned):
    sign_in(page, student)
    page.goto(f"{site}{reverse('exams')}")
    look(page, "exams")
    exam = exams.start(student=student)
    solve(exam, 9)
    page.goto(f"{site}{reverse('exam', args=[exam.pk])}")
    look(page, "exam-question")
    page.goto(f"{site}{reverse('exam_stop', args=[exam.pk])}")
    look(page, "exam-stop")
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_role("heading", name="What you would solve")).to_be_visible()
    look(page, "exam-result")
    page.goto(f"{site}{reverse('exams')}")
    look(page, "exams-taken")
    assert Response.objects.exists()
