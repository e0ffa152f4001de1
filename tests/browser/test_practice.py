import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from questions.models import ItemSession, Question, Response, User
from questions.services import practice, variants
from tests import factories
from tests.browser.looking import look, picture

pytestmark = pytest.mark.django_db(transaction=True)


def session_of(page: Page) -> ItemSession:
    number = re.search(r"/practice/(\d+)/", page.url)
    return ItemSession.objects.select_related("variant").get(pk=int(number[1]))


def right_entry(session: ItemSession) -> list[str]:
    problem = variants.problem_in(session.variant)
    if problem.pairs:
        return [one.option for one in problem.pairs]
    if problem.options:
        return [one.id for one in problem.options if one.correct]
    if problem.accepted:
        return [problem.accepted[0]]
    if problem.layout == "components":
        return [part.strip() for part in problem.key[1:-1].split(",")]
    return [problem.key]


def fill(page: Page, entry: list[str]) -> None:
    boxes = page.locator("input[name=entry][type=text]")
    rows = page.locator("select[name=entry]")
    if boxes.count():
        for place, text in enumerate(entry):
            boxes.nth(place).fill(text)
    elif rows.count():
        for place, option in enumerate(entry):
            rows.nth(place).select_option(option)
    else:
        for value in entry:
            page.locator(f"input[name=entry][value='{value}']").check()


def check(page: Page) -> None:
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.locator("#result")).to_be_visible()
    # It takes the focus a moment after it is seen, sooner than anybody goes back to a field.
    expect(page.locator(".htmx-settling")).to_have_count(0)


def begin(page: Page, site: str) -> None:
    page.goto(site)
    page.get_by_role("button", name="Practise now").click()
    page.wait_for_url(re.compile(r"/practice/\d+/"))


def signs_up_in_the_middle_of_an_answer(page: Page) -> None:
    """Leads back to the same question; what was begun to be written is still there."""
    here = page.url
    box = page.locator("#answer [name=entry]").first
    is_written = box.get_attribute("type") in {None, "text"}
    if is_written:
        box.fill("1 +")
        check(page)
        box.fill("")
        box.press_sequentially("x - x")
    page.get_by_role("banner").get_by_role("link", name="Sign up").click()
    page.get_by_label("Your name").fill("Mira Sen")
    page.get_by_label("Email").fill("mira@example.org")
    page.get_by_label("Password").fill(factories.PASSWORD)
    page.get_by_role("button", name="Sign up").dblclick()
    page.wait_for_url(here)
    if is_written:
        expect(box).to_have_value("x - x")
        expect(page.locator(".reading").first).not_to_contain_text("appears here")


def test_a_visitor_practises_and_keeps_it_by_signing_up(page, site, complaints):
    begin(page, site)
    picture(page, "practice-question")
    for number in range(5):
        session = session_of(page)
        kind = session.variant.instance["kind"]
        if number % 3 == 1 and kind in {"expression", "vector", "number"}:
            fill(page, ["2 +"] * len(right_entry(session)))
            check(page)
            expect(page.get_by_text("This costs nothing")).to_be_visible()
        if number % 3 == 2 and kind in {"expression", "number"}:
            fill(page, ["123456"])
            check(page)
        fill(page, right_entry(session))
        check(page)
        expect(page.locator("#result")).to_contain_text("orrect")
        page.get_by_role("button", name="Next question").click()
        page.wait_for_url(lambda url, old=session.pk: f"/practice/{old}/" not in url)
        if number == 2:
            signs_up_in_the_middle_of_an_answer(page)
    person = User.objects.get(is_superuser=False)
    assert person.email == "mira@example.org"
    assert Response.objects.of(person).filter(verdict="correct").count() == 5


RULE = "product-of-derivatives"


def started(student: User, slug: str = "derivative-3", rule: str = RULE) -> ItemSession:
    """An item session on a generated question in which the mal-rule shows."""
    version = Question.objects.get(bank__slug="generated", slug=slug).ready_version
    seed = next(one for one in range(60) if rule in variants.problem_of(version, one).exposes())
    reason = {"code": "asked for", "sentence": "You chose “Product rule”.", "skill": "product-rule"}
    variant = variants.variant_for(version, seed)
    return ItemSession.objects.create(
        student=student, variant=variant, question=variant.version.question, reason=reason
    )


def wrong_entry(session: ItemSession, rule: str = RULE) -> str:
    """What somebody with the mal-rule writes."""
    rows = session.variant.instance["mistakes"]
    return next(row["answer"] for row in rows if row["rule"] == rule)


