"""A visitor searches: what is found, in which order, and what is shown of it."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from wagtail.models import Page

WritePage = Callable[..., Page]


def html(client: Client, text: str, language: str = "fi", **more: str) -> str:
    response = client.get(f"/{language}/search/", {"q": text, **more})
    assert response.status_code == 200
    return response.content.decode()


def titles(client: Client, text: str, language: str = "fi", **more: str) -> list[str]:
    return re.findall(r'class="card-link" href="[^"]*">(.*?)</a>', html(client, text, language, **more))


def test_a_page_is_found_by_a_word_of_its_title(write_page: WritePage, client: Client) -> None:
    write_page("Kirjaston aukioloajat")
    assert titles(client, "aukioloajat") == ["Kirjaston aukioloajat"]


@pytest.mark.parametrize(
    ("language", "typed", "written"),
    [
        ("fi", "kurssi", "Suomen kursseja aikuisille"),
        ("fi", "kurssi", "Kielikurssi alkaa"),
        ("fi", "kursseja", "Uusi kurssi"),
        ("fi", "kieli", "Kielikurssi alkaa"),
        ("fi", "lapsi", "Lasten kerho"),
        ("fi", "työ", "Töitä nuorille"),
        ("fi", "äiti", "Äitien aamu"),
        ("fi", "ryhmä", "Ryhmiin mahtuu"),
        ("fi", "uinti", "Uimaan yhdessä, uintia keskiviikkoisin"),
        ("fi", "ruoka", "Ruokaa ja juttelua"),
        ("fi", "nainen", "Naisten sauna"),
        ("fi", "yhteisökummi", "Yhteisökummeille valmennus"),
        ("fi-simple", "kurssi", "Suomen kursseja"),
        ("sv", "kurs", "Kurser i svenska"),
        ("sv", "kurs", "En språkkurs börjar"),
        ("sv", "kvinna", "Kvinnornas bastu"),
        ("en", "course", "Language courses"),
        ("en", "swim", "Swimming together"),
        ("ar", "أحمد", "لقاء مع احمد"),
        ("ar", "مكتبه", "مواعيد المكتبة"),
        ("ar", "كتاب", "كِتَاب جديد"),
    ],
)
def test_words_are_found_in_every_form(
    write_page: WritePage, client: Client, language: str, typed: str, written: str
) -> None:
    write_page(written, language=language)
    assert titles(client, typed, language) == [written]


def test_folded_letters_find_and_own_letters_come_first(write_page: WritePage, client: Client) -> None:
    write_page("Narpio")
    write_page("Närpiö")
    assert titles(client, "narpio") == ["Narpio", "Närpiö"]
    assert titles(client, "närpiö") == ["Närpiö", "Narpio"]


def test_every_word_must_be_there(write_page: WritePage, client: Client) -> None:
    write_page("Suomen kurssi", "Tervetuloa aamulla.")
    write_page("Ruotsin kurssi", "Tervetuloa illalla.")
    assert titles(client, "kurssi aamu") == ["Suomen kurssi"]


def test_a_title_comes_before_a_text(write_page: WritePage, client: Client) -> None:
    write_page("Muuta", "Sauna on lämmin joka lauantai.")
    write_page("Sauna", "Lauantaina.")
    assert titles(client, "sauna") == ["Sauna", "Muuta"]


def test_a_title_that_is_the_word_comes_before_a_longer_one(write_page: WritePage, client: Client) -> None:
    write_page("Kyyti saunaan", "Sauna on kaukana. Saunasta takaisin. Sauna, sauna!")
    write_page("Sauna", "Joka lauantai lämmin.")
    assert titles(client, "sauna") == ["Sauna", "Kyyti saunaan"]


def test_a_page_of_a_municipality_is_found_with_its_name(client: Client, local_page: WritePage) -> None:
    local_page("Ensimmäiset viikot", "salo")
    local_page("Ensimmäiset viikot", "raahe")
    found = html(client, "ensimmäiset viikot Raahessa")
    assert "/fi/raahe/" in found
    assert "/fi/salo/" not in found


def test_hits_in_other_languages_are_grouped_and_say_their_language(write_page: WritePage, client: Client) -> None:
    write_page("Polkupyörä", language="fi")
    write_page("Cykel – polkupyörä", language="sv")
    found = html(client, "polkupyörä", "sv")
    own, others = found.split("På andra språk" if "På andra språk" in found else "In other languages")
    assert "Cykel" in own
    assert '<h3 lang="fi" dir="ltr"><a class="card-link"' in others


def test_a_thing_found_in_two_languages_is_shown_once(write_page: WritePage, client: Client) -> None:
    page = write_page("Telma-talo", language="fi")
    write_page("Telma house", language="en", translation_key=page.translation_key)
    assert titles(client, "telma", "fi") == ["Telma-talo"]
    assert titles(client, "telma", "en") == ["Telma house"]
    assert titles(client, "telma", "ar") == ["Telma house"]  # what stands in there


def test_a_hit_leads_to_the_language_asked_for_when_its_text_is_shown_there(
    write_page: WritePage, client: Client
) -> None:
    page = write_page("Telma-talo", language="fi", slug="telma")
    write_page("The house", language="en", slug="telma", translation_key=page.translation_key)
    write_page("Orava", language="fi", slug="orava")
    assert 'href="/fi/telma/"' in html(client, "telma-talo", "ar")  # /ar/telma/ would show the English text
    assert 'href="/ar/orava/"' in html(client, "orava", "ar")


def test_a_typing_error_is_corrected_and_the_literal_search_is_offered(write_page: WritePage, client: Client) -> None:
    write_page("Kielikahvila kirjastossa")
    found = html(client, "kielikhavila")
    assert "kielikahvila" in found
    assert "literal=1" in found
    assert titles(client, "kielikhavila") == ["Kielikahvila kirjastossa"]
    assert titles(client, "kielikhavila", literal="1") == []


def test_excerpts_mark_what_was_found_and_escape_everything_else(write_page: WritePage, client: Client) -> None:
    write_page("Otsikko", "Alussa muuta. " * 40 + "Tom &amp; &lt;script&gt;alert(1)&lt;/script&gt; kursseja täällä.")
    found = html(client, "kurssi")
    assert "<mark>kursseja</mark>" in found
    assert "<script>alert" not in found
    assert "&lt;script&gt;" in found


def test_what_was_typed_is_escaped(country: object, client: Client) -> None:
    assert "<script>x" not in html(client, "<script>x</script>\"'")


def test_the_heading_counts_and_a_page_has_twenty(write_page: WritePage, client: Client) -> None:
    for n in range(23):
        write_page(f"Satunnainen otsikko {n}")
    first = html(client, "satunnainen")
    assert re.search(r"<h1>\s*23 ", first)
    assert len(titles(client, "satunnainen")) == 20
    assert len(titles(client, "satunnainen", page="2")) == 3
    assert len(titles(client, "satunnainen", page="99")) == 20
    assert len(titles(client, "satunnainen", page="x")) == 20


def test_nothing_found_helps_on(country: object, client: Client) -> None:
    response = client.get("/fi/search/", {"q": "qzxwv"})
    assert response["X-Robots-Tag"] == "noindex"
    found = response.content.decode()
    assert "qzxwv" in found
    assert "/fi/contact/" in found


@pytest.mark.parametrize("path", ["/fi/", "/ar/salo/", "/sv/district-oulu/", "/en/nowhere/", "/ar/search/"])
def test_every_page_has_the_search_of_its_language(country: object, client: Client, path: str) -> None:
    page = client.get(path).content.decode()
    assert f'role="search" action="/{path.split("/")[1]}/search/" method="get"' in page


def test_without_words_there_is_only_the_form(country: object, client: Client) -> None:
    assert titles(client, "") == []
    assert titles(client, "   ") == []


def test_the_number_of_queries_does_not_grow(
    write_page: WritePage, client: Client, django_assert_max_num_queries
) -> None:
    write_page("Laskettava yksi")
    client.get("/fi/")
    with django_assert_max_num_queries(8):
        html(client, "laskettava")
    for n in range(25):
        write_page(f"Laskettava {n}", language=["fi", "sv", "en"][n % 3])
    with django_assert_max_num_queries(8):
        html(client, "laskettava")
    with django_assert_max_num_queries(8):
        html(client, "qzxwv")
    with django_assert_max_num_queries(10):
        html(client, "lasketttava")
