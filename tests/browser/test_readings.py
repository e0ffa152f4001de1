"""An answer that can be read in more than one way: in practice and in an attempt."""

import re

import pytest
from playwright.sync_api import expect

from questions.models import Response
from questions.services import attempts
from tests import factories, teaching
from tests.browser.looking import look

pytestmark = pytest.mark.django_db(transaction=True)

KEY, AMBIGUOUS = "3*e^(2x)*sin(x)^2", "3e^2x sin(x)^2"


@pytest.fixture
def session(student):
    version = factories.expression_version(KEY)
    return factories.ItemSessionFactory(student=student, version=version)


@pytest.fixture
def attempt(student):
    versions = [factories.expression_version(KEY)]
    given = teaching.assignment(factories.TeacherFactory(), student, versions=versions)
    return attempts.start(assignment=given, student=student)


@pytest.fixture
def signed_in(page, sign_in, student, complaints):
    sign_in(page, student)
    return page


@pytest.fixture
def without_script(new_context, sign_in, student):
    page = new_context(java_script_enabled=False).new_page()
    sign_in(page, student)
    return page


def test_the_student_is_asked_and_the_choice_is_marked(signed_in, site, session):
    page = signed_in
    page.goto(f"{site}/practice/{session.pk}/")
    page.locator("#field-0").fill(AMBIGUOUS)
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.locator("#result")).to_contain_text("which did you mean?")
    expect(page.locator("#result")).to_be_focused()
    look(page, "practice-meaning")
    page.get_by_role("button", name="I meant that one").click()
    expect(page.locator("#result")).to_have_class(re.compile("verdict-correct"))
    assert [one.verdict for one in Response.objects.all()] == ["unreadable", "correct"]


def test_the_student_is_asked_without_javascript(without_script, site, session):
    page = without_script
    page.goto(f"{site}/practice/{session.pk}/")
    page.locator("#field-0").fill(AMBIGUOUS)
    page.locator("#field-0").press("Enter")
    page.get_by_role("button", name="I meant this one").click()
    expect(page.locator("#result")).to_have_class(re.compile("verdict-incorrect"))


def test_another_reading_is_written_into_the_field_and_saved(signed_in, site, attempt):
    page = signed_in
    page.goto(f"{site}/attempts/{attempt.pk}/1/")
    field = page.locator("#field-0")
    field.press_sequentially(AMBIGUOUS, delay=5)
    other = page.locator("#reading-0").get_by_role("button", name="Write it as").first
    expect(other).to_be_visible()
    expect(page.locator("#saved")).to_contain_text("Saved ")
    expect(page.locator(".htmx-request")).to_have_count(0)
    look(page, "attempt-readings")
    with page.expect_response(re.compile("/save")):
        other.click()
    expect(field).to_have_value("3*e^(2*x)*sin(x)^2")
    expect(field).to_be_focused()
    expect(page.locator("#reading-0 button")).to_have_count(0)
    expect(page.locator("#saved")).to_contain_text("Saved ")
    assert attempt.item_sessions.get().entry == ["3*e^(2*x)*sin(x)^2"]


def test_another_reading_is_saved_without_javascript(without_script, site, attempt):
    page = without_script
    page.goto(f"{site}/attempts/{attempt.pk}/1/")
    page.locator("#field-0").fill("e^2x")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("button", name="Write it as").click()
    expect(page.locator("#field-0")).to_have_value("e^(2*x)")
    assert attempt.item_sessions.get().entry == ["e^(2*x)"]


def test_enter_checks_what_was_typed(signed_in, site, session):
    page = signed_in
    page.goto(f"{site}/practice/{session.pk}/")
    page.locator("#field-0").press_sequentially("e^2x", delay=5)
    expect(page.locator("#reading-0 button")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator("#result")).to_be_visible()
    assert Response.objects.get().raw == ["e^2x"]
