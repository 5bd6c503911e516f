"""An organiser prints a poster in two languages; who shares a link sees a picture with the date."""

import json
from collections.abc import Callable
from datetime import date, time
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings as site
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.models import Event, EventPage
from events.posters import poster, share_picture
from events.services import cancel_event, cancel_occurrence
from home.typesetting.drawing import ACCENT_COLOURS, YARN_COLOURS
from tests.events.conftest import NOW, MakeEvent

EVENT = "/fi/salo/events/kielikahvila"


def sheet_data(page: EventPage, *languages: str, size: str = "a4") -> dict[str, Any]:
    event = Event.objects.select_related("municipality").prefetch_related("texts", "occurrences").get(
        pk=page.translation_key
    )  # fmt: skip
    return poster(event, list(event.occurrences.all()), languages, size, "pdf", NOW).data


def test_the_page_offers_languages_sizes_and_the_file(make_event: MakeEvent, client: Client) -> None:
    make_event()
    response = client.get(f"{EVENT}/poster/?a=sv&b=ar&size=a5")
    html = response.content.decode()
    assert response.status_code == 200
    assert response["X-Robots-Tag"] == "noindex"
    assert f"{EVENT}/poster.pdf?a=sv&amp;b=ar&amp;size=a5" in html
    assert '<option value="ar" lang="ar" selected>' in html


@pytest.mark.parametrize("size", ["a4", "a5"])
def test_a_poster_is_a_pdf_that_is_fetched_once(make_event: MakeEvent, client: Client, size: str) -> None:
    page = make_event()
    url = f"{EVENT}/poster.pdf?a=fi&b=ar&size={size}"
    response = client.get(url)
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF-")
    assert client.get(url).content == response.content
    assert client.get(url, headers={"If-None-Match": response["ETag"]}).status_code == 304
    cancel_occurrence(page.translation_key, "2026-03-24T17:30", by=None, now=NOW)
    assert client.get(url, headers={"If-None-Match": response["ETag"]}).status_code == 200


@pytest.mark.parametrize(
    "query", ["", "?a=xx&b=&size=a0", "?a=fi&a=sv&b=../..&size=%00", "?a=fi&b=fi", "?a=" + "f" * 4000]
)
def test_values_that_make_no_sense_are_read_as_none(make_event: MakeEvent, client: Client, query: str) -> None:
    make_event()
    for path in ("/poster/", "/poster.pdf", "/poster.png"):
        assert client.get(f"{EVENT}{path}{query}").status_code == 200


def test_what_the_poster_says(make_event: MakeEvent, translate: Callable[..., EventPage]) -> None:
    page = make_event()
    translate(page, "en", title="Language café", summary="Practise Finnish.")
    finnish, english = sheet_data(page, "fi", "en")["columns"]
    assert (finnish["title"], english["title"]) == ("Kielikahvila kirjastossa", "Language café")
    assert finnish["day"] == "Tiistai 24.3.2026"
    assert finnish["times"] == "\u206617.30–19.00\u2069"
    assert english["times"] == "\u206617:30–19:00\u2069"
    assert english["facts"][0] == {
        "label": "Where", "lines": ["Salo library", "\u2066Kirjastokatu 1, 24100 Salo\u2069"]
    }  # fmt: skip
    assert english["facts"][-1]["lines"] == ["Coordinator", "\u2066+358 00 000 0001\u2069"]
    assert len(finnish["facts"]) == len(english["facts"])
    assert english["funding"] == "Funded by the European Union"


def test_a_language_written_from_the_right_stands_on_the_right(make_event: MakeEvent) -> None:
    page = make_event()
    for languages in (("ar", "fi"), ("fi", "ar")):
        data = sheet_data(page, *languages)
        assert [column["language"]["dir"] for column in data["columns"]] == ["ltr", "rtl"]
    arabic = data["columns"][1]
    assert arabic["words"] == {"lang": "fi", "dir": "ltr"}  # a missing text stands in, in its own direction
    assert arabic["times"] == "\u206617:30–19:00\u2069"


