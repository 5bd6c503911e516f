"""A list of events as an Atom feed (RFC 4287). Pure of requests."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from django.conf import settings

from events.models.readmodel import Event, Occurrence
from home.dates import span_text
from home.languages import language_of

_ATOM = "http://www.w3.org/2005/Atom"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
#: What XML cannot hold.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_NEVER = datetime(2023, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Entry:
    """An event and its next date, in the words of a language or of the one that stands in for it."""

    event: Event
    next_date: Occurrence | None
    language: str


def atom_feed(title: str, address: str, source: str, entries: list[Entry]) -> bytes:
    """The feed; `address` is the page it was made from and `source` its own address."""
    ET.register_namespace("", _ATOM)
    feed = ET.Element(f"{{{_ATOM}}}feed")
    _text(feed, "title", title)
    _text(feed, "id", source)
    _text(feed, "updated", _moment(max((entry.event.modified_at for entry in entries), default=_NEVER)))
    ET.SubElement(feed, f"{{{_ATOM}}}link", rel="self", type="application/atom+xml", href=source)
    ET.SubElement(feed, f"{{{_ATOM}}}link", rel="alternate", type="text/html", href=address)
    author = ET.SubElement(feed, f"{{{_ATOM}}}author")
    _text(author, "name", title)
    for entry in entries:
        _add_entry(feed, entry)
    return ET.tostring(feed, encoding="utf-8", xml_declaration=True)


def _add_entry(feed: ET.Element, entry: Entry) -> None:
    event, language = entry.event, entry.language
    text = event.text_for(language)
    address = settings.SITE_URL + event.url(language)
    spoken = language_of(text.language if text else language)
    element = ET.SubElement(feed, f"{{{_ATOM}}}entry", {_LANG: spoken.html_lang})
    _text(element, "title", text.title if text else event.path)
    _text(element, "id", f"urn:uuid:{event.uuid}")
    _text(element, "published", _moment(event.created_at))
    _text(element, "updated", _moment(event.modified_at))
    ET.SubElement(element, f"{{{_ATOM}}}link", rel="alternate", type="text/html", href=address)
    parts = [_when(entry), event.place_name(language), text.summary if text else ""]
    _text(element, "summary", " · ".join(part for part in parts if part))
    for organiser in event.named.get("organisers", []):
        author = ET.SubElement(element, f"{{{_ATOM}}}author")
        _text(author, "name", event.words_of(organiser["names"], language))
    for topic in event.named.get("topics", []):
        label = _clean(event.words_of(topic["names"], language))
        ET.SubElement(element, f"{{{_ATOM}}}category", term=topic["key"], label=label)


def _when(entry: Entry) -> str:
    row = entry.next_date
    return span_text(row.start, row.end, entry.language, all_day=row.all_day) if row and row.has_date else ""


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, f"{{{_ATOM}}}{name}").text = _clean(text)


def _clean(text: str) -> str:
    return _CONTROLS.sub("", text)


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
