"""A drawn computation graph whose nodes are blanks, filled in with the keyboard alone."""

import pytest
from playwright.sync_api import expect

from questions.models import Response
from tests import factories
from tests.browser.looking import look

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def session(student):
    version = factories.family_version("reverse_mode", 5)
    return factories.ItemSessionFactory(student=student, version=version, seed=1)


def test_a_graph_is_filled_in_with_the_keyboard_alone(
    page, site, complaints, sign_in, session, student
):
    sign_in(page, student)
    page.goto(f"{site}/practice/{session.pk}/")
    graph = page.locator("svg.computation")
    expect(graph).to_be_visible()
    key = session.variant.instance["key"][1:-1].split(", ")
    inputs = graph.locator("input")
    assert inputs.count() == len(key)
    look(page, "computation-empty")
    inputs.first.focus()
    wrong = [*key[:-1], f"{key[-1]}+1"]
    for text in wrong:
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    inputs.last.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#result")).to_contain_text("Partly correct")
    look(page, "computation-partly")
    inputs.last.fill(key[-1])
    page.keyboard.press("Enter")
    expect(page.locator("#result")).to_contain_text("Correct")
    look(page, "computation-right")
    first, second = Response.objects.filter(item_session=session).order_by("pk")
    assert (first.raw, second.raw) == (wrong, key)
    assert first.score.denominator == len(key)
