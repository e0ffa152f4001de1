"""A skill's page, looked at in a browser: light, dark, wide and narrow."""

import pytest
from django.utils import timezone

from questions.services import plans
from tests.browser.looking import look
from tests.browser.test_today import DAY, practised

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_skill_reads_well_everywhere(page, site, complaints, sign_in, student):
    for days_ago, outcomes in ((20, "xox"), (14, "xxx"), (6, "oxx"), (1, "xx")):
        practised(student, "derivative-1", outcomes, days_ago=days_ago, first=20 * days_ago)
    plans.change(student=student, exam_on=(timezone.now() + 30 * DAY).date(), days_a_week=4)
    sign_in(page, student)
    page.goto(f"{site}/skills/power-rule/")
    look(page, "skill")
