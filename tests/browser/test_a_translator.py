"""A translator gives a page of Salo its Arabic words; the editor of the district makes them public."""

import pytest
from django.core import mail
from playwright.sync_api import expect

from home.translation import translate
from municipalities.models import LocalPage
from tests.browser.conftest import Open
from tests.browser.test_an_editors_change import press
from tests.cast import load_country


@pytest.fixture
def draft(site: str) -> LocalPage:
    """A page that waits for its Arabic words: a draft with the Finnish ones."""
    country = load_country()
    salo = country.town_pages["fi"]["salo"]
    page = LocalPage(title="Kirjasto", slug="library", summary="Kirja ja kahvi.", locale=salo.locale)
    salo.add_child(instance=page)
    page.save_revision().publish()
    return translate(page, country.homes["ar"].locale, {}, publish=False).specific


def test_what_she_submits_is_public_once_it_is_approved(draft: LocalPage, visit: Open, sign_in: Open) -> None:
    edit, address, reader = f"/admin/pages/{draft.pk}/edit/", "/ar/salo/library/", visit(javascript=False)
    reader.goto(address)
    expect(reader.get_by_text("Kirja ja kahvi.").first).to_be_visible()

    translator = sign_in("translator-ar")
    translator.goto(edit)
    translator.locator("[name=title]").fill("المكتبة")
    translator.locator("[name=summary]").fill("كتاب وقهوة.")
    press(translator, "action-submit")
    expect(translator.locator(".messages .success")).to_be_visible()
    assert [letter.to[0] for letter in mail.outbox] == ["editor-varsinais-suomi@example.org"]
    reader.reload()
    expect(reader.get_by_text("كتاب وقهوة.")).to_have_count(0)

    editor = sign_in("editor-varsinais-suomi")
    editor.goto(edit)
    editor.locator("footer [data-controller~='w-dropdown'] button[data-w-dropdown-target='toggle']").click()
    editor.locator("button[data-workflow-action-name='approve']:visible").first.click()
    expect(editor.locator(".messages .success")).to_be_visible()
    reader.reload()
    expect(reader.get_by_role("heading", level=1)).to_have_text("المكتبة")
    expect(reader.get_by_text("كتاب وقهوة.").first).to_be_visible()
    assert "noindex" not in (reader.locator("meta[name=robots]").all_text_contents() or [""])
