"""What the demo says about the pilot is what its public page says (domain.md §1), in Finnish, Swedish and English."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from portal.demo import content
from portal.demo.event_pages import load_portal_index
from portal.demo.pages import load_pages
from portal.demo.towns import load_places_page
from tests.cast import Country

FACTS: dict[str, dict[str, list[str]]] = {
    "fi": {
        "goals": [
            "Kiintiöpakolaiset tunnistavat kunnan mahdollisuudet",
            "kokevat olevansa tervetulleita toimintaan ja koko yhteisöön",
            "kontaktinsa ja sosiaalinen verkostonsa kasvavat yhteisökummien tuella",
            "Yhteisökummit tunnistavat tehtävänsä, ja heillä on selkeät roolit",
            "kehittävät kuntaan sopivaa toimintaa",
            "motivoituneita ja tyytyväisiä",
            "tarvitsemansa tuen ja koulutuksen hankkeen työntekijöiltä ja vastuuviranomaisilta",
            "kokemusta eri kunnista",
            "Sidosryhmät osallistuvat aktiivisesti kehittämiseen",
            "osallistuvat siihen yhdenvertaisina",
        ],
        "partners-and-funding": [
            "Humanistinen ammattikorkeakoulu Humak",
            "Suomen Punaisen Ristin keskustoimisto",
            "Varsinais-Suomen piiri",
            "Länsi-Suomen piiri",
            "Oulun piiri",
            "Kaakkois-Suomen piiri",
            "Kirkkohallitus",
        ],
    },
    "sv": {
        "goals": [
            "Kvotflyktingarna ser kommunens möjligheter",
            "välkomna i verksamheten och i hela gemenskapen",
            "kontakter och sociala nätverk växer med stöd av gemenskapsfaddrarna",
            "Gemenskapsfaddrarna känner till sina uppgifter och har tydliga roller",
            "utvecklar verksamhet som passar kommunen",
            "motiverade och nöjda",
            "det stöd och den utbildning de behöver av projektets anställda och av de ansvariga myndigheterna",
            "från olika kommuner",
            "Intressentgrupperna deltar aktivt i utvecklingen",
            "deltar i den som jämlika",
        ],
        "partners-and-funding": [
            "Yrkeshögskolan Humak",
            "Finlands Röda Kors centralbyrå",
            "Egentliga Finlands distrikt",
            "Västra Finlands distrikt",
            "Uleåborgs distrikt",
            "Sydöstra Finlands distrikt",
            "Kyrkostyrelsen",
        ],
    },
    "en": {
        "goals": [
            "Quota refugees recognise the opportunities of the municipality",
            "feel welcome in the activities and in the whole community",
            "contacts and social network grow with the support of community sponsors",
            "Community sponsors recognise their tasks and have clear roles",
            "develop activities that fit the municipality",
            "motivated and satisfied",
            "the support and training they need from project staff and from the authorities in charge",
            "gained from different municipalities",
            "Interest groups take an active part in development",
            "take part as equals",
        ],
        "partners-and-funding": [
            "Humak University of Applied Sciences",
            "Finnish Red Cross headquarters",
            "Southwest Finland district",
            "Western Finland district",
            "Oulu district",
            "Southeast Finland district",
            "Church Council",
        ],
    },
}
COMMON = ["1.1.2023–31.12.2025", "> 100 000 – 300 000 €", "EU: AMIF (EUSA)", "Esko Testaaja"]


@pytest.fixture
def about(country: Country, monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.PROJECT_MANAGER = "Esko Testaaja"
    names = ["about", "goals", "home", "partners-and-funding"]
    monkeypatch.setattr(content, "names_in", lambda folder: names)
    load_places_page(country.homes["fi"])
    load_portal_index(country.homes["fi"])
    load_pages(country.homes["fi"], lambda message: None)


@pytest.mark.usefixtures("about")
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_pages_about_the_pilot_state_its_facts(client: Client, language: str) -> None:
    for name, phrases in FACTS[language].items():
        text = _text(client.get(f"/{language}/about/{name}/").content.decode())
        wanted = [*phrases, *(COMMON if name == "partners-and-funding" else [])]
        assert [phrase for phrase in wanted if phrase not in text] == []


def _text(html: str) -> str:
    main = html[html.index("<main") : html.index("</main>")]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", main)))
