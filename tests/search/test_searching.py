"""A visitor searches: what is found, in which order, and what is shown of it."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from wagtail.models import Page


def titles(client: Client, text: str, language: str = "fi", **more: str) -> list[str]:
    response = client.get(f"/{language}/search/", {"q": text, **more})
    assert response.status_code == 200
    return re.findall(r'class="card-link" href="[^"]*">(.*?)</a>', response.content.decode())


def test_a_page_is_found_by_a_word_of_its_title(write_page: Callable[..., Page], client: Client) -> None:
    write_page("Kirjaston aukioloajat")
    assert titles(client, "aukioloajat") == ["Kirjaston aukioloajat"]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("kurssi", "Suomen kursseja aikuisille"),
        ("kurssi", "Kielikurssi alkaa"),
        ("kursseja", "Uusi kurssi"),
        ("kieli", "Kielikurssi alkaa"),
        ("lapsi", "Lasten kerho"),
        ("työ", "Töitä nuorille"),
        ("äiti", "Äitien aamu"),
        ("ryhmä", "Ryhmiin mahtuu"),
        ("uinti", "Uimaan yhdessä, uintia keskiviikkoisin"),
        ("ruoka", "Ruokaa ja juttelua"),
        ("nainen", "Naisten sauna"),
        ("yhteisökummi", "Yhteisökummeille valmennus"),
    ],
)
def test_finnish_words_are_found_in_every_form(
    write_page: Callable[..., Page], client: Client, typed: str, written: str
) -> None:
    write_page(written)
    assert titles(client, typed) == [written]
