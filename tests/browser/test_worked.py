"""The steps of a worked answer, in light and dark, on a wide and on a narrow page."""

import pytest
from playwright.sync_api import expect

from questions.services import practice
from tests import factories
from tests.browser.looking import look

pytestmark = pytest.mark.django_db(transaction=True)

SHOWN = {
    "chain": ("derivative", 4, 3),
    "gradient": ("gradient", 5, 5),
}


@pytest.mark.parametrize("case", SHOWN)
def test_worked_steps_are_seen_in_any_light_and_width(
    page, site, complaints, sign_in, case, student
):
    sign_in(page, student)
    family, level, seed = SHOWN[case]
    version = factories.family_version(family, level)
    session = factories.ItemSessionFactory(student=student, version=version, seed=seed)
    practice.reveal(item_session=session)
    page.goto(f"{site}/practice/{session.pk}/")
    steps = page.locator("#answer-shown .steps > li")
    expect(steps.first).to_be_visible()
    assert steps.count() >= 2
    look(page, f"worked-{case}")
