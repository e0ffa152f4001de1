"""The teacher's pages of classrooms, as they look and answer in a browser."""

import re

import pytest
from playwright.sync_api import expect

from questions.models import Quiz
from questions.problems import Judgement
from questions.services import attempts, marking
from tests import factories, teaching
from tests.browser.looking import look

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


def test_the_link_to_join_is_copied_whole(page, site, sign_in, teacher):
    room = teaching.classroom(teacher)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    sign_in(page, teacher)
    page.goto(f"{site}/classrooms/{room.pk}/")
    page.get_by_role("button", name="Copy the link").click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{site}/classrooms/join?code={room.join_code}"


def test_what_was_added_is_told_where_one_lands(page, site, sign_in, teacher):
    quiz = teaching.quiz(teacher, factories.VersionFactory(question__title="First"))
    sign_in(page, teacher)
    page.set_viewport_size({"width": 1000, "height": 500})
    page.goto(f"{site}/quizzes/{quiz.pk}/?text=gradient#add")
    page.locator("button[name=question]").first.click()
    expect(page.get_by_role("status").filter(has_text="Added")).to_be_in_viewport()


def test_pressing_twice_makes_one_quiz(page, site, sign_in, teacher):
    sign_in(page, teacher)
    page.goto(f"{site}/quizzes/new")
    page.get_by_label("Title").fill("Week 1")
    page.get_by_role("button", name="Go on to the questions").dblclick()
    page.wait_for_url(re.compile(r"/quizzes/\d+/"))
    assert Quiz.objects.count() == 1


def test_an_answer_that_waits_is_decided_on_pages_that_read_well(
    page, site, complaints, sign_in, teacher, student, monkeypatch
):
    undecided = Judgement("pending", reading=["2*x"], comparison={"kind": "undecided"})
    monkeypatch.setattr(marking, "mark", lambda *_, **__: undecided)
    given = teaching.assignment(teacher, student, versions=[factories.expression_version()])
    attempt = attempts.start(assignment=given, student=student)
    attempts.save(item_session=attempt.item_sessions.get(), entry=["2x"], sequence=1)
    attempts.submit(attempt=attempt)
    sign_in(page, teacher)
    page.goto(f"{site}/today/")
    page.get_by_role("link", name="1 answer waits for you").press("Enter")
    look(page, "to-decide")
    page.get_by_role("link", name=str(student)).press("Enter")
    look(page, "decide")
    page.get_by_label("Correct: all points").press("Space")
    page.get_by_label("Reason").fill("The root is of nothing.")
    page.get_by_role("button", name="Decide").press("Enter")
    expect(page.get_by_role("heading", name="Decided by hand")).to_be_visible()
    look(page, "decided")
