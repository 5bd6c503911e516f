"""A contributor changes an activity, an editor of the district approves it, and cancels one evening from her phone."""

import re

from django.core import mail
from playwright.sync_api import Page, expect

from events.models import EventPage
from tests.browser.conftest import Open


def knitting() -> EventPage:
    return EventPage.objects.get(slug="knitting", locale__language_code="fi")


def press(page: Page, action: str) -> None:
    """Press one of the page editor's buttons, which hide in a menu unless they are the first."""
    button = page.locator(f"footer button[name='{action}']")
    if not button.is_visible():
        page.locator("footer [data-controller~='w-dropdown'] button[data-w-dropdown-target='toggle']").click()
    button.click()


def test_a_change_is_public_once_an_editor_of_the_district_has_approved_it(visit: Open, sign_in: Open) -> None:
    event, reader = knitting(), visit()
    edit = f"/admin/pages/{event.pk}/edit/"
    contributor = sign_in("contributor-salo")
    contributor.goto(edit)
    contributor.locator("[name=title]").fill("Neulekerho ja kahvit")
    press(contributor, "action-submit")
    expect(contributor.locator(".messages .success")).to_be_visible()
    reader.goto("/fi/salo/events/knitting/")
    expect(reader.get_by_role("heading", level=1)).to_have_text("Neulekerho")

    told = [letter for letter in mail.outbox if "Neulekerho ja kahvit" in letter.subject]
    assert sorted(letter.to[0] for letter in told) == ["editor-varsinais-suomi@example.org"]

    stranger = sign_in("editor-oulu")
    answer = stranger.goto(edit)
    assert answer is not None
    assert answer.status in (403, 404) or "/edit/" not in stranger.url
    expect(stranger.get_by_text("Neulekerho ja kahvit")).to_have_count(0)

    editor = sign_in("editor-varsinais-suomi")
    editor.goto(edit)
    editor.locator("footer [data-controller~='w-dropdown'] button[data-w-dropdown-target='toggle']").click()
    editor.locator("button[data-workflow-action-name='approve']:visible").first.click()
    expect(editor.locator(".messages .success")).to_be_visible()
    reader.reload()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Neulekerho ja kahvit")


def test_a_cancelled_evening_is_struck_through_and_said_in_words(visit: Open, sign_in: Open) -> None:
    event = knitting()
    phone = sign_in("editor-varsinais-suomi", width=360)
    phone.goto(f"/admin/events/{event.pk}/dates/")
    phone.locator("section.event-date").nth(1).locator("button[value=cancel]").click()
    expect(phone.locator(".messages .success")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360

    reader = visit(javascript=False)
    reader.goto("/fi/salo/events/")
    row = reader.locator(".event-row[data-status=cancelled]")
    expect(row).to_have_count(1)
    expect(row).to_contain_text(re.compile("Peru"))
    line = row.locator(".event-title a").evaluate("node => getComputedStyle(node).textDecorationLine")
    assert line == "line-through"
