"""The bar on top: its pages stand in a row where there is room, and fold into a menu on a phone.
What every page does besides: it tells the time zone of the device.
"""

import pytest
from playwright.sync_api import expect

from questions.models import User
from tests.browser.looking import look

pytestmark = pytest.mark.django_db(transaction=True)


def test_on_a_phone_the_pages_fold_into_one_menu(page, site, complaints, sign_in, teacher):
    sign_in(page, teacher)
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(f"{site}/quizzes/")
    assert page.locator(".bar").bounding_box()["height"] < 70
    page.locator(".folded summary").press("Enter")
    links = page.get_by_role("navigation", name="Main").get_by_role("link")
    expect(links).to_have_text(
        [
            "Practice",
            "Learn",
            "Explore",
            "Today",
            "My mistakes",
            "My progress",
            "Assignments",
            "Classrooms",
            "Quizzes",
        ]
    )
    expect(links.last).to_have_attribute("aria-current", "page")
    look(page, "bar")
    page.keyboard.press("Escape")
    expect(links).to_have_count(0)
    User.objects.filter(pk=teacher.pk).update(is_staff=True, name="Bartholomew Keller")
    page.set_viewport_size({"width": 1280, "height": 700})
    page.reload()
    expect(links).to_have_count(10)
    assert page.locator(".bar").bounding_box()["height"] < 70


def test_a_guest_on_a_phone_signs_in_from_the_menu(page, site, complaints):
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(f"{site}/explore/")
    assert page.locator(".bar").bounding_box()["height"] < 70
    expect(page.get_by_role("link", name="Sign up")).to_be_visible()
    page.get_by_text("Menu").click()
    page.get_by_role("link", name="Sign in").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_a_guest_is_in_the_time_zone_of_the_device(browser, site):
    page = browser.new_context(timezone_id="America/Lima").new_page()
    page.goto(f"{site}/practice/")
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_role("button", name="Check")).to_be_visible()
    assert User.objects.get(is_guest=True).time_zone == "America/Lima"
    page.context.close()


def test_the_fields_of_signing_in_are_as_wide_as_their_card(page, site, complaints):
    page.goto(f"{site}/accounts/login/")
    for width in (375, 1280):
        page.set_viewport_size({"width": width, "height": 700})
        card = page.locator("main .card").bounding_box()
        for field in page.locator("main input:visible").all():
            box = field.bounding_box()
            beside = (box["x"] - card["x"], card["x"] + card["width"] - box["x"] - box["width"])
            assert abs(beside[0] - beside[1]) < 2
            assert max(beside) < 34
    look(page, "signing-in")
