"""Without a mouse, without JavaScript, on the narrowest screens."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.addresses import PUBLIC
from tests.browser.conftest import Open


def test_the_first_key_leads_past_the_header(visit: Open) -> None:
    page = visit(javascript=False)
    page.goto("/fi/salo/")
    page.keyboard.press("Tab")
    skip = page.locator(".skip-link")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#content$"))
    page.keyboard.press("Tab")
    expect(page.locator("main :focus")).to_have_count(1)


def test_every_stop_of_the_tab_key_can_be_seen(visit: Open) -> None:
    page = visit()
    page.goto("/fi/salo/")
    for _stop in range(14):
        page.keyboard.press("Tab")
        look = page.evaluate(
            "() => { const style = getComputedStyle(document.activeElement);"
            " return [document.activeElement.outerHTML.slice(0, 120), style.outlineStyle, style.boxShadow] }"
        )
        assert look[1] != "none" or look[2] != "none", look[0]


def test_the_menu_opens_by_keyboard(visit: Open) -> None:
    phone = visit(width=360, javascript=False)
    phone.goto("/fi/salo/")
    menu = phone.locator(".menu-narrow summary")
    menu.focus()
    link = phone.locator(".menu-narrow nav a").first
    expect(link).to_be_hidden()
    phone.keyboard.press("Enter")
    expect(link).to_be_visible()
    phone.keyboard.press("Tab")
    expect(phone.locator(".menu-narrow nav :focus")).to_have_count(1)


@pytest.mark.parametrize("language", ["fi", "ar"])
def test_nothing_scrolls_sideways_at_320_pixels(visit: Open, language: str) -> None:
    phone = visit(width=320, language="ti")
    wide = {}
    for name, address in PUBLIC.items():
        phone.goto(address.format(language))
        wide[name] = phone.evaluate("document.documentElement.scrollWidth")
    assert {name: width for name, width in wide.items() if width > 320} == {}


@pytest.mark.parametrize("language", ["fi", "ar"])
def test_what_is_pressed_is_large_enough_for_a_thumb(visit: Open, language: str) -> None:
    phone = visit(width=360, language="ti")
    small = []
    for address in PUBLIC.values():
        phone.goto(address.format(language))
        small += phone.eval_on_selector_all(
            "a.button, a.chip, a.place-tile, summary, .site-header a, .site-footer a, .breadcrumbs a",
            """things => things.filter(t => t.checkVisibility({visibilityProperty: true}))
                .map(t => [t.outerHTML.slice(0, 80), t.getBoundingClientRect().height])
                .filter(([, height]) => height > 0 && height < 43.5)""",
        )
    assert small == []
