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
# What was just opened has been painted, with its fonts: a page answers to these in a frame.
PAINTED = """async () => {
  const frame = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
  await frame();
  await document.fonts.ready;
  await frame();
}"""
# Contrast is most of axe's work, and follows from colours, size and what lies behind: of texts that
# are alike in these, two are looked at. Marked anew each time, for a scheme changes them.
TWO_OF_A_KIND = """() => {
  axe.configure({ rules: [{ id: "color-contrast", selector: ":not([data-alike])" }] });
  const behind = new WeakMap([[document, ""]]);
  const ground = one => {
    if (!behind.has(one)) {
      const { backgroundColor, backgroundImage, opacity, filter } = getComputedStyle(one);
      behind.set(one, [ground(one.parentNode), backgroundColor, backgroundImage, opacity, filter]
        .join().replaceAll(",rgba(0, 0, 0, 0),none,1,none", ""));
    }
    return behind.get(one);
  };
  const seen = new Map();
  for (const one of document.body.querySelectorAll("*")) {
    one.removeAttribute("data-alike");
    if (![...one.childNodes].some(node => node.nodeType === 3 && node.data.trim())) continue;
    const { color, fontSize, fontWeight, textShadow, visibility } = getComputedStyle(one);
    const kind = [color, fontSize, fontWeight, textShadow, visibility, ground(one)].join();
    seen.set(kind, (seen.get(kind) ?? 0) + 1);
    if (seen.get(kind) > 2) one.setAttribute("data-alike", "");
  }
}"""
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
    page.evaluate(PAINTED)
    page.evaluate(AT_REST)
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0, f"{page.url} is {wide} px wider than {width} px"


def faults(page: Page, **options) -> list[list[str]]:
    """Axe's rules that the page breaks, each with some of the elements that do."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(_script)
    page.evaluate(TWO_OF_A_KIND)
    return page.evaluate(RUN, OPTIONS | options)


def picture(page: Page, name: str) -> None:
    """A screenshot of the whole page into GRADQUIZ_PICTURES, where that names a folder."""
    if PICTURES is not None:
        folder = Path(PICTURES)
        folder.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=folder / f"{name}.png", full_page=True)