def test_a_wrong_answer_shows_witness_mistake_and_a_second_try(page, site, complaints, sign_in):
    student = factories.StudentFactory()
    sign_in(page, student)
    session = started(student)
    page.goto(f"{site}/practice/{session.pk}/")
    page.locator("#field-0").press_sequentially(wrong_entry(session), delay=20)
    expect(page.locator("#reading-0 math")).to_be_visible()
    check(page)
    result = page.locator("#result")
    expect(result).to_contain_text("Product of the derivatives")
    expect(result).to_contain_text("it should be")
    expect(page.locator("#result")).to_be_focused()
    picture(page, "practice-wrong")
    page.locator("#field-0").fill(session.variant.instance["key"])
    check(page)
    expect(page.locator("#result")).to_have_class(re.compile("verdict-correct"))
    picture(page, "practice-right")
    session.refresh_from_db()
    assert session.finished_at is not None


def test_a_field_that_something_else_styled_is_swapped_without_complaint(
    page, site, complaints, sign_in
):
    """Taking a picture, like many an extension, leaves a style on the field. It is not copied."""
    student = factories.StudentFactory()
    sign_in(page, student)
    page.goto(f"{site}/practice/{started(student).pk}/")
    page.evaluate("document.getElementById('field-0').style.caretColor = 'auto'")
    fill(page, ["123456"])
    check(page)
    page.evaluate("document.getElementById('field-0').style.caretColor = 'auto'")
    page.get_by_role("button", name="Hint", exact=True).click()
    expect(page.get_by_text("Hint 1.")).to_be_visible()
    assert complaints == []


def test_the_preview_underlines_what_cannot_be_read(page, site, complaints, sign_in):
    student = factories.StudentFactory()
    sign_in(page, student)
    page.goto(f"{site}/practice/{started(student).pk}/")
    page.locator("#field-0").press_sequentially("2 + q", delay=10)
    expect(page.locator("#reading-0 .fault")).to_have_text("q")


def test_a_double_click_answers_once(page, site, complaints, sign_in):
    student = factories.StudentFactory()
    sign_in(page, student)
    page.goto(f"{site}/practice/{started(student).pk}/")
    page.locator("#field-0").fill("1")
    page.get_by_role("button", name="Check", exact=True).dblclick()
    expect(page.locator("#result")).to_be_visible()
    assert Response.objects.of(student).count() == 1


def held_back(page: Page, path: str) -> list[Callable[[], None]]:
    """Requests to that path wait until they are let go, one by one."""
    waiting: list[Callable[[], None]] = []
    page.route(f"**/{path}", lambda route: waiting.append(route.continue_))
    return waiting


def test_what_is_typed_while_an_answer_is_checked_stays(page, site, complaints, sign_in):
    """A busy server takes seconds, and a student goes on writing meanwhile."""
    student = factories.StudentFactory()
    sign_in(page, student)
    page.goto(f"{site}/practice/{started(student).pk}/")
    waiting = held_back(page, "answer")
    page.locator("#field-0").press_sequentially("1")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Checking")).to_be_visible()
    page.locator("#field-0").press_sequentially("23")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowLeft")
    waiting[0]()
    expect(page.locator("#result")).to_be_visible()
    expect(page.locator("#field-0")).to_be_focused()
    page.keyboard.type("4")
    expect(page.locator("#field-0")).to_have_value("1243")
    expect(page.locator("#reading-0 math")).to_have_text("1243")
    assert Response.objects.of(student).get().raw == ["1"]


def test_a_slow_reading_is_waited_for_and_then_the_newest_is_shown(page, site, complaints, sign_in):
    """Giving the slow one up would be an error in the console."""
    student = factories.StudentFactory()
    sign_in(page, student)
    page.goto(f"{site}/practice/{started(student).pk}/")
    page.locator("#field-0").focus()
    asked: list[Route] = []

    def hold_the_first(route: Route) -> None:
        asked.append(route)
        if len(asked) > 1:
            route.continue_()

    page.route("**/preview", hold_the_first)
    with page.expect_request("**/preview"):
        page.keyboard.type("1")
    for digit in "23":
        page.keyboard.type(digit)
        page.wait_for_timeout(300)
    assert len(asked) == 1
    asked[0].continue_()
    expect(page.locator("#reading-0 math")).to_have_text("123")


def test_a_choice_made_while_another_is_checked_stays(page, site, complaints, sign_in, student):
    options = [{"id": one, "text": one, "correct": one != "c"} for one in "abc"]
    version = factories.authored_version("several choices", options=options)
    session = factories.ItemSessionFactory(student=student, version=version)
    sign_in(page, student)
    page.goto(f"{site}/practice/{session.pk}/")
    waiting = held_back(page, "answer")
    boxes = page.locator("input[name=entry]")
    boxes.nth(0).check()
    page.get_by_role("button", name="Check", exact=True).click()
    boxes.nth(1).check()
    waiting[0]()
    expect(page.locator("#result")).to_be_visible()
    expect(boxes.nth(1)).to_be_checked()


