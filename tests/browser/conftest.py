"""A real browser: Debian's Chromium, driven by Playwright. Skipped where there is none, required in CI."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests of a process."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is needed here: apt install chromium")
        pytest.skip("Chromium is not installed: the journeys in a browser are left out")
    # Playwright keeps an event loop in this thread while the browser is open; Django would then refuse its database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that nobody has used yet, and that fails the test when a page asks a third party for anything."""
    strangers: list[str] = []

    def stay_here(route: Route) -> None:
        if route.request.url.split("/")[2].partition(":")[0] in {"127.0.0.1", "localhost"}:
            route.continue_()
        else:
            strangers.append(route.request.url)
            route.abort()

    context = browser.new_context(locale="fi-FI", timezone_id="Europe/Helsinki")
    context.route("**/*", stay_here)
    yield context
    context.close()
    assert strangers == []


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """An empty page."""
    return context.new_page()
