"""A real browser against a real server. Skipped where there is none, unless CI requires it."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import ConsoleMessage, Page, expect

from questions.models import User
from questions.services import marking
from tests import factories, starting

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
REQUIRED = os.environ.get("GRADQUIZ_BROWSER") == "required"
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# A busy machine takes longer than Playwright's five seconds; what never comes fails all the same.
expect.set_options(timeout=20_000)
ROOT = Path(__file__).parent.parent.parent
PICTURES = Path(os.environ.get("GRADQUIZ_PICTURES", ROOT / "build" / "screenshots"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict:
    if CHROMIUM is None:
        if REQUIRED:
            pytest.fail("There is no chromium, and these tests are required here.")
        pytest.skip("There is no chromium on this machine.")
    return {"executable_path": CHROMIUM, "args": ARGUMENTS}


@pytest.fixture(scope="session")
def assets() -> None:
    """The maths font, built once, and the judge, which a server starts before it serves."""
    call_command("build_assets", verbosity=0)
    marking.start()


@pytest.fixture
def site(live_server, assets, settings) -> str:
    """The address of a server with the starter banks."""
    settings.ALLOWED_HOSTS = ["*"]
    starting.load()
    return live_server.url


@pytest.fixture
def complaints(page: Page) -> Iterator[list[str]]:
    """What the browser complained about: none may be left at the end of a test."""
    found: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            found.append(message.text)

    page.on("console", note)
    page.on("pageerror", lambda error: found.append(str(error)))
    yield found
    assert found == []


@pytest.fixture
def sign_in(site: str) -> Callable[[Page, User], None]:
    def enter(page: Page, user: User) -> None:
        page.goto(f"{site}/accounts/login/")
        page.get_by_label("Email").fill(user.email)
        page.get_by_label("Password").fill(factories.PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(re.compile(f"^{site}/(practice|classrooms)/"))

    return enter


@pytest.fixture
def picture() -> Callable[[Page, str], None]:
    """Takes a screenshot of the whole page into build/screenshots, or GRADQUIZ_PICTURES."""

    def take(page: Page, name: str) -> None:
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURES / f"{name}.png", full_page=True)

    return take
