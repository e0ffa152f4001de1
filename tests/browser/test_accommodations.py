"""Accommodations in a browser: set with the keyboard, and told on the page of a running attempt."""

from decimal import Decimal

import pytest
from playwright.sync_api import expect

from questions.models import Accommodation
from questions.services import accommodations, attempts
from questions.services.accommodations import Granted
from tests import factories, teaching
from tests.browser.looking import look

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_teacher_sets_them_by_keyboard_and_the_pages_read_well(
    page, site, complaints, sign_in, teacher, student, classmate
):
    given = teaching.assignment(teacher, student, classmate, minutes=30)
    sign_in(page, teacher)
    page.goto(f"{site}/classrooms/{given.classroom_id}/")
    look(page, "classroom-accommodations")
    page.get_by_role("link", name="Set or look for Sam Student").press("Enter")
    page.get_by_label("Times the time").focus()
    page.keyboard.type("1,5")
    page.keyboard.press("Tab")
    page.keyboard.type("24")
    page.keyboard.press("Tab")
    page.keyboard.type("0")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Write how many more attempts, up to 20.")).to_be_visible()
    look(page, "accommodations-refused")
    page.get_by_label("More attempts").fill("1")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Now: 1.5 times the time")).to_be_visible()
    look(page, "accommodations-student")
    page.get_by_role("link", name="Week 1").press("Enter")
    page.get_by_label("Times the time").fill("2")
    look(page, "accommodations-one")
    page.get_by_role("button", name="Save").press("Enter")
    expect(page.get_by_text("2 times the time: 60 minutes")).to_be_visible()
    look(page, "accommodations-assignment")
    page.goto(f"{site}/assignments/{given.pk}/close")
    look(page, "close-accommodations")
    page.goto(f"{site}/assignments/{given.pk}/accommodations/{student.pk}/")
    page.get_by_role("button", name="Remove").press("Enter")
    expect(page.get_by_text("1.5 times the time: 45 minutes")).to_be_visible()
    assert Accommodation.objects.in_force().count() == 1


def test_an_open_attempt_follows_within_seconds_and_the_student_reads_why(
    page, site, complaints, sign_in, teacher, student
):
    version = factories.expression_version()
    given = teaching.assignment(teacher, student, versions=[version], minutes=30)
    attempt = attempts.start(assignment=given, student=student)
    sign_in(page, student)
    page.goto(f"{site}/attempts/{attempt.pk}/1/")
    accommodations.give(
        classroom=given.classroom,
        student=student,
        granted=Granted(time_factor=Decimal("1.5")),
        by=teacher,
    )
    expect(page.locator("#clock")).to_contain_text("44:")
    expect(page.locator("#clock-said")).to_contain_text("The time was changed.")
    expect(page.get_by_text("You have 1.5 times the time: 45 minutes.")).to_be_visible()
    look(page, "attempt-accommodated")
    page.goto(f"{site}/assignments/")
    expect(page.get_by_text("You have 1.5 times the time: 45 minutes.")).to_be_visible()
    look(page, "assignments-accommodated")
