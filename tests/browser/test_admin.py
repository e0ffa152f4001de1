"""An admin edits, previews, breaks and mends a question in a real browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from questions.models import Question, QuestionVersion, User
from questions.services import banks
from tests import factories
from tests.browser.looking import BOTH, look, picture, show
from tests.problems.templates.contents import GRADIENT

pytestmark = pytest.mark.django_db(transaction=True)
State = QuestionVersion.State


@pytest.fixture
def question(site: str) -> Question:
    return Question.objects.get(bank__slug="practice-questions", slug="cyclist-rate")


@pytest.fixture
def inside(page: Page, sign_in: Callable[[Page, User], None], admin: User) -> Page:
    sign_in(page, admin)
    return page


def address(site: str, question: Question) -> str:
    return f"{site}/admin/questions/question/{question.pk}/change/"


def save(page: Page, name: str) -> str:
    """Presses a button of the submit row; the messages of the next page."""
    page.get_by_role("button", name=name, exact=True).click()
    expect(page.locator(".messagelist, .errornote").first).to_be_visible()
    return page.locator("#container").inner_text()


def test_the_admin_site_is_entered_by_the_same_door_as_everything_else(page, site, admin):
    page.goto(f"{site}/admin/")
    assert "/accounts/login/" in page.url
    page.get_by_label("Email").fill(admin.email)
    page.get_by_label("Password").fill(factories.PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{site}/admin/")


def test_a_question_is_edited_previewed_broken_and_mended(inside, site, question, complaints):
    page = inside
    page.goto(f"{site}/admin/questions/question/?q=cyclist")
    page.get_by_role("link", name=question.title).click()
    page.get_by_label("Prompt").fill("A tram is $s(t)$ metres away. What does $s'(4) = 7$ say?")

    page.get_by_role("button", name="Preview", exact=True).click()
    preview = page.locator("#preview .as-student")
    expect(preview).to_contain_text("A tram is")
    assert not question.versions.filter(state=State.DRAFT).exists(), "a preview saves nothing"
    preview.get_by_text("the distance is growing").click()
    page.get_by_role("button", name="Try this answer").click()
    expect(page.locator("#preview").get_by_role("status")).to_contain_text("Correct")
    picture(page, "admin-question")

    page.get_by_label("Prompt").fill("")
    page.get_by_role("button", name="Preview", exact=True).click()
    page.locator("#preview").get_by_role("link", name="Prompt").click()
    expect(page.get_by_label("Prompt")).to_be_in_viewport()
    look(page, "admin-question-refused", runOnly=WCAG)
    page.set_viewport_size({"width": 1280, "height": 900})

    page.get_by_label("Prompt").fill("What does $\\frac{1$ say?")
    assert "cannot be shown" in save(page, "Save and make ready")
    assert question.versions.get(state=State.DRAFT).number == 2
    assert question.versions.get(state=State.READY).number == 1

    page.get_by_label("Prompt").fill("A tram is $s(t)$ metres away. What does $s'(4) = 7$ say?")
    assert "is ready" in save(page, "Save and make ready")
    ready = question.versions.get(state=State.READY)
    assert (ready.number, ready.created_by.name) == (2, "Ada Admin")
    page.get_by_role("link", name="History").click()
    expect(page.locator("#content")).to_contain_text("Version 2 made ready")


def test_what_is_unfinished_is_kept_as_a_draft_and_not_made_ready(
    inside, site, question, complaints
):
    page = inside
    page.goto(address(site, question))
    page.get_by_role("textbox", name="Explanation").fill("Kept.")
    page.get_by_label("Prompt").fill("")
    assert "Prompt: Write what is asked." in save(page, "Save and make ready")
    expect(page.get_by_role("textbox", name="Explanation")).to_have_value("Kept.")
    assert not question.versions.filter(state=State.DRAFT).exists()
    assert "Prompt: Write what is asked." in save(page, "Save draft")
    expect(page.get_by_role("textbox", name="Explanation")).to_have_value("Kept.")
    assert question.versions.get(state=State.READY).number == 1


def test_the_second_of_two_editors_is_told_and_loses_nothing(
    inside, site, question, admin, complaints
):
    page = inside
    page.goto(address(site, question))
    content = {**question.versions.get().content, "prompt": "The other's text?"}
    banks.save_draft(question=question, content=content, by=admin)
    page.get_by_label("Prompt").fill("My text?")
    assert "Somebody else changed this question" in save(page, "Save draft")
    expect(page.get_by_label("Prompt")).to_have_value("My text?")
    draft = question.versions.get(state=State.DRAFT)
    assert draft.content["prompt"] == "The other's text?"
    save(page, "Save draft")
    draft.refresh_from_db()
    assert draft.content["prompt"] == "My text?"
    page.get_by_role("link", name="History").click()
    page.get_by_text("Before and after: prompt").first.click()
    expect(page.locator(".said-before del").first).to_have_text("The other's text?")
    look(page, "admin-question-history", runOnly=WCAG)


def test_a_bad_seed_gets_a_sentence(inside, site, question):
    page = inside
    page.goto(f"{address(site, question)}?seed=seven")
    expect(page.locator("#preview")).to_contain_text("A seed is a whole number")


PAGES = ("", "bank/", "question/", "skill/", "skill/map/", "malrule/", "user/", "response/")


WCAG = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
# Looking takes the square of what there is: of many that are alike, the first are enough.
ALIKE = "tbody tr:nth-child(n+6), option:nth-child(n+4)"
FEWER = f"for (const one of document.querySelectorAll('{ALIKE}')) one.remove()"


def test_a_long_preview_says_that_it_is_working_and_the_newest_text_counts(inside, site):
    page = inside
    question = factories.VersionFactory(content=GRADIENT).question
    page.goto(address(site, question))
    page.get_by_role("button", name="Preview ten seeds").click()
    last = page.locator("#preview .several tbody tr").last
    expect(last).to_be_visible()
    held = []

    def hold(route: Route) -> None:
        """Whatever is asked for the newest text is answered, the rest never."""
        is_newest = "newest" in (route.request.post_data or "")
        route.continue_() if is_newest else held.append(route)

    page.route("**/change/", hold)
    page.get_by_label("Prompt").fill("Find it for $[[f]]$.")
    page.get_by_role("button", name="Preview ten seeds").click()
    last.scroll_into_view_if_needed()
    working = page.locator("#preview .working")
    expect(working).to_be_in_viewport()
    expect(working).to_contain_text("of the text before")
    page.get_by_label("Prompt").fill("Find the newest for $[[f]]$.")
    page.get_by_role("button", name="Preview ten seeds").click()
    expect(last).to_contain_text("Find the newest")
    expect(working).to_be_hidden()
    assert held


def test_every_page_is_accessible_and_fits(inside, site, question):
    version = question.versions.get()
    forms = (f"questionversion/{version.pk}/change/", f"question/{question.pk}/change/")
    for path in (*PAGES, *forms, "question/add/"):
        inside.goto(f"{site}/admin/questions/{path}")
        for size in BOTH:
            show(inside, *size)
        inside.evaluate(FEWER)
        look(inside, f"admin-{path.strip('/').replace('/', '-')}", runOnly=WCAG)


def test_lists_with_many_columns_are_seen_whole(inside, site):
    for path in ("question/", "skill/"):
        inside.goto(f"{site}/admin/questions/{path}")
        show(inside, 1280, "light")
        hidden = inside.evaluate(
            "(one => one.scrollWidth - one.clientWidth)(document.querySelector('.results'))"
        )
        assert hidden <= 0, f"{path}: {hidden} px of the table are cut"
        picture(inside, f"admin-wide-{path.rstrip('/')}")


GIFT = """// [id:tangent] [tag:skill:power-rule]
::Slope of the tangent:: What is the slope of \\(y = x^2\\) at \\(x = 3\\)? {
=6 # Yes: \\(2x\\) at 3.
~9 # That is the height there.
~3 # The exponent has to come down.
}

