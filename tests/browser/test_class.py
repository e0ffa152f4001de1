"""A teacher gives a quiz, a student joins and takes it, the teacher reads the results."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from questions.models import Attempt, Classroom, ItemSession, Question, Response
from questions.services import assignments, attempts
from questions.services.readiness import own_entry
from questions.services.variants import problem_in
from tests import teaching
from tests.browser.looking import look, picture

pytestmark = pytest.mark.django_db(transaction=True)


def another(browser: Browser) -> Page:
    """A page of another person."""
    return browser.new_context(viewport={"width": 1280, "height": 800}).new_page()


def ready(bank: str, slug: str):
    return Question.objects.get(bank__slug=bank, slug=slug).ready_version


def test_a_class_is_made_joined_and_given_a_quiz(
    page, site, browser, complaints, sign_in, teacher, student
):
    sign_in(page, teacher)
    page.goto(f"{site}/classrooms/")
    page.get_by_role("link", name=re.compile("[Nn]ew classroom")).first.click()
    page.get_by_label("Name").fill("Calculus B")
    page.get_by_role("button", name=re.compile("[Mm]ake")).click()
    room = Classroom.objects.get()
    expect(page.get_by_text(room.join_code).first).to_be_visible()
    picture(page, "classroom")

    learner = another(browser)
    sign_in(learner, student)
    learner.goto(f"{site}/classrooms/join")
    learner.get_by_label("code").fill(f" {room.join_code[:3].lower()}-{room.join_code[3:]} ")
    learner.get_by_role("button", name="Join").click()
    expect(learner.get_by_role("heading", name="Calculus B")).to_be_visible()
    assert list(room.students.all()) == [student]

    page.goto(f"{site}/quizzes/new")
    page.get_by_label("Title").fill("Week 1")
    page.get_by_role("button", name="Go on to the questions").click()
    page.get_by_label("Family").select_option(label="Gradient")
    page.get_by_label("Level").select_option("2")
    page.get_by_role("button", name="Add", exact=True).first.click()
    page.get_by_label("Words").fill("What a gradient represents")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("button", name=re.compile("^Add")).last.click()
    expect(page.get_by_text("2 questions")).to_be_visible()
    picture(page, "quiz")
    page.get_by_role("link", name="Give to a class").click()
    page.get_by_role("button", name=re.compile("[Gg]ive")).click()
    learner.goto(f"{site}/assignments/")
    expect(learner.get_by_text("Week 1").first).to_be_visible()


@pytest.fixture
def given(site, teacher, student):
    versions = (ready("generated", "gradient-1"), ready("quick-quiz", "gradient-represents"))
    return teaching.assignment(teacher, student, versions=versions, minutes=30)


def test_a_student_takes_the_quiz_and_the_teacher_reads_it(
    page, site, browser, complaints, sign_in, teacher, student, given
):
    sign_in(page, student)
    page.goto(f"{site}/assignments/")
    page.get_by_role("button", name=re.compile("Start")).dblclick()
    page.wait_for_url(re.compile(r"/attempts/\d+/1/"))
    attempt = Attempt.objects.get()
    first, second = attempt.item_sessions.select_related("variant").order_by("position")
    for place, text in enumerate(own_entry(problem_in(first.variant))):
        page.locator("input[name=entry]").nth(place).press_sequentially(text, delay=5)
    expect(page.locator("#saved")).to_contain_text("Saved", timeout=4000)
    picture(page, "attempt")
    page.get_by_role("button", name="Save and next").click()
    page.wait_for_url(re.compile(r"/attempts/\d+/2/"))
    expect(page.locator(":target")).to_be_in_viewport()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "entry"
    wrong = next(one for one in problem_in(second.variant).options if not one.correct)
    page.locator(f"input[value='{wrong.id}']").check()
    page.get_by_role("button", name="Save and hand in").click()
    expect(page.get_by_text("All 2 questions are answered")).to_be_visible()
    page.get_by_role("button", name="Hand in").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    picture(page, "attempt-result")
    assert set(Response.objects.values_list("verdict", flat=True)) == {"correct", "incorrect"}

    desk = another(browser)
    sign_in(desk, teacher)
    desk.goto(f"{site}/assignments/{given.pk}/results/")
    expect(desk.get_by_text(student.name).first).to_be_visible()
    picture(desk, "results")
    with desk.expect_download() as download:
        desk.get_by_text("Download as CSV").click()
    assert student.name in download.value.path().read_text(encoding="utf-8-sig")


def test_what_is_written_survives_a_second_tab_and_a_killed_page(
    page, site, context, sign_in, student, given
):
    sign_in(page, student)
    attempt = attempts.start(assignment=given, student=student)
    page.goto(f"{site}/attempts/{attempt.pk}/1/")
    page.locator("input[name=entry]").first.press_sequentially("2x", delay=5)
    expect(page.locator("#saved")).to_contain_text("Saved", timeout=4000)
    page.close()
    other = context.new_page()
    other.goto(f"{site}/attempts/{attempt.pk}/1/")
    expect(other.locator("input[name=entry]").first).to_have_value("2x")
    assert ItemSession.objects.get(attempt=attempt, position=1).entry[0] == "2x"


def test_more_time_and_closing_reach_a_page_that_is_open(
    page, site, complaints, sign_in, student, given
):
    sign_in(page, student)
    attempt = attempts.start(assignment=given, student=student)
    page.goto(f"{site}/attempts/{attempt.pk}/1/")
    expect(page.locator("#clock")).to_have_text(re.compile("^(30:00|29:)"))
    times = {"opens_at": given.opens_at, "closes_at": given.closes_at}
    assignments.change(assignment=given, **times, minutes=60, attempts_allowed=1)
    expect(page.locator("#clock")).to_have_text(re.compile("^(1:00|59:)"), timeout=9000)
    expect(page.locator("#clock-said")).to_contain_text("The time was changed. Ends")
    page.locator("input[name=entry]").first.press_sequentially("2x", delay=5)
    expect(page.locator("#saved")).to_contain_text("Saved", timeout=4000)
    assignments.close(assignment=given)
    expect(page.locator("#time-up")).to_contain_text("Your teacher has closed", timeout=9000)
    expect(page.get_by_role("link", name="Go on")).to_be_focused()
    answer = page.locator("input[name=entry]").first
    expect(answer).to_have_value("2x")
    expect(answer).to_have_attribute("readonly", "")
    expect(page.locator(".symbols")).to_have_attribute("inert", "")
    expect(page.locator("#clock-said")).to_have_text("")
    picture(page, "attempt-closed")


def test_what_a_lost_connection_held_back_is_kept_for_the_teacher_who_counts_it(
    page, site, complaints, sign_in, teacher, student, given
):
    sign_in(page, student)
    attempt = attempts.start(assignment=given, student=student)
    page.goto(f"{site}/attempts/{attempt.pk}/1/")
    answer = page.locator("input[name=entry]").first
    reading = page.locator("output.reading").first
    answer.press_sequentially("3", delay=5)
    expect(reading).to_contain_text("Read as")
    page.context.set_offline(True)
    answer.press_sequentially("x", delay=5)
    expect(page.locator("#saved")).to_contain_text("no connection", timeout=4000)
    expect(reading).to_have_text("")
    assignments.close(assignment=given)
    page.context.set_offline(False)
    expect(page.locator("#saved")).to_contain_text("is kept: your teacher decides", timeout=9000)
    complaints.clear()  # Of the browser, that it was without a connection.
    page.get_by_role("link", name="Go on").click(timeout=9000)
    expect(page.get_by_role("heading", name="Written after the end")).to_be_visible()
    look(page, "late-own")
    sign_in(page, teacher)
    page.goto(f"{site}/to-decide/")
    look(page, "late-queue")
    page.get_by_role("link", name=str(student)).click()
    look(page, "late-decide")
    page.get_by_role("button", name="Count it").click()
    expect(page.get_by_text("it is the answer that is marked here")).to_be_visible()


def test_class_pages_are_accessible_and_fit(
    page, site, complaints, sign_in, teacher, student, given
):
    attempt = attempts.start(assignment=given, student=student)
    done = attempts.start(
        assignment=teaching.assignment(
            teacher, student, versions=(ready("generated", "derivative-3"),)
        ),
        student=student,
    )
    session = done.item_sessions.get()
    # A formula alone names no link: its mistake leads to the answer from two pages.
    wrong = session.variant.instance["mistakes"][0]["answer"]
    attempts.save(item_session=session, entry=[wrong], sequence=1)
    attempts.submit(attempt=done)
    paths = {
        student: ["/assignments/", "/classrooms/", "/classrooms/join"],
        teacher: ["/classrooms/", "/quizzes/", f"/quizzes/{given.quiz_id}/"],
    }
    paths[student] += [f"/attempts/{attempt.pk}/1/", f"/attempts/{done.pk}/results/"]
    paths[teacher] += [f"/classrooms/{given.classroom_id}/", f"/quizzes/{given.quiz_id}/assign"]
    paths[teacher] += [f"/assignments/{done.assignment_id}/results/"]
    paths[teacher] += [f"/assignments/{done.assignment_id}/results/{session.pk}/"]
    for person, addresses in paths.items():
        sign_in(page, person)
        for path in addresses:
            page.goto(f"{site}{path}")
            name = re.sub(r"\W+|\d+", "-", path).strip("-")
            look(page, f"class-{name}-{person.is_teacher:d}")


def test_a_page_of_results_follows_who_is_at_work(
    page, site, complaints, sign_in, teacher, student, given
):
    attempt = attempts.start(assignment=given, student=student)
    sign_in(page, teacher)
    page.clock.install()
    page.goto(f"{site}/assignments/{given.pk}/results/")
    frame = page.get_by_role("region", name="At work now")
    expect(frame).to_contain_text("Nothing yet")
    below = page.locator("#rows").bounding_box()["y"]
    attempts.save(item_session=attempt.item_sessions.get(position=2), entry=["b"], sequence=1)
    page.clock.fast_forward(11_000)
    expect(frame.locator("time")).to_contain_text("s ago")
    expect(frame).to_contain_text("2 of 2")
    assert abs(page.locator("#rows").bounding_box()["y"] - below) <= 1
    look(page, "class-watching")
    assert frame.evaluate("one => one.scrollWidth - one.clientWidth") <= 0


def test_results_of_six_questions_are_seen_whole_on_a_laptop(
    page, site, complaints, sign_in, teacher, student
):
    six = tuple(ready("generated", f"derivative-{level}") for level in (1, 2, 3) * 2)
    done = attempts.start(
        assignment=teaching.assignment(teacher, student, versions=six), student=student
    )
    for session in done.item_sessions.select_related("variant"):
        longest = max(session.variant.instance["mistakes"], key=lambda row: len(row["rule"]))
        attempts.save(item_session=session, entry=[longest["answer"]], sequence=1)
    attempts.submit(attempt=done)
    sign_in(page, teacher)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{site}/assignments/{done.assignment_id}/results/")
    expect(page.locator(".cell-mistake").first).to_be_visible()
    frame = page.locator(".table-frame").first
    assert frame.evaluate("one => one.scrollWidth - one.clientWidth") == 0


def test_on_a_phone_the_total_hides_no_question(
    page, site, complaints, sign_in, teacher, student, given
):
    attempts.submit(attempt=attempts.start(assignment=given, student=student))
    sign_in(page, teacher)
    page.set_viewport_size({"width": 375, "height": 760})
    page.goto(f"{site}/assignments/{given.pk}/results/")
    *_, last, total = page.locator(".results thead th").all()
    end = last.bounding_box()["x"] + last.bounding_box()["width"]
    assert end > 375, "there is more than fits"
    assert total.bounding_box()["x"] >= end - 1, "the total comes behind it"
