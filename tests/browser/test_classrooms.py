"""The teacher's pages of classrooms, as they look and answer in a browser."""

import pytest

from tests import teaching

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_classroom_stands_on_a_card_with_room_around_its_text(page, site, sign_in, teacher):
    """The card is also a link as a whole: neither may undo the other's looks."""
    teaching.classroom(teacher)
    sign_in(page, teacher)
    page.goto(f"{site}/classrooms/")
    looks = page.locator(".card.link").evaluate(
        "card => { const look = getComputedStyle(card); return {"
        "padding: parseFloat(look.paddingTop), border: parseFloat(look.borderTopWidth),"
        "underline: look.textDecorationLine, background: look.backgroundColor }; }"
    )
    paper = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert looks["padding"] >= 16
    assert looks["border"] >= 1
    assert looks["underline"] == "none"
    assert looks["background"] not in {"rgba(0, 0, 0, 0)", paper}
