"""A teacher drops a question; who is at work and who has handed in are told; it is taken back."""

import datetime
import re

import pytest
from django.db import transaction
from playwright.sync_api import expect

from questions.models import Question, QuestionRuling
from questions.services import assignments, attempts, classrooms
from questions.services import rulings as service
from tests import factories, teaching
from tests.browser.looking import look

pytestmark = pytest.mark.django_db(transaction=True)
SAID = "Question 1 is dropped: it counts for nobody."


@pytest.fixture
def given(site, teacher, student):
    """Handed in by two others: one rises and one falls without the first question."""
    generated = Question.objects.get(bank__slug="generated", slug="derivative-3").ready_version
    plain = factories.expression_version()
    given = teaching.assignment(teacher, student, versions=(generated, plain))
    for right in (1, 2):
        other = factories.StudentFactory(name=f"Rita Right {right}")
        classrooms.join(student=other, code=given.classroom.join_code)
        attempt = attempts.start(assignment=given, student=other)
        for session in attempt.item_sessions.select_related("variant"):
            key = session.variant.instance["key"]
            entry = key if session.position == right else "1234"
            attempts.save(item_session=session, entry=[entry], sequence=1)
        attempts.submit(attempt=attempt)
    return given


def test_a_teacher_looks_who_changes_drops_it_and_takes_it_back(
    page, site, complaints, sign_in, teacher, given
):
    results = f"{site}/assignments/{given.pk}/results/"
    sign_in(page, teacher)
    page.goto(results)
    page.get_by_role("link", name="Drop question 1").click()
    expect(page.get_by_role("heading", name="Drop question 1?")).to_be_visible()
    look(page, "ruling-before")
    page.get_by_role("button", name="Apply to everybody").click()
    page.get_by_label("Drop it: it counts for nobody").check()
    page.get_by_label("Why").fill("The picture was wrong.")
    page.get_by_role("button", name="Apply to everybody").dblclick()
    expect(
        page.get_by_text("Question 1 is dropped. Everybody who has begun is told.")
    ).to_be_visible()
    look(page, "ruling-results")
    page.get_by_role("link", name=re.compile("Rita Right 1, question 1")).click()
    expect(page.get_by_text(SAID)).to_be_visible()
    look(page, "ruling-answer")
    page.get_by_role("link", name="Let this question count again").click()
    look(page, "ruling-back")
    page.get_by_role("button", name="Let it count again").click()
    expect(page.get_by_text("Question 1 counts again: it is no longer dropped.")).to_be_visible()
    look(page, "ruling-taken-back")


def test_who_is_at_work_is_told_on_the_open_page_and_keeps_what_is_written(
    page, site, complaints, sign_in, teacher, student, given
):
    attempt = attempts.start(assignment=given, student=student)
    sign_in(page, student)
    page.goto(f"{site}/attempts/{attempt.pk}/1/")
    page.locator("[name=entry]").first.fill("12x")
    service.rule(
        assignment=given, slot=given.quiz.slots.get(position=1), kind="dropped",
        reason="The picture was wrong.", by=teacher, seen=[],
    )  # fmt: skip
    expect(page.locator("#end").get_by_text(SAID)).to_be_visible()
    expect(page.locator("#clock-said")).to_have_text(SAID)
    expect(page.locator("[name=entry]").first).to_have_value("12x")
    given.closes_at += datetime.timedelta(minutes=7)
    with transaction.atomic():
        service.rule(
            assignment=given, slot=given.quiz.slots.get(position=2), kind="bonus",
            reason="Too long.", by=teacher, seen=[QuestionRuling.objects.get().pk],
        )  # fmt: skip
        assignments.change(
            assignment=given, opens_at=given.opens_at, closes_at=given.closes_at, minutes=None,
            attempts_allowed=1,
        )  # fmt: skip
    expect(page.locator("#clock-said")).to_have_text(
        re.compile("^The time was changed.* Question 2 is a bonus: everybody gets all its points.$")
    )
    service.take_back(ruling=QuestionRuling.objects.get(kind="bonus"), by=teacher)
    expect(page.locator("#clock-said")).to_have_text(re.compile("Question 2 counts again"))
    look(page, "ruling-at-work")
    page.get_by_role("button", name="Hand in").first.click()
    expect(page.get_by_text(SAID)).to_be_visible()
    look(page, "ruling-handing-in")
    page.goto(f"{site}/attempts/{attempt.pk}/1/")
    expect(page.get_by_text("The picture was wrong.")).to_be_visible()
    look(page, "ruling-question")
    page.goto(f"{site}/attempts/{attempt.pk}/submit")
    page.get_by_role("button", name="Hand in").click()
    expect(page.get_by_text("of 2 points", exact=True)).to_be_visible()
    look(page, "ruling-own")
    page.goto(f"{site}/assignments/")
    expect(page.get_by_text("Question 1 dropped")).to_be_visible()
    look(page, "ruling-list")
