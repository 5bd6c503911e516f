"""What a visitor reads when something is missing or broken, in the language of the address."""

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import OperationalError
from django.test import Client, RequestFactory
from django.utils import translation

from portal.errors import server_error
from tests.cast import Country


@pytest.mark.parametrize(("language", "direction"), [("fi", "ltr"), ("ar", "rtl")])
def test_a_page_that_is_not_there_helps_on(country: Country, client: Client, language: str, direction: str) -> None:
    response = client.get(f"/{language}/there-is-no-such-page/")
    html = response.content.decode()
    assert response.status_code == 404
    assert f'<html lang="{language}" dir="{direction}">' in html
    assert 'name="robots" content="noindex"' in html
    assert f'href="/{language}/"' in html
    assert 'role="search"' in html


@pytest.mark.parametrize(("language", "direction"), [("fi", "ltr"), ("ar", "rtl")])
def test_a_fault_is_told_without_the_database(language: str, direction: str) -> None:
    with translation.override(language):
        response = server_error(RequestFactory().get(f"/{language}/"))
    html = response.content.decode()
    assert response.status_code == 500
    assert f'<html lang="{language}" dir="{direction}">' in html
    assert "112" in html
    assert "css/site" in html


def test_a_fault_is_told_even_when_static_files_are_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> str:
        raise ValueError(name)

    monkeypatch.setattr(staticfiles_storage, "url", missing)
    html = server_error(RequestFactory().get("/fi/")).content.decode()
    assert "stylesheet" not in html
    assert "112" in html


def test_while_the_database_is_away_visitors_are_asked_to_come_again() -> None:
    try:
        raise OperationalError
    except OperationalError:
        response = server_error(RequestFactory().get("/fi/"))
    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0
    assert "112" in response.content.decode()
