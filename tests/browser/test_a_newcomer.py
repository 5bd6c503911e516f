"""A newcomer with a small old phone: Arabic, 360 pixels, no JavaScript."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Open


def test_she_finds_what_happens_in_her_town_this_week(visit: Open) -> None:
    phone = visit(width=360, javascript=False, language="ti")
    phone.goto("/")
    phone.get_by_role("link", name="العربية").click()
    expect(phone.locator("html")).to_have_attribute("dir", "rtl")

    phone.locator("a.door").first.click()
    phone.get_by_role("main").locator("a[href='/ar/salo/']:visible").first.click()
    expect(phone).to_have_url(re.compile(r"/ar/salo/$"))
    phone.get_by_role("link", name="مقهى اللغة").first.click()

    expect(phone.get_by_role("heading", level=1)).to_have_text("مقهى اللغة")
    expect(phone.locator("bdi[dir=ltr]", has_text="17:30").first).to_be_visible()
    phone.go_back()
    expect(phone).to_have_url(re.compile(r"/ar/salo/$"))


def test_what_is_not_in_her_language_says_so(visit: Open) -> None:
    phone = visit(width=360, javascript=False)
    phone.goto("/ar/salo/first-steps/")
    expect(phone.locator("html")).to_have_attribute("lang", "ar")
    expect(phone.locator(".notice", has_text="Suomi").first).to_be_visible()
    text = phone.get_by_text("Hae ensin verokortti.")
    marked = text.locator("xpath=ancestor-or-self::*[@lang][1]")
    expect(marked).to_have_attribute("lang", "fi")
    expect(marked).to_have_attribute("dir", "ltr")


def test_she_asks_to_be_called(visit: Open) -> None:
    phone = visit(width=360, javascript=False)
    phone.goto("/ar/salo/join/")
    phone.locator("main a[href$='/call-me/']").first.click()
    phone.locator("[name=name_used]").fill("فاطمة")
    phone.locator("[name=reply_by][value=call]").check()
    phone.locator("[name=phone]").fill("040 123 4567")
    phone.locator("[name=who_comes][value=family]").check()
    phone.locator("main form button[type=submit]").click()
    expect(phone).to_have_url(re.compile(r"/ar/salo/join/call-me/received/$"))
    expect(phone.locator(".reference bdi[dir=ltr]")).to_have_text(re.compile(r"^[A-Z]{2}-[0-9A-Z]{8}$"))
