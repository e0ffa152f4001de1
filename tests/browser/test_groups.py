"""Groups of a class, looked at in a browser: light, dark, wide and narrow."""

import pytest
from playwright.sync_api import expect

from questions.models import Group, Skill
from tests import factories, teaching
from tests.browser.looking import look

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_group_is_made_from_need_and_reads_well(
    page, site, complaints, sign_in, teacher, student, classmate, outsider
):
    room = teaching.classroom(teacher, student, classmate, outsider)
    version = factories.expression_version()
    version.question.skills.add(Skill.objects.get(slug="power-rule"))
    given = teaching.give(teaching.quiz(teacher, version), room)
    for one in (student, classmate):
        teaching.answered(given, one, right=False)
    sign_in(page, teacher)
    page.goto(f"{site}/classrooms/{room.pk}/mastery/")
    page.get_by_role("link", name="Save as a group for Power rule").click()
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(2)
    look(page, "group-new")
    page.get_by_role("button", name="Save the group").click()
    expect(page.get_by_role("heading", name="Power rule", exact=True)).to_be_visible()
    made = Group.objects.get()
    teaching.give(teaching.quiz(teacher), made)
    page.reload()
    look(page, "group")
    page.goto(f"{site}/classrooms/{room.pk}/")
    look(page, "classroom-groups")
