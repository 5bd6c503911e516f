"""Pages as a browser shows them: on the smallest screen, without scripts, for a keyboard, for a screen reader."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer
from wagtail.models import Locale

from municipalities.models import ContactsPage, MunicipalityIndexPage
from tests.cast import Country

PATHS = ["", "salo/", "salo/contacts/", "places/", "there-is-no-such-page/"]
ADDRESSES = [f"/{language}/{path}" for language in ("fi", "ar") for path in PATHS]


@pytest.fixture
def site(live_server: LiveServer, country: Country) -> str:
    """A running site with the cast, the choice of places and a page of contacts; its address."""
    for language in ("fi", "ar"):
        locale = Locale.objects.get(language_code=language)
        country.homes[language].add_child(
            instance=MunicipalityIndexPage(title="Paikkakunnat", slug="places", show_in_menus=True, locale=locale)
        )
        country.town_pages[language]["salo"].add_child(
            instance=ContactsPage(title="Yhteyshenkilöt", slug="contacts", show_in_menus=True, locale=locale)
        )
    return live_server.url


@pytest.mark.django_db(transaction=True)
def test_no_page_scrolls_sideways_at_320_pixels(site: str, page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    widths = {}
    for address in ADDRESSES:
        page.goto(site + address)
        widths[address] = page.evaluate("document.documentElement.scrollWidth")
    assert {address: width for address, width in widths.items() if width > 320} == {}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(site: str, browser: Browser, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": 360, "height": 740})
    page = context.new_page()
    found = {}
    for address in ADDRESSES:
        page.goto(site + address)
        found[address] = [violation["id"] for violation in Axe().run(page).response["violations"]]
    context.close()
    assert {address: problems for address, problems in found.items() if problems} == {}


@pytest.mark.django_db(transaction=True)
def test_menu_and_languages_open_without_scripts(site: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{site}/fi/")
    link = page.locator(".menu-narrow a[href='/fi/places/']")
    expect(link).not_to_be_visible()
    page.locator(".menu-narrow > summary").click()
    expect(link).to_be_visible()
    page.locator(".menu-narrow > summary").click()
    page.locator(".language-switcher > summary").click()
    page.locator(".language-switcher a[lang=ar]").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    assert page.url == f"{site}/ar/"
    context.close()


@pytest.mark.django_db(transaction=True)
def test_the_first_tab_leads_past_the_navigation(site: str, page: Page) -> None:
    page.goto(f"{site}/fi/salo/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip-link")).to_be_focused()
    expect(page.locator(".skip-link")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


@pytest.mark.django_db(transaction=True)
def test_what_is_pressed_is_large_enough_for_a_thumb(site: str, page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    small = []
    for address in ADDRESSES:
        page.goto(site + address)
        small += page.eval_on_selector_all(
            "a.button, a.chip, a.place-tile, summary, .site-header a, .site-footer a, .breadcrumbs a",
            """things => things.filter(t => t.checkVisibility({visibilityProperty: true}))
                .map(t => [t.outerHTML.slice(0, 80), t.getBoundingClientRect().height])
                .filter(([, height]) => height > 0 && height < 43.5)""",
        )
    assert small == []
