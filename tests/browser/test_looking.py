"""Guards the guard: a page with a fault is refused, for the fault that it has."""

import pytest

from questions.templatetags import formulas
from tests.browser.looking import look

SOUND = """<!doctype html><html lang="en"><title>Sound</title>
<meta name="viewport" content="width=device-width">
<main><h1>Sound</h1>{}</main></html>"""
FAULTS = {
    "image-alt": "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>",
    "color-contrast": """<style>@media (prefers-color-scheme: dark) {
        .pale { color: #777; background: #666; } }</style><p class="pale">Pale in the dark</p>""",
    "1 px wider than 375 px": "<div style='width: 368px'>Wide</div>",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_page_with_a_fault_is_refused(page, fault):
    page.set_content(SOUND.format(FAULTS[fault]))
    with pytest.raises(AssertionError, match=fault):
        look(page, "faulty")


def test_text_behind_a_formula_in_a_link_does_not_crash_the_page(page):
    formula = formulas.in_lines(r"\frac{\partial g}{\partial x} = 2x y^{3} + 3", "formula")
    link = f"<style>li {{ text-wrap: pretty }}</style><ul><li><a href='#'>{formula}</a> <span>"
    page.set_content(SOUND.format(f"{link}Zoe Martin</span></li></ul>"))
    for width in range(200, 1300, 100):
        page.set_viewport_size({"width": width, "height": 600})
        assert page.get_by_text("Zoe Martin").bounding_box()["width"] > 0


def test_a_page_without_a_fault_is_not(page):
    page.set_content(SOUND.format(""))
    look(page, "sound")