def test_a_hidden_place_is_on_no_poster(make_event: MakeEvent) -> None:
    page = make_event(place_hidden=True)
    assert "irjasto" not in json.dumps(sheet_data(page, "fi", "en")).replace("Kielikahvila kirjastossa", "")


def test_what_is_cancelled_or_over_says_so(make_event: MakeEvent) -> None:
    page = make_event()
    cancel_event(page.translation_key, by=None, now=NOW, reason={"fi": "Ohjaaja sairastui."})
    [english] = sheet_data(page, "en")["columns"]
    assert english["status"] == "Cancelled"
    assert english["crossed"]
    over = make_event(slug="ohi", frequency="", weekdays=[], until=None, start_date=date(2026, 3, 2))
    assert sheet_data(over, "en")["columns"][0]["status"] == "This activity has ended"


KINDS: dict[str, dict[str, Any]] = {
    "all day": {"all_day": True, "start_time": None, "end_time": None},
    "no end": {"end_time": None},
    "several days": {"frequency": "", "weekdays": [], "until": None, "end_date": date(2026, 3, 27)},
    "online": {"attendance_mode": "online", "place": None, "online_url": "https://video.example.org/x"},
    "phone": {"registration": "phone", "registration_phone": "+358 00 000 0002", "is_free": False, "price": 5},
    "chosen dates": {"frequency": "", "weekdays": [], "until": None, "added_dates": ["2026-10-10", "2026-11-07"]},
    "night": {"start_time": time(22), "end_time": time(4)},
    "long words": {"title": "Maahanmuuttajataustaisten" * 10, "summary": "sanasto " * 20},
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_event_has_a_poster_and_a_picture(make_event: MakeEvent, client: Client, kind: str) -> None:
    make_event(**KINDS[kind])
    assert client.get(f"{EVENT}/poster.pdf?a=en&b=ar").content.startswith(b"%PDF-")
    assert client.get(f"{EVENT}.png").content.startswith(b"\x89PNG")


def test_a_shared_link_has_a_picture_with_the_date(make_event: MakeEvent, client: Client) -> None:
    make_event()
    html = client.get(f"{EVENT}/2026-03-31/").content.decode()
    assert f'<meta property="og:image" content="{site.SITE_URL}{EVENT}/2026-03-31.png">' in html
    response = client.get(f"{EVENT}/2026-03-31.png")
    assert response.content[16:24] == (1200).to_bytes(4, "big") + (630).to_bytes(4, "big")
    assert client.get(f"{EVENT}/2026-03-31T1730.png").status_code == 200
    assert client.get(f"{EVENT}/2026-03-30.png").status_code == 404
    assert client.get(f"{EVENT}.png", headers={"If-None-Match": client.get(f"{EVENT}.png")["ETag"]}).status_code == 304


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=st.text(min_size=1, max_size=60).filter(lambda text: "\x00" not in text))
def test_hostile_words_stay_words(make_event: MakeEvent, title: str) -> None:
    event = Event(
        uuid=UUID(int=4), path="x/", source_language="fi", created_at=NOW, modified_at=NOW
    )  # fmt: skip
    for words in (title, '#import "/manage.py"', '#panic("x") $x$ *b* @ref <label> \\ `raw`'):
        event._prefetched_objects_cache = {"texts": [event.texts.model(language="fi", title=words, summary=words)]}
        assert poster(event, [], ["fi", "ar"], "a4", "png", NOW).made().startswith(b"\x89PNG")
        assert share_picture(event, [], "fi", NOW, None).made().startswith(b"\x89PNG")


def test_the_colours_are_those_of_the_style_sheet() -> None:
    tokens = Path("portal/static/css/tokens.css").read_text()
    for name, colour in YARN_COLOURS.items():
        assert f"--yarn-{name}: {colour};" in tokens
    for name, (deep, soft) in ACCENT_COLOURS.items():
        [line] = [text for text in tokens.splitlines() if text.startswith(f'[data-accent="{name}"]') and "#fff" in text]
        assert f"--accent-deep: {deep};" in line
        assert f"--accent-soft: {soft};" in line
