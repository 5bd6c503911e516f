"""The microsites of the demo: opened by the service that everybody uses, then filled with words."""

from typing import Any

from wagtail.models import Locale, Page

from home.models import HomePage
from home.translation import translate
from municipalities.models import LocalPage, Municipality, MunicipalityIndexPage, MunicipalityPage
from municipalities.opening import Opening, open_municipality
from portal.demo import content
from portal.demo.blocks import stream, text_block
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
        if municipality.state != Municipality.State.ENDED or not municipality.pages.exists():
            _microsite(open_municipality(municipality, municipality.offered_languages))
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
    _first_weeks(opening)


def _first_weeks(opening: Opening) -> None:
    """A welcome page of the town, with its stored name forms filled in."""
    town, document = opening.municipality, content.document("local/first-weeks")
    parent = MunicipalityPage.objects.get(pk=opening.source_page.pk)
    page = LocalPage.objects.child_of(parent).filter(slug=document["slug"]).first()
    if page is None:
        page = LocalPage(
            title="…", slug=document["slug"], icon=document["icon"], show_in_menus=True, locale=parent.locale
        )
        parent.add_child(instance=page)
    for code in opening.languages:
        texts = _with_names(document[code], town, code)
        body = stream(f"first-weeks-{town.slug}", texts["body"], {})
        _say_in(page, code, {"title": texts["title"], "summary": texts["summary"], "body": body})


def _with_names(texts: Any, town: Municipality, code: str) -> Any:
    """The same structure with the town's name forms in every text."""
    if isinstance(texts, str):
        forms = {"place": town.name(code), "place_in": town.place_in(code), "place_to": town.place_to(code)}
        for form, name in forms.items():
            texts = texts.replace(f"{{{form}}}", name)
        return texts
    if isinstance(texts, list):
        return [_with_names(entry, town, code) for entry in texts]
    if isinstance(texts, dict):
        return {key: _with_names(entry, town, code) for key, entry in texts.items()}
    return texts


def _say_in(source: Page, code: str, words: dict[str, Any]) -> None:
    """The words in one language: on the source page itself, or on its translation."""
    if source.locale.language_code == code:
        publish_words(source, words)
    else:
        translate(source, Locale.objects.get(language_code=code), words)
