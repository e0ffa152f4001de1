"""The derivation with a mistake beside the right one, in practice and in released results."""

import datetime

import pytest
from playwright.sync_api import expect

from questions.models import Assignment
from questions.services import attempts, practice
from tests import factories, teaching
from tests.browser.looking import look

pytestmark = pytest.mark.django_db(transaction=True)

BROKE = "Here it broke"


@pytest.mark.parametrize("family", ["derivative", "gradient"])
def test_the_derivation_with_the_mistake_stands_beside_the_right_one_when_it_is_over(
    page, site, complaints, sign_in, student, family
):
    session = factories.ItemSessionFactory(
        student=student, version=factories.family_version(family, 4), seed=3
    )
    entry = wrong_entry(session.variant)
    practice.submit(
        item_session=session, client_key="00000000-0000-4000-8000-000000000001", entry=entry
    )
    sign_in(page, student)
    page.goto(f"{site}/practice/{session.pk}/")
    expect(page.get_by_role("heading", name="Inner derivative")).to_be_visible()
    expect(page.get_by_text(BROKE)).to_have_count(0)
    practice.reveal(item_session=session)
    page.reload()
    expect(page.get_by_text(BROKE).first).to_be_visible()
    look(page, f"beside-{family}")


def wrong_entry(variant):
    """What forgetting an inner derivative gives."""
    answer = next(
        row["answer"]
        for row in variant.instance["mistakes"]
        if row["rule"] == "inner-derivative-missing"
    )
    labels = variant.instance["labels"]
    return answer[1:-1].split(", ") if len(labels) > 1 else [answer]


def test_it_stands_in_released_results(page, site, complaints, sign_in, student):
    versions = [factories.family_version("derivative", 4)]
    given = teaching.assignment(factories.TeacherFactory(), student, versions=versions)
    attempt = attempts.start(assignment=given, student=student)
    session = attempt.item_sessions.get()
    (row, *_) = session.variant.instance["mistakes"]
    attempts.save(item_session=session, entry=[row["answer"]], sequence=1)
    attempts.submit(attempt=attempt)
    Assignment.objects.update(closes_at=given.opens_at + datetime.timedelta(minutes=1))
    sign_in(page, student)
    page.goto(f"{site}/attempts/{attempt.pk}/results/")
    expect(page.get_by_text(BROKE).first).to_be_visible()
