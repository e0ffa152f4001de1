"""The calculator, looked at in a browser, and used by the keyboard alone."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.looking import look

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_function_is_typed_and_its_derivative_read(page, site, complaints):
    page.goto(f"{site}/explore/")
    page.get_by_label("Function", exact=True).press_sequentially("x^2 sin(x)")
    expect(page.locator("#reading-f")).to_contain_text("Read as")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Derivative", exact=True)).to_be_in_viewport()
    assert page.evaluate("scrollY") > 100, "what was found is what is seen, not the form again"
    expect(page.get_by_role("img", name="f with its tangent")).to_be_visible()
    for name in ("Finite differences", "Automatic differentiation"):
        page.get_by_role("heading", name=name).click()
    look(page, "explore")
    page.goto(f"{site}/explore/?f=x%5E2+y%2B+sin(y&at=x+%3D+q")
    look(page, "explore-errors")


def test_the_slider_moves_the_path_in_place(page, site, complaints):
    page.goto(f"{site}/explore/?f=(x+-+1)^2+%2B+4y^2&at=3,2")
    shown = page.locator("#path")
    expect(shown).to_contain_text("Converges.")
    slider = page.get_by_role("slider")
    slider.focus()
    page.keyboard.press("End")
    expect(shown).to_contain_text("Diverges.")
    expect(page).to_have_url(re.compile("rate=0.5"))
    expect(slider).to_be_focused()
    look(page, "explore-descent")
