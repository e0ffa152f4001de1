"""Guards the guard: a page with a fault is refused, for the fault that it has."""

import pytest

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


def test_a_page_without_a_fault_is_not(page):
    page.set_content(SOUND.format(""))
    look(page, "sound")
