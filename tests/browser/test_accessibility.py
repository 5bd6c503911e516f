"""The main kinds of pages pass axe, in light and dark, in Finnish and in Arabic."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.addresses import PUBLIC
from tests.browser.conftest import Open

LANGUAGES = ["fi", "ar"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page, options: dict[str, Any]) -> list[dict[str, Any]]:
    """What breaks the rules; `preload` would fetch style sheets again, from wrong addresses."""
    found: list[dict[str, Any]] = (
        Axe().run(page, options={"preload": False, "resultTypes": ["violations"], **options}).response["violations"]
    )
    return found


def complaints(page: Page) -> list[str]:
    """What axe finds, a line for each element; in the dark only colours differ."""
    page.emulate_media(color_scheme="light")
    found = violations(page, {"runOnly": RULES})
    page.emulate_media(color_scheme="dark")
    found += violations(page, {"runOnly": ["color-contrast"]})
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_stands_in_the_way(visit: Open, language: str) -> None:
    page = visit(width=768, language="ti", bypass_csp=True)
    found = {}
    for name, address in PUBLIC.items():
        page.goto(address.format(language))
        found[name] = complaints(page)
    page.goto(f"/{language}/salo/join/how/")
    page.locator("main form button[type=submit]").click()
    page.wait_for_load_state("networkidle")
    found["form with errors"] = complaints(page)
    page.locator("[name=wants][value=group]").check()
    page.locator("[name=is_adult][value=yes]").check()
    for _step in ("how", "interests", "about"):
        page.locator("main form button[type=submit]").click()
    page.locator("[name=full_name]").fill("Aino")
    page.locator("[name=phone]").fill("0401234567")
    page.locator("main form button[type=submit]").click()
    page.wait_for_load_state("networkidle")
    assert page.url.endswith("/check/")
    found["check answers"] = complaints(page)
    assert {name: lines for name, lines in found.items() if lines} == {}
