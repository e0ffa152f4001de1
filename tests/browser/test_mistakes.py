"""A student looks at the own mistakes, and practises one."""

import re
import uuid

import pytest
from playwright.sync_api import expect

from questions.models import ItemSession, MalRule, MistakePattern, Question, Response
from questions.services import attempts, practice, quizzes, variants
from tests import factories, teaching
from tests.browser.looking import look

pytestmark = pytest.mark.django_db(transaction=True)
RULE = "inner-derivative-missing"
OTHER = "product-of-derivatives"


def answer(student, *shows, slug="derivative-3"):
    """Answers generated questions: with the mistake where it is to show, otherwise right."""
    version = Question.objects.get(bank__slug="generated", slug=slug).ready_version
    seeds = iter(range(200))
    for shown in shows:
        problem = next(
            one
            for one in (variants.problem_of(version, seed) for seed in seeds)
            if RULE in one.exposes()
        )
        variant = variants.variant_for(version, problem.seed)
        session = factories.ItemSessionFactory(student=student, variant=variant)
        wrong = {row["rule"]: row["answer"] for row in problem.to_row()["mistakes"]}
        text = wrong[RULE] if shown else problem.key
        practice.submit(item_session=session, client_key=uuid.uuid4(), entry=[text])


def test_the_pages_are_accessible_and_fit(page, site, complaints, sign_in, student):
    answer(student, True, True, False, True, False)
    sign_in(page, student)
    row = MistakePattern.objects.shown()[0]
    for path in ("/mistakes/", f"/mistakes/{row.mal_rule.code}/"):
        page.goto(f"{site}{path}")
        for summary in page.get_by_text("Can it show here?").all():
            summary.click()
        look(page, f"mistakes-{path.count('/')}")


def test_a_line_that_is_wider_than_its_place_is_reached_by_keyboard_once_it_is_opened(
    page, site, complaints
):
    page.goto(site)
    page.evaluate("""() => {
      document.querySelector("main").insertAdjacentHTML("beforeend",
        `<details id="long"><summary>Look</summary><div class="pair-shown"><span><math>${
        "<mi>x</mi>".repeat(400)}</math></span></div></details>`);
      document.dispatchEvent(new Event("htmx:afterSettle"));
    }""")
    line = page.locator("#long .pair-shown > span")
    assert line.get_attribute("tabindex") is None
    page.locator("#long summary").click()
    expect(line).to_have_attribute("tabindex", "0")


def test_a_mistake_is_looked_at_and_practised_with_the_keyboard(page, site, sign_in, student):
    answer(student, True, True)
    sign_in(page, student)
    page.goto(f"{site}/mistakes/")
    page.get_by_role("link", name=re.compile("Your answers and the trend")).first.press("Enter")
    rule = MalRule.objects.get(code=page.url.rstrip("/").rsplit("/", 1)[1])
    expect(page.get_by_role("heading", level=1)).to_have_text(rule.name)
    page.get_by_role("button", name="Practise this").press("Enter")
    page.wait_for_url(re.compile(r"/practice/\d+/"))
    latest = ItemSession.objects.order_by("-pk")[0]
    assert latest.reason["mal_rule"] == rule.code


@pytest.fixture
def room(site, teacher, student, classmate):
    """A class in which a mistake is active, suspected, probable and without a chance."""
    quiet = factories.StudentFactory(name="Quiet Quentin")
    made = teaching.classroom(teacher, student, classmate, quiet)
    version = Question.objects.get(bank__slug="generated", slug="derivative-3").ready_version
    rule = MalRule.objects.get(code=RULE)
    quiz = teaching.quiz(teacher)
    quiz.slots.all().delete()
    for _ in range(3):
        quizzes.add_slot(quiz=quiz, question=version.question, mal_rule=rule)
    given = teaching.give(quiz, made)
    for person, shows in ((student, (True, True, False)), (classmate, (True, False, False))):
        attempt = attempts.start(assignment=given, student=person)
        sessions = attempt.item_sessions.select_related("variant").order_by("position")
        for session, shown in zip(sessions, shows, strict=True):
            problem = variants.problem_in(session.variant)
            wrong = {row["rule"]: row["answer"] for row in problem.to_row()["mistakes"]}
            entry = [wrong[RULE] if shown else problem.key]
            attempts.save(item_session=session, entry=entry, sequence=1)
        attempts.submit(attempt=attempt)
    doubtful = Response.objects.filter(item_session__student=student, verdict="incorrect").first()
    other = {
        "rule": OTHER,
        "rules": [OTHER],
        "name": "Product of the derivatives",
        "certainty": 0.4,
    }
    Response.objects.filter(pk=doubtful.pk).update(mistakes=[other, *doubtful.mistakes])
    return made


def test_the_heat_map_is_accessible_and_becomes_a_quiz(
    page, site, complaints, sign_in, teacher, student, room
):
    sign_in(page, teacher)
    base = f"{site}/classrooms/{room.pk}/mistakes/"
    paths = {"": "map", "?anonymous": "projector", f"{RULE}/": "column"}
    paths[f"{RULE}/{student.pk}/"] = "cell"
    for path, name in paths.items():
        page.goto(f"{base}{path}")
        look(page, f"heat-{name}")
    page.goto(f"{base}?anonymous")
    assert student.name not in page.locator("main").inner_text()
    page.get_by_label("Choose Inner derivative missing", exact=True).check()
    page.get_by_role("button", name="Make a reteach set").press("Enter")
    expect(page.get_by_text("Brings out: Inner derivative missing").first).to_be_visible()
    look(page, "reteach")


def test_unexplained_answers_are_accessible_and_can_be_named(
    page, site, complaints, sign_in, teacher, student, classmate
):
    version = factories.expression_version("2x")
    made = teaching.classroom(teacher, student, classmate)
    given = teaching.give(teaching.quiz(teacher, version), made)
    for person, text in ((student, "x^2 + 7"), (classmate, "7 + x*x")):
        attempt = attempts.start(assignment=given, student=person)
        attempts.save(item_session=attempt.item_sessions.get(), entry=[text], sequence=1)
        attempts.submit(attempt=attempt)
    sign_in(page, teacher)
    page.goto(f"{site}/classrooms/{made.pk}/")
    page.get_by_role("link", name="Unexplained answers").click()
    page.get_by_label("What went wrong").fill("Took the square for a factor")
    look(page, "unexplained-waiting")
    page.get_by_label("What the rule really says").fill("A power stays a power.")
    page.get_by_role("button", name="Name it").press("Enter")
    expect(page.get_by_role("heading", name="Took the square for a factor")).to_be_visible()
    look(page, "unexplained-named")


def test_a_formula_that_grows_in_its_place_is_reached_by_keyboard(page, site, complaints):
    page.goto(site)
    page.evaluate("""() => {
      document.querySelector("main").insertAdjacentHTML("beforeend",
        `<div class="pair-shown"><span id="grows"><math><mi>x</mi></math></span></div>`);
      Object.assign(document.getElementById("grows").style, { flex: "none", inlineSize: "9rem" });
      document.dispatchEvent(new Event("htmx:afterSettle"));
    }""")
    place = page.locator("#grows")
    expect(place).to_be_visible()
    assert place.get_attribute("tabindex") is None
    grow = "place => place.firstElementChild.innerHTML = '<mi>x</mi>'.repeat(400)"
    place.evaluate(grow)
    expect(place).to_have_attribute("tabindex", "0")
