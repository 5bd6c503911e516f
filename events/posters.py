"""What a poster and the picture of a shared page show: an event in the words of one or two languages.

Facts come from the read model, so a hidden place is on neither.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from events.detail import utc_offset
from events.models.readmodel import Event, Occurrence
from events.registration import RegistrationState, registration_state
from events.short_links import short_url
from events.teasers import audience_labels
from events.wording import ages_in_words, recurrence_words
from home.dates import date_text, days_text, helsinki, last_day, span_text, times_text
from home.languages import Language, language_of
from home.shell import funding_statement
from home.typesetting import Form, cloth, colours, emblem_svg, fingerprint, isolated, qr_svg, typeset

_TEMPLATES = Path(__file__).resolve().parent / "typesetting"
SIZES = ("a4", "a5")
_MORE_DATES = 4
#: Wide enough for a screen and for printing the page itself.
_POSTER_PPI = 110


@dataclass(frozen=True)
class Sheet:
    """Something to be set: a poster or a picture."""

    template: Path
    data: dict[str, Any]
    form: Form
    ppi: int = 72

    @property
    def fingerprint(self) -> str:
        """What changes exactly when the file would."""
        return fingerprint(self.template, self.data, self.form, self.ppi)

    def made(self) -> bytes:
        """The finished file."""
        return typeset(self.template, self.data, self.form, ppi=self.ppi)


def poster(
    event: Event, dates: list[Occurrence], languages: Sequence[str], size: str, form: Form, now: datetime
) -> Sheet:
    """A poster in one or two languages; a language that is written from the right stands on the right."""
    columns = [_column(event, dates, code, now) for code in dict.fromkeys(languages)]
    if columns[0]["language"]["dir"] == "rtl":
        columns.reverse()
    town = event.municipality
    url = short_url(event.uuid)
    data = {
        "size": size,
        "colours": colours(town.accent) if town else colours(),
        "stripes": cloth(town),
        "columns": columns,
        "town": " · ".join(dict.fromkeys(town.name(code) for code in languages)) if town else "",
        "qr": qr_svg(url),
        "url": url.partition("://")[2],
        "emblem": emblem_svg(),
        "fund": settings.EU_FUND_NAME,
    }
    return Sheet(_TEMPLATES / "poster.typ", data, form, _POSTER_PPI if form == "png" else 72)


def share_picture(event: Event, dates: list[Occurrence], code: str, now: datetime, chosen: Occurrence | None) -> Sheet:
    """The picture of 1200×630 shown where somebody shares the page of an event or of one date."""
    with override(code):
        text, town = event.text_for(code), event.municipality
        row = chosen or next_date(dates, now)
        status = _status(event, row)
        data = {
            "colours": colours(town.accent) if town else colours(),
            "stripes": cloth(town),
            "language": _spoken(language_of(code)),
            "title_language": _spoken(language_of(text.language if text else code)),
            "eyebrow": town.name(code) if town else "",
            "title": text.title if text else "",
            "when": _when(row, code) if row and row.has_date else "",
            "place": event.place_name(code),
            "status": status,
            "crossed": bool(status) and row is not None,
            "site": _("Community-sponsored integration"),
        }
    return Sheet(_TEMPLATES / "share.typ", data, "png")


def next_date(dates: list[Occurrence], now: datetime) -> Occurrence | None:
    """The next date that happens; when all are cancelled, the next of those; None when all are over."""
    coming = sorted((row for row in dates if row.listed_until > now), key=lambda row: row.start)
    happening = (row for row in coming if row.status != Occurrence.Status.CANCELLED)
    return next(happening, None) or next(iter(coming), None)


def _spoken(language: Language) -> dict[str, str]:
    """A language as templates know it; typst wants the plain tag without what comes after the hyphen."""
    return {"lang": language.html_lang.partition("-")[0], "dir": language.dir}


def _status(event: Event, row: Occurrence | None) -> str:
    """What is not as planned, in words; empty when all is."""
    cancelled = row is not None and row.status == Occurrence.Status.CANCELLED
    if event.status == Event.Status.CANCELLED or cancelled:
        return _("Cancelled")
    if event.status == Event.Status.POSTPONED or (row is not None and row.status == Occurrence.Status.POSTPONED):
        return _("Postponed")
    return ""


def _when(row: Occurrence, code: str) -> str:
    """Day and times in one line, the times isolated."""
    if not _is_one_evening(row):
        return span_text(row.start, row.end, code, all_day=row.all_day)
    return f"{date_text(helsinki(row.start).date(), code)} · {times_text(row.start, row.end, code, isolated)}"


def _is_one_evening(row: Occurrence) -> bool:
    return not row.all_day and last_day(row.start, row.end) == helsinki(row.start).date()


# --- one language of a poster ----------------------------------------------------------------------


def _column(event: Event, dates: list[Occurrence], code: str, now: datetime) -> dict[str, Any]:
    with override(code):
        text = event.text_for(code)
        words = language_of(text.language if text else code)
        row = next_date(dates, now)
        status = _status(event, row) or ("" if row else _("This activity has ended"))
        return {
            "language": _spoken(language_of(code)),
            "words": _spoken(words),
            "title": text.title if text else "",
            "summary": text.summary if text else "",
            "status": status,
            "crossed": bool(status),
            **_moment(row, code),
            "repeats": _repeats(event, dates, row, code, now),
            "facts": [
                {"label": label, "lines": list(filter(None, lines))} for label, lines in _facts(event, code, now)
            ],
            "funding": funding_statement(),
            "emblem": _("Emblem of the European Union"),
            "more": _("More about this, in your own language:"),
        }


def _moment(row: Occurrence | None, code: str) -> dict[str, str]:
    """The day, and its times as large as they go; several days in one line."""
    if row is None or not row.has_date:
        return {"day": "", "times": ""}
    if not _is_one_evening(row):
        return {"day": span_text(row.start, row.end, code, all_day=row.all_day), "times": ""}
    day = date_text(helsinki(row.start).date(), code, width="wide")
    return {"day": capfirst(day), "times": times_text(row.start, row.end, code, isolated)}


def _repeats(event: Event, dates: list[Occurrence], row: Occurrence | None, code: str, now: datetime) -> str:
    """How often and until when; or the next of some chosen dates."""
    parts = []
    if event.attendance_mode != Event.AttendanceMode.OFFLINE and row is not None:
        parts.append(_("Finnish time (%(offset)s)") % {"offset": utc_offset(row.start)})
    coming = [d for d in dates if d.listed_until > now and d.status != Occurrence.Status.CANCELLED]
    days = sorted(d.first_day for d in coming)
    words = recurrence_words(event)
    if words and days:
        parts.append(f"{capfirst(words)}, {_isolated_digits(days_text(days[0], days[-1], code))}")
    elif len(days) > 1:
        others = days[1 : 1 + _MORE_DATES]
        parts.append(_comma().join(date_text(day, code, weekday=False) for day in others))
    return " · ".join(parts)


def _isolated_digits(text: str) -> str:
    """A range in digits keeps its order; one with names of months has the direction of its words."""
    return isolated(text) if not any(letter.isalpha() for letter in text) else text


def _comma() -> str:
    return pgettext("between the items of a list", ", ")


def _facts(event: Event, code: str, now: datetime) -> list[tuple[str, list[str]]]:
    """What people ask first, as a label and lines."""
    facts = [
        (_("Where"), _where(event, code)),
        (_("For whom"), [_audience(event), ages_in_words(event.audience_min_age, event.audience_max_age)]),
        (_("Children"), [_children(event)]),
    ]
    if event.in_language or event.interpreting:
        facts.append((_("Languages"), _languages(event)))
    facts.append((_("Price"), [_price(event, code)]))
    facts.append((_("How to take part"), _registration(event, now)))
    contact = event.named.get("contact")
    if contact:
        role = event.words_of(contact["names"], code)
        facts.append((_("Ask a person"), [role, isolated(contact["telephone"] or contact["email"])]))
    return facts


def _where(event: Event, code: str) -> list[str]:
    if event.place_hidden:
        return [_("You get the exact address when you sign up.")]
    place = event.named.get("place")
    lines = [event.place_name(code), isolated(place["address"])] if place else []
    if event.attendance_mode != Event.AttendanceMode.OFFLINE:
        lines.append(_("Online"))
    return lines or ["–"]


def _audience(event: Event) -> str:
    return _comma().join(audience_labels(event.audience)) or _("Open to everyone")


def _children(event: Event) -> str:
    words = {
        Event.ChildCare.ON_SITE: _("Childcare available"),
        Event.ChildCare.WELCOME: _("Children are welcome along"),
    }
    return words.get(Event.ChildCare(event.child_care)) or _("No childcare")


def _languages(event: Event) -> list[str]:
    spoken = " · ".join(language_of(code).endonym for code in event.in_language)
    interpreted = " · ".join(language_of(code).endonym for code in event.interpreting)
    return [spoken, f"{_('Interpreting:')} {interpreted}" if interpreted else ""]


def _price(event: Event, code: str) -> str:
    if event.is_free:
        return _("Free of charge")
    if event.price is None:
        return _("Ask for the price")
    text = event.text_for(code)
    whole = event.price == event.price.to_integral_value()
    amount = isolated(number_format(event.price, 0 if whole else 2) + " €")
    return f"{amount} {text.price_note}" if text and text.language == code and text.price_note else amount


def _registration(event: Event, now: datetime) -> list[str]:
    state = registration_state(event, now)
    if state in (RegistrationState.NONE, RegistrationState.CLOSED, RegistrationState.NOT_YET, RegistrationState.FULL):
        return [str(state.label)]
    reachable = event.registration_phone or event.registration_url.partition("://")[2].rstrip("/")
    return [str(state.label), isolated(reachable)]
