"""The picture of both curves, in practice and in released results."""

import datetime

import pytest
from playwright.sync_api import expect

from questions.models import Assignment
from questions.services import attempts, practice
from tests import factories, teaching
from tests.browser.looking import BOTH, look

pytestmark = pytest.mark.django_db(transaction=True)

LINE = "path => [getComputedStyle(path).stroke, getComputedStyle(path).strokeDasharray]"
WRONG = {
    "pole": ("tan(x)", "cot(x)"),
    "narrower": ("abs(x)", "sqrt(x)^2"),
    "long": ("1000000*e^(-x^2/2)", "-1000000x*e^(-x^2/2)"),
}


def finished(student, key, entry):
    """A question in practice that was answered wrongly and then given up."""
    session = factories.ItemSessionFactory(
        student=student, version=factories.expression_version(key)
    )
    practice.submit(
        item_session=session,
        client_key="00000000-0000-4000-8000-000000000001",
        entry=[entry],
    )
    return practice.reveal(item_session=session)


@pytest.mark.parametrize("case", WRONG)
def test_both_curves_are_seen_in_any_light_and_width(
    page, site, complaints, sign_in, student, case
):
    sign_in(page, student)
    session = finished(student, *WRONG[case])
    page.goto(f"{site}/practice/{session.pk}/")
    plot = page.get_by_role("img", name="The right answer and yours")
    expect(plot).to_be_visible()
    for size in BOTH:
        look(page, f"second-look-{case}", sizes=[size])
        box = plot.bounding_box()
        assert box["width"] > 250
        assert box["width"] / box["height"] == pytest.approx(4 / 3, rel=0.02)
        right, answered = (
            plot.locator(f"path.curve.{kind}").last.evaluate(LINE) for kind in ("right", "answered")
        )
        assert right[0] != answered[0]
        assert right[1] == "none" != answered[1]


def test_both_curves_stand_in_released_results(page, site, complaints, sign_in, student):
    versions = [factories.expression_version("2x")]
    given = teaching.assignment(factories.TeacherFactory(), student, versions=versions)
    attempt = attempts.start(assignment=given, student=student)
    attempts.save(item_session=attempt.item_sessions.get(), entry=["x"], sequence=1)
    attempts.submit(attempt=attempt)
    Assignment.objects.update(closes_at=given.opens_at + datetime.timedelta(minutes=1))
    sign_in(page, student)
    page.goto(f"{site}/attempts/{attempt.pk}/results/")
    expect(page.get_by_role("img", name="The right answer and yours")).to_be_visible()
