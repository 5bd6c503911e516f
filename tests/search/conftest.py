"""Pages to be found."""

from collections.abc import Callable
from typing import Any

import pytest
from wagtail.models import Page

from home.models import ContentPage
from municipalities.models import LocalPage
from tests.cast import Country


@pytest.fixture
def write_page(country: Country) -> Callable[..., Page]:
    """`write_page("Otsikko", "Leipäteksti.", language="fi")` publishes a content page below the home page."""

    def write(title: str, body: str = "", *, language: str = "fi", **fields: Any) -> Page:
        parent = Page.objects.get(pk=country.homes[language].pk)
        block = [{"type": "rich_text", "value": f"<p>{body}</p>"}]
        return parent.add_child(instance=ContentPage(title=title, body=block, locale=parent.locale, **fields))

    return write


@pytest.fixture
def local_page(country: Country) -> Callable[..., Page]:
    """`local_page("Otsikko", "salo")` publishes a page of a municipality."""

    def write(title: str, town: str, body: str = "", *, language: str = "fi", **fields: Any) -> Page:
        parent = Page.objects.get(pk=country.town_pages[language][town].pk)
        block = [{"type": "rich_text", "value": f"<p>{body}</p>"}]
        return parent.add_child(instance=LocalPage(title=title, body=block, locale=parent.locale, **fields))

    return write
