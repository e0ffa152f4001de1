"""What is answered in writing, asked as a choice, and statements of which several hold."""

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser.looking import look

pytestmark = pytest.mark.django_db(transaction=True)


def opened(page, site, student, kind: str, family: str, level: int, **asked: str):
    """The page of a generated question; its stored problem."""
    content = {"version": 1, "source": "family", "family": family, "level": level, **asked}
    version = factories.VersionFactory(kind=kind, content=content)
    session = factories.ItemSessionFactory(student=student, version=version)
    page.goto(f"{site}/practice/{session.pk}/")
    return session.variant.instance["options"]


def test_a_wrong_option_names_its_mistake_and_shows_the_line_beside(
    page, site, complaints, sign_in, student
):
    sign_in(page, student)
    options = opened(page, site, student, "choice", "derivative", 3, asked="choice")
    look(page, "choice")
    wrong = [one for one in options if not one["correct"]]
    for one in wrong[:2]:
        page.locator(f"input[name=entry][value={one['id']}]").check()
        page.get_by_role("button", name="Check", exact=True).click()
        expect(page.locator("#result .mistake").first).to_be_visible()
        expect(page.locator(f"input[value={one['id']}]:not(:checked)")).to_have_count(0)
    expect(page.get_by_role("button", name="Check", exact=True)).to_have_count(0)
    expect(page.locator("#result .mistake").first).to_contain_text("Where:")
    look(page, "choice-wrong")


def test_of_statements_each_says_what_is_wrong_or_why_it_holds(
    page, site, complaints, sign_in, student
):
    sign_in(page, student)
    options = opened(page, site, student, "several choices", "surface_statements", 3)
    look(page, "statements")
    wrong = [one["id"] for one in options if not one["correct"]]
    right = [one for one in options if one["correct"]]
    page.locator(f"input[name=entry][value={wrong[0]}]").check()
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.locator("#result .mistake").first).to_be_visible()
    page.get_by_role("button", name="Show the worked answer").click()
    expect(page.locator(".choice.right")).to_have_count(len(right))
    for one in right:
        expect(page.get_by_text(one["feedback"].split("$")[0]).first).to_be_visible()
    look(page, "statements-wrong")