::Essay:: Tell us about slopes. {}
"""


def test_a_file_is_brought_in_and_a_bank_is_sent_out(inside, site, complaints, tmp_path):
    page = inside
    page.goto(f"{site}/admin/questions/bank/")
    page.get_by_role("link", name="Import questions").click()
    path = tmp_path / "slopes.gift"
    path.write_text(GIFT, encoding="utf-8")
    page.get_by_label("File").set_input_files(path)
    page.get_by_label("Bank").select_option(label="Practice questions")
    look(page, "admin-import", runOnly=WCAG)
    page.get_by_role("button", name="Look at it").click()
    expect(page.locator("#content")).to_contain_text("1 new, 0 changed, 0 unchanged, 1 refused")
    look(page, "admin-import-check", runOnly=WCAG)
    page.get_by_label("Leave out what is refused").check()
    page.get_by_label("Make ready what passes").check()
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("1 of them ready to be asked")
    assert Question.objects.get(slug="tangent").ready_version is not None

    page.goto(f"{site}/admin/questions/bank/")
    row = page.get_by_role("row").filter(has=page.get_by_role("link", name="Practice questions"))
    row.get_by_role("link", name="Export").click()
    page.get_by_role("link", name="What is not kept in GIFT").click()
    expect(page.locator("#content")).to_contain_text("Not kept: the hints.")
    look(page, "admin-export", runOnly=WCAG)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download GIFT").click()
    assert "Slope of the tangent" in download.value.path().read_text(encoding="utf-8")


def test_recent_actions_stand_beside_the_models(page, site, complaints, sign_in, admin):
    sign_in(page, admin)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{site}/admin/")
    models, actions = (
        page.locator(f"#content-{one}").bounding_box() for one in ("main", "related")
    )
    assert actions["y"] == models["y"]
    assert actions["x"] > models["x"] + models["width"]
    look(page, "admin-index")
