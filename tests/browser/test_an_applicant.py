"""An applicant who reads Swedish, without JavaScript: from the microsite to her own page."""

import re
from concurrent.futures import ThreadPoolExecutor

from django.core import mail
from django.db import connections
from playwright.sync_api import Page, expect
from procrastinate.contrib.django import app

from tests.browser.conftest import Open
from volunteering.models import Registration


def run_worker() -> None:
    """Let the worker do what waits, in a thread without the browser's event loop."""

    def work() -> None:
        try:
            with app.replace_connector(app.connector.get_worker_connector()):
                app.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(work).result()


def link_in_mail(to: str, part: str) -> str:
    """The path of a link in the newest mail to an address."""
    letter = next(letter for letter in reversed(mail.outbox) if letter.to == [to])
    plain = next(leaf for leaf in letter.message().walk() if leaf.get_content_type() == "text/plain")
    found = re.search(rf"http://testserver(/\S*{part}\S*)", plain.get_payload(decode=True).decode())
    assert found
    return found[1]


def next_step(page: Page) -> None:
    page.locator("main form button[type=submit]").click()


def test_she_signs_up_confirms_and_withdraws(visit: Open) -> None:
    page = visit(width=360, javascript=False, language="sv-FI")
    page.goto("/sv/salo/")
    page.get_by_role("link", name="Bli gemenskapsfadder").first.click()
    page.locator("main a[href='/sv/salo/join/how/']").first.click()

    with page.expect_response(lambda response: response.request.method == "POST") as answer:
        next_step(page)
    assert answer.value.status == 422
    expect(page).to_have_title(re.compile("^Fel:"))
    summary = page.locator(".error-summary")
    expect(summary.get_by_role("link").first).to_have_attribute("href", "#id_wants_0")
    expect(page.locator(".error-summary ~ h1")).to_be_visible()

    page.locator("[name=wants][value=group]").check()
    page.locator("[name=is_adult][value=yes]").check()
    next_step(page)
    page.locator("[name=interests][value=food]").check()
    next_step(page)
    page.locator("[name=message]").fill("Jag vill hjälpa till.")

    next_step(page)
    page.locator("[name=full_name]").fill("Åsa Ö'Brien")
    page.locator("[name=email]").fill("asa@example.org")
    next_step(page)
    expect(page.locator(".summary-list")).to_contain_text("Åsa Ö'Brien")

    page.locator(".language-switcher summary").click()
    page.locator(".language-switcher a[lang=fi]").first.click()
    expect(page).to_have_url(re.compile(r"/fi/salo/join/check/$"))
    expect(page.locator(".summary-list")).to_contain_text("Åsa Ö'Brien")
    page.locator(".language-switcher summary").click()
    page.locator(".language-switcher a[lang^=sv]").first.click()

    page.locator("[name=privacy_read]").check()
    next_step(page)
    expect(page).to_have_url(re.compile(r"/sv/salo/join/received/$"))
    reference = page.locator(".reference").inner_text().strip()
    page.reload()
    expect(page.locator(".reference")).to_have_text(reference)
    assert Registration.objects.get(reference=reference).language == "sv"

    run_worker()
    page.goto(link_in_mail("asa@example.org", "sv/salo/join/confirm/"))
    assert Registration.objects.get(reference=reference).status == "unverified"
    next_step(page)
    expect(page).to_have_url(re.compile(r"sv/salo/join/own/"))
    assert Registration.objects.get(reference=reference).status == "new"

    run_worker()
    page.goto(link_in_mail("asa@example.org", "sv/salo/join/own/"))
    expect(page.locator(".reference")).to_have_text(reference)
    page.locator("details summary", has_text=re.compile("anmälan")).click()
    page.locator("button[data-kind=danger]").click()
    expect(page.locator("button[data-kind=danger]")).to_have_count(0)
    registration = Registration.objects.get(reference=reference)
    assert (registration.status, registration.full_name, registration.email) == ("withdrawn", "", "")
