"""Lessons, looked at in a browser."""

import pytest
from playwright.sync_api import expect

from tests.browser.looking import WIDE, look

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_lesson_is_found_read_and_practised(page, site, complaints):
    page.goto(f"{site}/learn/")
    look(page, "lessons")
    page.get_by_role("link", name="Rules of differentiation").click()
    look(page, "lesson-rules")
    page.goto(f"{site}/learn/gradient-descent/")
    expect(page.get_by_role("img", name="Level curves with the path")).to_be_visible()
    look(page, "lesson-descent")
    page.goto(f"{site}/learn/reading-a-derivative/")
    look(page, "lesson-reading")
    page.get_by_role("button", name="Sign and size of a derivative").click()
    expect(page.get_by_role("button", name="Check")).to_be_visible()


def test_a_lesson_is_previewed_while_it_is_written(page, site, complaints, sign_in, admin):
    sign_in(page, admin)
    page.goto(f"{site}/admin/questions/lesson/13/change/")
    page.get_by_role("spinbutton", name="Learning rate").fill("0.24")
    page.get_by_role("button", name="Preview").click()
    shown = page.locator("#preview-shown")
    expect(shown).to_contain_text("Steps jump across the valley")
    expect(shown.get_by_role("img", name="Level curves with the path")).to_be_visible()
    look(page, "lesson-admin", sizes=[WIDE])
