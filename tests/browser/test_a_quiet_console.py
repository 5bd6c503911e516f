"""Public pages and the admin ask no other host for anything, and the browser has nothing to complain about.

The fixture `visit` fails a test whose pages do; this walks through the main ones.
"""

import pytest

from tests.browser.addresses import PUBLIC
from tests.browser.conftest import Open
from tests.cast import load_country


@pytest.mark.parametrize("language", ["fi", "ar"])
def test_public_pages(visit: Open, language: str) -> None:
    page = visit(language="ti")
    for address in PUBLIC.values():
        page.goto(address.format(language), wait_until="load")


def test_the_main_pages_of_the_admin(sign_in: Open) -> None:
    page = sign_in("admin")
    salo = load_country().town_pages["fi"]["salo"]
    event = salo.get_descendants().get(slug="language-cafe")
    for address in (
        "/admin/",
        f"/admin/pages/{salo.pk}/",
        f"/admin/pages/{salo.pk}/edit/",
        f"/admin/pages/{event.pk}/edit/",
        "/admin/signups/",
    ):
        page.goto(address, wait_until="load")
        page.wait_for_timeout(300)
