"""In the demo, mail goes to a page; nowhere else does that page exist."""

from pathlib import Path
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client, override_settings
from django.urls import NoReverseMatch, reverse

from portal.demo.mailbox import MailboxBackend
from tests.cast import Country


@pytest.fixture
def mailbox(settings: Any, tmp_path: Path) -> MailboxBackend:
    settings.VAR_DIR = tmp_path
    return MailboxBackend()


@override_settings(ROOT_URLCONF="tests.portal.demo_urls")
def test_a_sent_mail_can_be_read(country: Country, client: Client, mailbox: MailboxBackend, tmp_path: Path) -> None:
    assert client.get("/demo/mail/").status_code == 200
    mailbox.send_messages(
        [EmailMessage("Vahvista", "Avaa <b>linkki</b>: http://testserver/fi/x/", to=["a@example.org"])]
    )
    listing = client.get("/demo/mail/").content.decode()
    assert "Vahvista" in listing
    name = next((tmp_path / "mail").glob("*.eml")).stem
    page = client.get(f"/demo/mail/{name}/").content.decode()
    assert "&lt;b&gt;linkki&lt;/b&gt;" in page
    assert 'href="http://testserver/fi/x/"' in page
    assert client.get("/demo/mail/not-there/", follow=True).status_code == 404


def test_other_settings_have_no_such_page() -> None:
    with pytest.raises(NoReverseMatch):
        reverse("sent_mails")
