"""Curves, paths and the graph of a typed function, looked at."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.looking import look

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_curve_a_path_and_a_graph_are_seen_and_lead_to_practice(page, site, complaints):
    page.goto(f"{site}/explore/")
    page.get_by_label("Function", exact=True).press_sequentially("x^3 + y^3 = 6xy")
    expect(page.locator("#reading-f")).to_contain_text("Read as")
    page.get_by_label("At the point").fill("3, 3")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Slope of the curve")).to_be_visible()
    expect(page.get_by_role("img", name="The curve with its tangent")).to_be_visible()
    look(page, "explore-curve")
    page.goto(f"{site}/explore/?f=x+%3D+cos(t),+y+%3D+sin(2t)")
    expect(page.get_by_role("img", name="The path with its tangent")).to_be_visible()
    look(page, "explore-path")
    page.goto(f"{site}/explore/?f=x+y+%2B+sin(x+y)&at=1,2")
    page.get_by_role("heading", name="Automatic differentiation").click()
    expect(page.locator("svg.computation")).to_be_visible()
    look(page, "explore-graph")
    page.goto(f"{site}/explore/?f=x%5E2+%2B+y%5E2+%3D+25")
    page.get_by_role("button", name="Implicit").click()
    page.wait_for_url(re.compile(r"/practice/\d+/"))
