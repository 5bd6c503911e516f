"""Pages to be found."""

from collections.abc import Callable

import pytest
from wagtail.models import Page

from home.models import ContentPage
from tests.cast import Country


@pytest.fixture
def write_page(country: Country) -> Callable[..., Page]:
    """`write_page("Otsikko", body="…", language="fi")` publishes a content page below the home page."""

    def write(title: str, body: str = "", *, language: str = "fi", live: bool = True, **fields: str) -> Page:
        home = country.homes[language]
        block = [{"type": "rich_text", "value": f"<p>{body}</p>"}]
        page = ContentPage(title=title, body=block, locale=home.locale, live=live, **fields)
        return type(home).objects.get(pk=home.pk).add_child(instance=page)

    return write
