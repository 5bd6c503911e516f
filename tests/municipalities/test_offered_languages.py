"""A language that a municipality does not offer is answered like a missing text, also where a text exists."""

from django.test import Client

from municipalities.models import LocalPage, Municipality
from tests.cast import Country


def withhold_arabic(slug: str) -> None:
    Municipality.objects.filter(slug=slug).update(offered_languages=["fi", "sv", "en"])


def test_the_answer_is_another_language_at_the_same_address(country: Country, client: Client) -> None:
    withhold_arabic("salo")
    response = client.get("/ar/salo/")
    html = response.content.decode()
    assert response.status_code == 200
    assert response["X-Robots-Tag"] == "noindex"
    assert '<html lang="ar" dir="rtl">' in html
    assert 'lang="en" dir="ltr"' in html
    assert '<link rel="canonical" href="http://testserver/en/salo/">' in html
    assert "[ar]" not in html.split("<main")[1]


def test_pages_below_follow(country: Country, client: Client) -> None:
    for code in ("fi", "ar"):
        parent = country.town_pages[code]["salo"]
        parent.add_child(instance=LocalPage(title=f"Weeks {code}", slug="weeks", locale=parent.locale))
    assert "Weeks ar" in client.get("/ar/salo/weeks/").content.decode()
    withhold_arabic("salo")
    html = client.get("/ar/salo/weeks/").content.decode()
    assert "Weeks fi" in html
    assert "Weeks ar" not in html


def test_other_municipalities_and_the_portal_are_not_touched(country: Country, client: Client) -> None:
    withhold_arabic("salo")
    assert "[ar] Raahe" in client.get("/ar/raahe/").content.decode()
    assert client.get("/ar/").status_code == 200


def test_it_is_not_offered_as_an_alternate(country: Country, client: Client) -> None:
    withhold_arabic("salo")
    html = client.get("/fi/salo/").content.decode()
    assert 'hreflang="en"' in html
    assert 'hreflang="ar"' not in html


def test_a_language_offered_by_nobody_is_404_not_a_loop(country: Country, client: Client) -> None:
    Municipality.objects.filter(slug="salo").update(offered_languages=[])
    assert client.get("/ar/salo/").status_code == 404


def test_most_peoples_language_stands_in_first(country: Country, client: Client) -> None:
    """Swedish where Swedish is the majority's, Finnish elsewhere; English and easy Finnish before both."""
    for code in ("fi", "sv"):
        parent = country.town_pages[code]["salo"]
        parent.add_child(instance=LocalPage(title=f"Weeks {code}", slug="weeks", locale=parent.locale))
    assert "Weeks fi" in client.get("/ar/salo/weeks/").content.decode()
    Municipality.objects.filter(slug="salo").update(official_language_status=3)
    assert "Weeks sv" in client.get("/ar/salo/weeks/").content.decode()
    assert "Weeks fi" in client.get("/fi/salo/weeks/").content.decode()
