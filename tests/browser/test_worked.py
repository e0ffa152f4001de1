"""The steps of a worked answer, in light and dark, on a wide and on a narrow page."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from questions.services import practice
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)

SHOWN = {
    "chain": ("derivative", 4, 3),
    "gradient": ("gradient", 5, 5),
}


@pytest.mark.parametrize("case", SHOWN)
def test_worked_steps_are_seen_in_any_light_and_width(
    page, site, complaints, sign_in, picture, case, db
):
    student = factories.StudentFactory()
    sign_in(page, student)
    family, level, seed = SHOWN[case]
    version = factories.family_version(family, level)
    session = factories.ItemSessionFactory(student=student, version=version, seed=seed)
    practice.reveal(item_session=session)
    for scheme in ("light", "dark"):
        for width in (375, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            page.goto(f"{site}/practice/{session.pk}/")
            steps = page.locator("#answer-shown .steps > li")
            expect(steps.first).to_be_visible()
            assert steps.count() >= 2
            found = Axe().run(page)
            assert found.violations_count == 0, found.generate_report()
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
            picture(page, f"worked-{case}-{scheme}-{width}")
