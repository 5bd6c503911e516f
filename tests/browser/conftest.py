"""A real browser: Debian's Chromium, driven by Playwright. Skipped where there is none, required in CI.

Each process fills one database of its own for them and serves it; the database of the other tests is not touched.
What a test changes stays: every journey has its own event, page or person to play with.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import pytest_django
from django.core.cache import cache
from django.db import connection, connections
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer
from wagtail.models import Site

from tests import template_database
from tests.browser.stage import set_stage
from tests.people import PASSWORD

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
MISSING = "Chromium is not installed: the journeys in a browser are left out"

PHONE = {"width": 360, "height": 740}


def chromium() -> str | None:
    """The program, or None."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="session")
def staged_database(
    django_db_modify_db_settings: None, django_db_blocker: pytest_django.DjangoDbBlocker
) -> Iterator[str]:
    """The name of the browser tests' database, with the stage set."""
    template = connection.settings_dict["TEST"]["TEMPLATE"]
    name = f"{template}_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    with django_db_blocker.unblock():
        template_database.copy(name)
        with _use(name):
            set_stage()
    yield name  # outside: other tests of this process count on having no database
    with django_db_blocker.unblock():
        template_database.drop(name)


@pytest.fixture
def database(staged_database: str, django_db_blocker: pytest_django.DjangoDbBlocker) -> Iterator[None]:
    """The browser tests' database, in use while the test runs."""
    with django_db_blocker.unblock(), _use(staged_database):
        yield


class _use:  # reads as a sentence
    """Connections of all threads go to another database for a while."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __enter__(self) -> None:
        self.before = connection.settings_dict["NAME"]
        self._switch(self.name)

    def __exit__(self, *_error: object) -> None:
        self._switch(self.before)

    def _switch(self, name: str) -> None:
        connections.close_all()
        connections.settings["default"]["NAME"] = connection.settings_dict["NAME"] = name
        cache.clear()
        Site.clear_site_root_paths_cache()


@pytest.fixture(scope="session")
def server() -> Iterator[LiveServer]:
    """One server for all tests of a process; it also serves the static files."""
    server = LiveServer("127.0.0.1")
    yield server
    server.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for the tests of a file.

    Not longer: Playwright keeps an event loop in this thread, in which Django refuses to ask the database.
    """
    program = chromium()
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is needed here: apt install chromium")
        pytest.skip(MISSING)
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        chromium_ = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield chromium_
        chromium_.close()


@pytest.fixture
def site(browser: Browser, server: LiveServer, database: None, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a portal with something in it, without a slash at its end."""
    monkeypatch.setattr("volunteering.spam.FASTEST_SECONDS", 0)  # a test types faster than people
    return server.url


Open = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Open]:
    """Somebody sits down at a computer or takes out a phone: `visit(width=360, javascript=False)` is an empty page.

    A request to another host fails the test, and so does an error in the browser's console.
    """
    contexts: list[BrowserContext] = []
    strangers: list[str] = []
    complaints: list[str] = []

    def stay_here(route: Route) -> None:
        if route.request.url.startswith((site, "data:", "blob:")):
            route.continue_()
        else:
            strangers.append(route.request.url)
            route.abort()

    def open_(*, width: int = 1280, javascript: bool = True, language: str = "fi-FI", **more: Any) -> Page:
        size = PHONE | {"width": width} if width < 600 else {"width": width, "height": 900}
        context = browser.new_context(
            base_url=site, viewport=size, java_script_enabled=javascript, locale=language,
            timezone_id="Europe/Helsinki", **more,
        )  # fmt: skip
        context.set_default_timeout(8_000)
        context.route("**/*", stay_here)
        contexts.append(context)
        page = context.new_page()
        page.on(
            "console",
            lambda message: complaints.append(f"{page.url}: {message.text}") if message.type == "error" else None,
        )
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        return page

    yield open_
    for context in contexts:
        context.close()
    assert strangers == []
    assert [text for text in complaints if "the server responded with a status of 4" not in text] == []


@pytest.fixture
def sign_in(visit: Open) -> Open:
    """Somebody with an account signs in by the form: `sign_in("editor-oulu")`."""

    def open_(name: str, **how: Any) -> Page:
        page = visit(**how)
        page.goto("/accounts/login/")
        page.locator("input[name=login]").fill(name)
        page.locator("input[name=password]").fill(PASSWORD)
        page.locator("main button[type=submit]").first.click()
        expect(page).to_have_url(f"{page.url.split('/admin/')[0]}/admin/")
        return page

    return open_
