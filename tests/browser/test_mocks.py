"""A mock exam in a browser: begun, answered, handed in, reported, and looked at everywhere."""

import random

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from questions.models import Attempt
from questions.services import draws
from tests.browser.looking import look

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pinned(monkeypatch):
    """The same questions and variants in each run."""
    chance = random.Random(7)
    monkeypatch.setattr(draws.secrets, "randbelow", chance.randrange)


def test_a_mock_is_taken_by_an_exams_rules(page, site, complaints, sign_in, student, pinned):
    sign_in(page, student)
    page.goto(f"{site}{reverse('mocks')}")
    look(page, "mocks")
    page.get_by_role("link", name="JEE Advanced").click()
    page.get_by_role("button", name="A quarter of it").click()
    expect(page.get_by_role("heading", name="4 questions, 16 marks, 14 minutes")).to_be_visible()
    look(page, "mock")
    page.get_by_role("button", name="Start").dblclick()
    expect(page.get_by_role("heading", name="Question 1 of 4")).to_be_visible()
    page.locator(".choice input").first.check()
    expect(page.locator("#saved")).to_contain_text("Saved ")
    page.get_by_role("button", name="Save and next").click()
    page.get_by_role("button", name="Mark for review and next").click()
    expect(page.get_by_role("heading", name="Question 3 of 4")).to_be_visible()
    page.locator("input[name=entry]").fill("0.125")
    page.get_by_role("button", name="Mark for review and next").click()
    expect(page.get_by_role("heading", name="Question 4 of 4")).to_be_visible()
    look(page, "mock-question")
    page.get_by_role("button", name="Hand in", exact=True).click()
    page.get_by_role("button", name="Hand in", exact=True).click()
    expect(page.get_by_role("heading", name="By section")).to_be_visible()
    look(page, "mock-report")
    assert Attempt.objects.get().submitted_at is not None
