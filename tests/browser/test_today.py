"""Today and a class's mastery, looked at in a browser: light, dark, wide and narrow."""

import datetime

import pytest
from django.utils import timezone

from questions.models import QuestionVersion, Response
from questions.services import learning, plans
from tests import factories, teaching
from tests.browser.looking import look

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


def test_today_reads_well_everywhere(page, site, complaints, sign_in, student):
    practised(student, "derivative-1", "xxxxxxxxxxx", days_ago=20)
    practised(student, "derivative-3", "xoxxx", days_ago=9)
    practised(student, "gradient-1", "oo", days_ago=0)
    plans.change(student=student, exam_on=(timezone.now() + 30 * DAY).date(), days_a_week=4)
    sign_in(page, student)
    page.goto(f"{site}/today/")
    look(page, "today")


def test_a_class_reads_well_everywhere(
    page, site, complaints, sign_in, teacher, student, classmate, outsider
):
    room = teaching.classroom(teacher, student, classmate, outsider)
    practised(student, "derivative-1", "xxxxxxxxxx", days_ago=9)
    practised(classmate, "derivative-3", "ooooooo", days_ago=1)
    sign_in(page, teacher)
    page.goto(f"{site}/classrooms/{room.pk}/mastery/")
    look(page, "class-mastery")
