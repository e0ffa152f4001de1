"""Matching and ordering, by the keyboard alone, and their rows where mistakes are told."""

import pytest
from playwright.sync_api import expect

from questions.models import MalRule, Response
from tests import factories
from tests.browser.looking import look

pytestmark = pytest.mark.django_db(transaction=True)
RULE = "exponent-not-brought-down"
OPTIONS = [
    {"id": "a", "text": "$2x$"},
    {"id": "b", "text": "$x$"},
    {"id": "c", "text": "$3x^2$"},
]
PAIRS = [
    {"text": "$x^2$", "option": "a", "feedback": "The 2 comes down.", "mistakes": {"b": RULE}},
    {"text": "$x^3$", "option": "c"},
]


def answered(page, *labels: str) -> None:
    """Chooses with the keyboard, as one does in a list, and presses Enter on the button."""
    boxes = page.locator("select[name=entry]")
    for place, label in enumerate(labels):
        boxes.nth(place).focus()
        page.keyboard.type(label)
    page.get_by_role("button", name="Check", exact=True).press("Enter")
    expect(page.locator("#result")).to_be_visible()


def test_rows_are_matched_and_told_on_the_page_of_the_mistake(
    page, site, complaints, sign_in, student
):
    sign_in(page, student)
    content = {"prompt": "Which derivative?", "pairs": PAIRS, "options": OPTIONS}
    version = factories.authored_version("matching", **content)
    version.question.skills.add(MalRule.objects.get(code=RULE).skill)
    session = factories.ItemSessionFactory(student=student, version=version)
    page.goto(f"{site}/practice/{session.pk}/")
    look(page, "matching")
    instance = session.variant.instance
    letters = {one["id"]: "ABC"[place] for place, one in enumerate(instance["options"])}
    slips = [next(iter(one["mistakes"]), one["option"]) for one in instance["pairs"]]
    (slip,) = (place for place, one in enumerate(instance["pairs"]) if one["mistakes"])
    answered(page, *(letters[one] for one in slips))
    expect(page.locator("#result")).to_contain_text(f"row {slip + 1} is not.")
    answered(page, *("B" if letters[one] == "A" else "A" for one in slips))
    expect(page.get_by_role("button", name="Check", exact=True)).to_have_count(0)
    look(page, "matching-closed")
    page.goto(f"{site}/mistakes/{RULE}/")
    example = page.locator(".example .pair")
    assert example.count() == len(PAIRS)
    expect(example.nth(slip)).to_contain_text(f"You chose {letters['b']}")
    expect(example.nth(slip)).to_contain_text(f"Right: {letters['a']}")
    page.get_by_text("Can it show here?").first.click()
    look(page, "matching-mistake")


def test_lines_are_put_in_order(page, site, complaints, sign_in, student):
    sign_in(page, student)
    pairs = [{"text": "$(x^2)^3$"}, {"text": "$3(x^2)^2 \\cdot 2x$"}, {"text": "$6x^5$"}]
    version = factories.authored_version("ordering", pairs=pairs)
    session = factories.ItemSessionFactory(student=student, version=version)
    page.goto(f"{site}/practice/{session.pk}/")
    look(page, "ordering")
    answered(page, *(one["option"] for one in session.variant.instance["pairs"]))
    expect(page.locator("#result")).to_contain_text("Every row is right.")
    assert Response.objects.get().verdict == "correct"
    look(page, "ordering-closed")
