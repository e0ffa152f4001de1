"""The calculator, looked at in a browser, and used by the keyboard alone."""

import pytest
from playwright.sync_api import expect

from tests.browser.looking import look

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_function_is_typed_and_its_derivative_read(page, site, complaints):
    page.goto(f"{site}/explore/")
    page.get_by_label("Function", exact=True).press_sequentially("x^2 sin(x)")
    expect(page.locator("#reading-f")).to_contain_text("Read as")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Derivative", exact=True)).to_be_visible()
    expect(page.get_by_role("img", name="f with its tangent")).to_be_visible()
    look(page, "explore")
    page.goto(f"{site}/explore/?f=x%5E2+y%2B+sin(y&at=x+%3D+q")
    look(page, "explore-errors")
