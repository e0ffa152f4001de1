"""A page looked at as people see it: wide and in the light, narrow and in the dark."""

import os
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WIDE, NARROW = (1280, "light"), (375, "dark")
BOTH = (WIDE, NARROW)
"""Colours follow the scheme alone and places the width alone, so these two show all four."""
PICTURES = os.environ.get("GRADQUIZ_PICTURES")
# Preloading fetches each stylesheet again, for one rule about locking the orientation.
OPTIONS = {"resultTypes": ["violations"], "preload": False}
RUN = """options => axe.run(options).then(found =>
  found.violations.map(one => [one.id, ...one.nodes.slice(0, 3).map(node => node.html)]))"""
# Colours that fade into each other are at their end at once.
AT_REST = """document.getAnimations()
  .filter(one => one.effect.getComputedTiming().endTime < Infinity).forEach(one => one.finish())"""
_script = Axe().axe_script


def look(page: Page, name: str, *, sizes=BOTH, **options) -> None:
    """Axe finds no fault, and the page is no wider than its window. `name` is its pictures'."""
    for width, scheme in sizes:
        show(page, width, scheme)
        found = faults(page, **options)
        assert found == [], f"{name}, {width} px, {scheme}: {found}"
        picture(page, f"{name}-{width}-{scheme}")


def show(page: Page, width: int, scheme: str) -> None:
    """The page at a width and in a scheme, no wider than its window and at rest.

    A link that was just pressed may lead to a page of which nothing is there yet.
    """
    page.wait_for_load_state()
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    page.evaluate(AT_REST)
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0, f"{page.url} is {wide} px wider than {width} px"


def faults(page: Page, **options) -> list[list[str]]:
    """Axe's rules that the page breaks, each with some of the elements that do."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(_script)
    return page.evaluate(RUN, OPTIONS | options)


def picture(page: Page, name: str) -> None:
    """A screenshot of the whole page into GRADQUIZ_PICTURES, where that names a folder."""
    if PICTURES is not None:
        folder = Path(PICTURES)
        folder.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=folder / f"{name}.png", full_page=True)
