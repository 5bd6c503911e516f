"""The microsites of the demo: opened by the service that everybody uses, then filled with words."""

from datetime import date
from typing import Any

from django.conf import settings
from wagtail.models import Locale, Page

from home.models import HomePage
from home.translation import translate
from municipalities.models import Municipality, MunicipalityIndexPage
from municipalities.opening import Opening, open_municipality
from municipalities.states import change_state
from portal.demo import content
from portal.demo.blocks import text_block
from portal.demo.pages import Say, publish_words

_PLACES = {
    "fi": ("Paikkakunnat", "Valitse paikkakuntasi: sen sivuilla on viikon toiminta ja ihmiset, joilta voit kysyä."),
    "sv": ("Orter", "Välj din ort: där finns veckans program och de personer du kan fråga."),
    "en": ("Places", "Choose your place: its pages have this week's activities and the people you can ask."),
    "fi-simple": ("Paikkakunnat", "Missä asut? Valitse oma paikkakuntasi."),
    "ar": ("الأماكن", "اختر مكان إقامتك: ستجد أنشطة الأسبوع والأشخاص الذين يمكنك أن تسألهم."),
}


def load_towns(home: HomePage, say: Say) -> None:
    """The list of places and fifteen microsites with their welcome texts and first weeks."""
    load_places_page(home)
    towns = list(Municipality.objects.select_related("district"))
    for n, municipality in enumerate(towns, start=1):
        is_new = not municipality.pages.exists()
        if is_new or municipality.state != Municipality.State.ENDED:
            _microsite(open_municipality(municipality, municipality.offered_languages))
        wanted = content.document(f"municipalities/{municipality.slug}").get("state", Municipality.State.CONTINUES)
        if is_new and municipality.state != wanted:
            change_state(municipality, wanted, date.fromisoformat(settings.PILOT_ENDED_ON))
        say(f"microsites {n} of {len(towns)}: {municipality.name_fi}")


def load_places_page(home: HomePage) -> None:
    page = MunicipalityIndexPage.objects.child_of(home).first()
    if page is None:
        page = MunicipalityIndexPage(title=_PLACES["fi"][0], slug="places", show_in_menus=True, locale=home.locale)
        home.refresh_from_db()
        home.add_child(instance=page)
    for code, (title, summary) in _PLACES.items():
        _say_in(page, code, {"title": title, "summary": summary})


def _microsite(opening: Opening) -> None:
    town = opening.municipality
    document = content.document(f"municipalities/{town.slug}")
    name = f"town-{town.slug}"
    for code in opening.languages:
        texts = document["welcome"].get(code)
        if texts:
            words = {
                "title": town.name(code),
                "summary": texts["introduction"],
                "body": text_block(name, texts["body"]),
                "state_note": document.get("state_note", {}).get(code, {}).get("text", ""),
            }
            _say_in(opening.source_page, code, words)


def _say_in(source: Page, code: str, words: dict[str, Any]) -> None:
    """The words in one language: on the source page itself, or on its translation."""
    if source.locale.language_code == code:
        publish_words(source, words)
    else:
        translate(source, Locale.objects.get(language_code=code), words)
