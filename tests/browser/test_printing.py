"""A teacher prints a quiz: on the screen, and on paper as the browser prints it."""

import re

import pytest
from playwright.sync_api import expect

from questions.models import Paper, Printing, Question
from tests import teaching
from tests.browser import looking
from tests.browser.looking import look, picture

pytestmark = pytest.mark.django_db(transaction=True)

SLUGS = ("derivative-2", "gradient-2", "match-graph-2", "forward-mode-1", "order-steps-2")
BLACK, WHITE = "rgb(0, 0, 0)", "rgb(255, 255, 255)"
COLOURS = """() => [".sheet", ".sheet-head", ".sheet h1", ".prompt"].map(one => {
  const { color, backgroundColor } = getComputedStyle(document.querySelector(one));
  return [color, backgroundColor];
})"""
COLOURS_OF_KEYS = COLOURS.replace(".prompt", ".right-answer")


def on_paper(page, name, size):
    """How many pages the browser prints; the file is kept where pictures are."""
    file = page.pdf(format=size, prefer_css_page_size=False)
    if looking.PICTURES is not None:
        folder = looking.Path(looking.PICTURES)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}-{size}.pdf").write_bytes(file)
    return len(re.findall(rb"/Type\s*/Page\b", file))


def test_a_class_gets_papers_and_its_teacher_keys(
    page, site, complaints, sign_in, teacher, student, classmate
):
    versions = [Question.objects.get(slug=slug).ready_version for slug in SLUGS]
    versions.append(Question.objects.get(slug="gradient-is-not-a-number").ready_version)
    quiz = teaching.quiz(teacher, *versions)
    room = teaching.classroom(teacher, student, classmate)
    sign_in(page, teacher)
    page.goto(f"{site}/quizzes/{quiz.pk}/")
    page.get_by_role("link", name="Print").click()
    look(page, "print-form")
    page.get_by_label("For whom").select_option(label=f"A paper for each student of {room}")
    page.get_by_role("button", name="Make papers").click()
    expect(page.get_by_role("heading", name="To print")).to_be_visible(timeout=60_000)
    look(page, "printing")
    address = f"{site}/papers/{Printing.objects.get().pk}"
    for what in ("sheets", "keys"):
        page.goto(f"{address}/{what}/")
        look(page, f"printed-{what}")
        expect(page.get_by_role("button", name="Print")).to_be_visible()
        for scheme in ("light", "dark"):
            page.emulate_media(media="print", color_scheme=scheme)
            expect(page.get_by_role("button", name="Print")).to_be_hidden()
            for color, ground in page.evaluate(COLOURS if what == "sheets" else COLOURS_OF_KEYS):
                assert color == BLACK
                assert ground in {WHITE, "rgba(0, 0, 0, 0)"}
            picture(page, f"print-media-{what}-{scheme}")
        for size in ("A4", "Letter"):
            alone = []
            for paper in Paper.objects.all():
                page.goto(f"{address}/{what}/?code={paper.code}")
                alone.append(on_paper(page, f"{what}-{paper.number}", size))
            page.goto(f"{address}/{what}/")
            assert on_paper(page, what, size) == sum(alone)
            assert min(alone) >= 2
        page.emulate_media(media="screen")
