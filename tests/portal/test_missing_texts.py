"""A text that is missing in the language asked for: every page type answers with another one, and says so."""

import re
from datetime import date, time
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.utils.html import escape
from django.utils.translation import gettext, override
from wagtail.models import Page

from events.models import ActivityIdeaPage, EventIndexPage, EventPage, IdeaIndexPage
from home.languages import language_of
from home.models import BasePage, ContentPage, HomePage
from municipalities.models import (
    DistrictPage,
    ExperiencePage,
    GuidePage,
    LocalPage,
    MunicipalityIndexPage,
    MunicipalityPage,
)
from tests.cast import Country
from volunteering.models import RecruitmentCall, RecruitmentPage

PAGE_TYPES = [model for model in apps.get_models() if issubclass(model, BasePage)]
#: Language asked for → the only language with a text.
CASES = [("sv", "fi"), ("en", "fi"), ("fi-simple", "fi"), ("ar", "fi"), ("ar", "en"), ("fi", "sv"), ("en", "ar")]


def write(country: Country, model: type[BasePage], language: str) -> BasePage:
    """A live page of a type that exists in one language only."""
    if model in {HomePage, DistrictPage, MunicipalityPage}:
        pages = {HomePage: lambda c: country.homes[c], DistrictPage: lambda c: country.district_pages[c]["oulu"]}
        of = pages.get(model, lambda c: country.town_pages[c]["salo"])
        for code in set(country.homes) - {language}:
            of(code).unpublish()
        return of(language)
    home: Page = Page.objects.get(pk=country.homes[language].pk)
    town: Page = Page.objects.get(pk=country.town_pages[language]["salo"].pk)
    if model is EventPage:
        town = town.add_child(instance=EventIndexPage(title="Lista", slug="events", locale=home.locale))
    if model is ActivityIdeaPage:
        town = home.add_child(instance=IdeaIndexPage(title="Työkalut", slug="toolkit", locale=home.locale))
    parent = home if model in {ContentPage, GuidePage, IdeaIndexPage, MunicipalityIndexPage} else town
    page = model(title="Ainoa teksti", summary="Ainoa lause.", locale=home.locale, live=False, **_facts(model, country))
    parent.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def _facts(model: type[BasePage], country: Country) -> dict[str, Any]:
    if model is EventPage:
        return {"slug": "only", "start_date": date(2030, 1, 7), "start_time": time(17, 30), "is_free": True}
    if model is ExperiencePage:
        return {"slug": "only", "tried": "<p>Kahvila.</p>", "worked": "<p>Kahvi.</p>", "would_change": "<p>Aika.</p>"}
    if model is RecruitmentPage:
        call, _made = RecruitmentCall.objects.get_or_create(municipality=country.municipalities["salo"])
        return {"slug": "join", "call": call}
    return {"slug": {EventIndexPage: "events", MunicipalityIndexPage: "places"}.get(model, "only")}


@pytest.mark.parametrize(("requested", "written"), CASES)
@pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda model: model.__name__)
def test_a_missing_text_is_answered_by_the_one_there_is(
    country: Country, client: Client, model: type[BasePage], requested: str, written: str
) -> None:
    page = write(country, model, written)
    own_url = page.get_url()
    response = client.get(own_url.replace(f"/{written}/", f"/{requested}/", 1))
    html = response.content.decode()
    assert response.status_code == 200

    asked, text = language_of(requested), language_of(written)
    assert f'<html lang="{asked.html_lang}" dir="{asked.dir}">' in html
    with override(requested):
        sentence = gettext(
            "This page has not been translated yet. The text below is in another language: %(language)s."
        )
    assert escape(sentence % {"language": text.endonym}) in html
    assert re.search(rf'<(h1|p|div|article|span)[^>]* lang="{text.html_lang}" dir="{text.dir}"[^>]*>[^<]*\w', html)

    assert response["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in html
    assert f'<link rel="canonical" href="http://testserver{own_url}">' in html
    assert "hreflang=" not in html

    own = client.get(own_url).content.decode()
    assert f'hreflang="{asked.hreflang}"' not in own
    assert f'hreflang="{text.hreflang}" href="http://testserver{own_url}"' in own
    assert '<meta name="robots"' not in own


def test_the_switcher_says_which_text_will_open(country: Country, client: Client) -> None:
    write(country, ContentPage, "fi")
    html = client.get("/fi/only/?q=1").content.decode()
    assert '<a href="/ar/only/?q=1" lang="ar" dir="rtl">العربية</a> <small>' in html
    assert ': <span lang="fi" dir="ltr">suomi</span></small>' in html


def test_titles_above_a_missing_text_stay_in_the_language_asked_for_where_they_exist(
    country: Country, client: Client
) -> None:
    page = write(country, LocalPage, "fi")
    below = page.add_child(instance=LocalPage(title="Alempi", slug="below", locale=page.locale))
    assert below.live
    html = client.get("/sv/salo/only/below/").content.decode()
    breadcrumbs = html[
        html.index('class="wrap breadcrumbs"') : html.index("</nav>", html.index('class="wrap breadcrumbs"'))
    ]
    assert '<a href="/sv/salo/">[sv] Salo</a>' in breadcrumbs
    assert '<a href="/sv/salo/only/"><span lang="fi" dir="ltr">Ainoa teksti</span></a>' in breadcrumbs
    assert '<span aria-current="page" lang="fi" dir="ltr">Alempi</span>' in breadcrumbs
