"""A real browser against a real server. Skipped where there is none, unless CI requires it."""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

from questions.models import User
from questions.services import marking
from tests import starting

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
def site(live_server, assets) -> str:
    """The address of a server with the starter banks."""
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


@pytest.fixture(scope="session")
def shared(browser: Browser) -> Iterator[BrowserContext]:
    """One window for all tests of a process, so that styles and fonts are fetched once."""
    context = browser.new_context()
    yield context
    context.close()


@pytest.fixture
def context(shared: BrowserContext) -> Iterator[BrowserContext]:
    """The window without anybody signed in; its pages are closed after the test."""
    shared.clear_cookies()
    shared.clear_permissions()
    yield shared
    for page in shared.pages:
        page.close()


@pytest.fixture
def sign_in(site: str) -> Callable[[Page, User], None]:
    """Signs in by the session's cookie: that the form does is a claim of its own."""

    def enter(page: Page, user: User) -> None:
        client = Client()
        client.force_login(user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site}])

    return enter