def test_back_shows_a_question_as_it_is_now(page, site, complaints, sign_in):
    student = factories.StudentFactory()
    sign_in(page, student)
    session = started(student)
    page.goto(f"{site}/practice/{session.pk}/")
    fill(page, ["3/"])
    check(page)
    fill(page, [session.variant.instance["key"]])
    check(page)
    page.get_by_role("button", name="Next question").click()
    page.wait_for_url(lambda url: f"/practice/{session.pk}/" not in url)
    page.go_back()
    expect(page.locator("#result")).to_have_class(re.compile("verdict-correct"))
    expect(page.locator("#field-0")).to_have_count(0)


def test_an_unreadable_answer_leads_back_to_its_field(page, site, complaints, sign_in):
    student = factories.StudentFactory()
    sign_in(page, student)
    page.goto(f"{site}/practice/{started(student).pk}/")
    page.locator("#field-0").press_sequentially("2 +")
    page.keyboard.press("Enter")
    expect(page.locator("#result")).to_be_focused()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#field-0")).to_be_focused()


def test_practice_works_with_the_keyboard_alone(page, site, complaints, sign_in):
    student = factories.StudentFactory()
    sign_in(page, student)
    session = started(student)
    page.goto(f"{site}/practice/{session.pk}/")
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "field-0":
            break
    page.keyboard.type(right_entry(session)[0])
    page.keyboard.press("Enter")
    expect(page.locator("#result")).to_have_class(re.compile("verdict-correct"))


def test_practice_works_without_javascript(new_context, site, sign_in):
    student = factories.StudentFactory()
    session = started(student)
    page = new_context(java_script_enabled=False).new_page()
    sign_in(page, student)
    page.goto(f"{site}/practice/{session.pk}/")
    page.locator("#field-0").fill("1")
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.locator("#result")).to_have_class(re.compile("verdict-incorrect"))
    page.get_by_role("button", name="Hint", exact=True).click()
    expect(page.get_by_text("Hint 1.")).to_be_visible()


def test_pages_are_accessible_and_fit(page, site, complaints, sign_in):
    student = factories.StudentFactory()
    sign_in(page, student)
    session = started(student)
    practice.submit(
        item_session=session,
        client_key="00000000-0000-4000-8000-000000000001",
        entry=[wrong_entry(session)],
    )
    unread = started(student, "derivative-2", "constant-kept")
    practice.submit(
        item_session=unread,
        client_key="00000000-0000-4000-8000-000000000002",
        entry=["2 + * 3"],
    )
    finished = started(student, "gradient-1", "components-swapped")
    practice.reveal(item_session=finished)
    page.goto(f"{site}/accounts/signup/")
    look(page, "signup")
    paths = ["/", "/practice/", "/mistakes/", "/progress/"]
    paths += [f"/practice/{one.pk}/" for one in (session, unread, finished)]
    for path in paths:
        page.goto(f"{site}{path}")
        look(page, path.strip("/").replace("/", "-") or "home")


def test_a_question_page_is_light_and_asks_nobody_else(new_context, site, sign_in):
    """In a window of its own: what it fetched before would weigh nothing."""
    page = new_context().new_page()
    student = factories.StudentFactory()
    sign_in(page, student)
    session = started(student)
    sizes, hosts = [], set()

    def weigh(response) -> None:
        sizes.append(len(response.body()))
        hosts.add(response.url.split("/")[2])

    page.on("response", weigh)
    page.goto(f"{site}/practice/{session.pk}/", wait_until="networkidle")
    assert hosts == {site.split("/")[2]}
    assert sum(sizes) < 300_000


def test_the_browser_does_complain_where_there_is_reason(page, site):
    """Guards the guard: an inline style is refused and reported."""
    found = []
    page.on("console", lambda message: found.append(message.text))
    page.goto(site)
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=color:red>')")
    page.wait_for_timeout(100)
    assert any("Content Security Policy" in text for text in found)


def test_a_formula_wider_than_the_page_is_scrolled_with_the_keyboard(
    page, site, complaints, sign_in, student
):
    long = r"\frac{(3x^2 + 5x - 7)(2x^3 - 4x + 9)(x^4 - 6x^2 + 8)(5x - 11)}{x^2 + 1}"
    version = factories.authored_version(
        "expression", prompt=f"Differentiate $${long}$$", key="2*x", variables=["x"]
    )
    session = factories.ItemSessionFactory(student=student, version=version)
    sign_in(page, student)
    page.goto(f"{site}/practice/{session.pk}/")
    formula = page.locator(".formula.block").first
    look(page, "long-formula")
    expect(formula).to_have_attribute("tabindex", "0")
    formula.focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    most = formula.evaluate("one => one.scrollWidth - one.clientWidth")
    expect(formula).to_have_js_property("scrollLeft", most)
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(formula).not_to_have_attribute("tabindex", "0")
