"""Today and a class's mastery, looked at in a browser: light, dark, wide and narrow."""

import datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone

from questions.models import QuestionVersion, Response
from questions.services import learning, plans
from tests import factories, teaching

pytestmark = pytest.mark.django_db(transaction=True)
DAY = datetime.timedelta(days=1)


def practised(student, slug, outcomes, days_ago, first=0):
    version = QuestionVersion.objects.in_practice().get(question__slug=slug)
    for seed, right in enumerate(outcomes, start=first):
        verdict = Response.Verdict.CORRECT if right == "x" else Response.Verdict.INCORRECT
        session = factories.ItemSessionFactory(student=student, version=version, seed=seed)
        at = timezone.now() - days_ago * DAY + datetime.timedelta(minutes=seed)
        learning.record(
            factories.ResponseFactory(item_session=session, verdict=verdict, submitted_at=at)
        )


def look(page, picture, name):
    """Pictures at both widths in both schemes, none wider than its window, and axe's verdict."""
    for width in (1280, 375):
        for scheme in ("light", "dark"):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            picture(page, f"{name}-{width}-{scheme}")
            found = Axe().run(page)
            assert found.violations_count == 0, found.generate_report()


def test_today_reads_well_everywhere(page, site, complaints, sign_in, picture, student):
    practised(student, "derivative-1", "xxxxxxxxxxx", days_ago=20)
    practised(student, "derivative-3", "xoxxx", days_ago=9)
    practised(student, "gradient-1", "oo", days_ago=0)
    plans.change(student=student, exam_on=(timezone.now() + 30 * DAY).date(), days_a_week=4)
    sign_in(page, student)
    page.goto(f"{site}/today/")
    look(page, picture, "today")


def test_a_class_reads_well_everywhere(
    page, site, complaints, sign_in, picture, teacher, student, classmate, outsider
):
    room = teaching.classroom(teacher, student, classmate, outsider)
    practised(student, "derivative-1", "xxxxxxxxxx", days_ago=9)
    practised(classmate, "derivative-3", "ooooooo", days_ago=1)
    sign_in(page, teacher)
    page.goto(f"{site}/classrooms/{room.pk}/mastery/")
    look(page, picture, "class-mastery")
