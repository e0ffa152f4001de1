"""A student challenges a mark, the teacher decides, the student reads it."""

import re

import pytest
from playwright.sync_api import expect

from questions.models import Challenge, Question
from questions.services import attempts
from tests import factories, teaching
from tests.browser.looking import look

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def attempt(site, teacher, student):
    """A question of the product rule answered by a usual mistake, and one that varies not."""
    generated = Question.objects.get(bank__slug="generated", slug="derivative-3").ready_version
    plain = factories.expression_version()
    given = teaching.assignment(teacher, student, versions=(generated, plain))
    attempt = attempts.start(assignment=given, student=student)
    first, second = attempt.item_sessions.select_related("variant").order_by("position")
    wrong = first.variant.instance["mistakes"][0]["answer"]
    attempts.save(item_session=first, entry=[wrong], sequence=1)
    attempts.save(item_session=second, entry=["x"], sequence=1)
    return attempts.submit(attempt=attempt)


def send(page, position, reason, *, looked_at=""):
    """From the results of the attempt, by hand, pressing twice."""
    page.get_by_role("link", name=re.compile(f"Challenge this mark.*question {position}")).click()
    field = page.get_by_label("Why should the mark be another?")
    expect(field).to_be_visible()
    if looked_at:
        look(page, looked_at)
    field.fill(reason)
    page.get_by_role("button", name="Send to your teacher").dblclick()
    expect(page.get_by_text("Your challenge is sent.")).to_be_visible()
    expect(page.get_by_text(reason)).to_be_visible()


def test_a_mark_is_challenged_kept_or_changed_and_the_student_reads_it(
    page, site, complaints, sign_in, teacher, student, attempt
):
    own = f"{site}/attempts/{attempt.pk}/results/"
    sign_in(page, student)
    page.goto(own)
    look(page, "challenge-offered")
    send(page, 1, "It is the same, only not written out.", looked_at="challenge-form")
    send(page, 2, "x means 2x.")
    assert Challenge.objects.waiting().count() == 2
    look(page, "challenge-waiting")

    sign_in(page, teacher)
    page.goto(f"{site}/today/")
    page.get_by_role("link", name="2 answers wait for you").click()
    look(page, "challenge-queue")
    page.get_by_role("link", name=re.compile("question 1")).click()
    look(page, "challenge-decide")
    page.get_by_role("link", name="Look at the question").click()
    expect(page.get_by_text("Each student gets a variant of their own")).to_be_visible()
    page.go_back()
    page.get_by_label("Why the mark stays").fill("A factor is lost.")
    page.get_by_role("button", name="Keep the mark").click()
    expect(page.get_by_text("The mark stays, and the student reads why. 1 more")).to_be_visible()
    page.get_by_role("link", name=re.compile("question 2")).click()
    page.get_by_label("Correct: all points").check()
    page.get_by_label("Reason").fill("Meant so.")
    page.get_by_role("button", name="Set the mark").click()
    expect(page.get_by_text("Decided.")).to_be_visible()
    look(page, "challenge-changed")

    sign_in(page, student)
    page.goto(own)
    expect(page.get_by_text("Mark kept")).to_be_visible()
    expect(page.get_by_text("Mark changed")).to_be_visible()
    look(page, "challenge-own")
    page.goto(f"{site}/assignments/")
    expect(page.get_by_text("Challenge answered")).to_be_visible()
    look(page, "challenge-list")
