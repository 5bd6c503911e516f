"""The small rows in the frame of every page, in one query: partners, where the pilot stands, notices that hold now.

Every public page asks this, so it is one `UNION` however many rows there are, and no second question.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Case, CharField, F, Q, Value, When
from django.db.models.functions import Cast, Coalesce, Concat
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from wagtail.models import Locale, Page

from home.dates import date_text
from home.languages import Language, fallback_chain, language_of
from home.shell import Shell, shell_of
from municipalities.models import Notice, NoticeText, OrganisationText, Pilot
from municipalities.models.notices import holds
from municipalities.models.pilot import by_the_settings

_PARTNER, _PILOT, _NOTICE = 0, 1, 2
#: The depth in the tree of the portal's home pages.
_HOME_DEPTH = 2
#: The loudest first.
_ORDER = ["emergency", "warning", "info"]


@dataclass(frozen=True)
class ShownNotice:
    """A notice as the frame shows it: words in the reader's language or in one that stands in for it."""

    kind: str
    title: str
    text: str
    url: str
    language: Language
    #: A first line in the reader's own language, where title and text may be in another.
    heading: str = ""


@dataclass
class Frame:
    """What the rows say, in the language of the request."""

    pilot_state: str
    pilot_ended_on: date | None
    pilot_words: ShownNotice | None
    partners: list[str] = field(default_factory=list)
    notices: list[ShownNotice] = field(default_factory=list)


def frame_of(request: HttpRequest) -> Frame:
    """The one frame of a request; asked once."""
    if not hasattr(request, "_frame"):
        request._frame = _read(shell_of(request), _now(request))  # type: ignore[attr-defined]
    frame: Frame = request._frame  # type: ignore[attr-defined]
    return frame


def notices_of(shell: Shell) -> list[ShownNotice]:
    """For the shell: the notices of the page shown, before them that the pilot has ended.

    The end is told on the portal's home page; in an archive everywhere. Microsites tell it by their own state.
    """
    frame = frame_of(shell.request)
    is_home = shell.page is not None and shell.page.depth == _HOME_DEPTH
    if frame.pilot_state == Pilot.State.ARCHIVE or (frame.pilot_state == Pilot.State.ENDED and is_home):
        return [_end_of_the_pilot(shell, frame), *frame.notices]
    return frame.notices


def _end_of_the_pilot(shell: Shell, frame: Frame) -> ShownNotice:
    day = date_text(frame.pilot_ended_on, shell.language.code, weekday=False) if frame.pilot_ended_on else ""
    words = frame.pilot_words
    text, language = (words.text, words.language) if words else ("", shell.language)
    if frame.pilot_state == Pilot.State.ARCHIVE:
        heading = gettext("This site is an archive. The pilot ended on %(date)s.") % {"date": day}
        return ShownNotice("info", "", text, f"{shell.home_url}contact/", language, heading)
    heading = gettext("The pilot ended on %(date)s. See what continues in your area.") % {"date": day}
    return ShownNotice("info", "", text, f"{shell.home_url}places/", language, heading)


def _now(request: HttpRequest) -> datetime:
    now: datetime = getattr(request, "now", None) or timezone.now()
    return now


def _read(shell: Shell, now: datetime) -> Frame:
    things: dict[tuple[int, int], dict[str, dict[str, Any]]] = {}
    rows = _partner_rows().union(_pilot_rows(), _notice_rows(shell, now), all=True)
    for row in rows.order_by("part", "order", "thing"):
        things.setdefault((row["part"], row["thing"]), {})[row["code"]] = row
    chain = fallback_chain(shell.language.code)
    best = [_best(texts, chain) for texts in things.values()]
    pilot = next((row for row in best if row["part"] == _PILOT), None)
    notices = [_shown(shell, row) for row in best if row["part"] == _NOTICE]
    state, ended_on = _where_the_pilot_stands(pilot, now)
    return Frame(
        state,
        ended_on,
        _shown(shell, pilot) if pilot and pilot["words"] else None,
        partners=[row["heading"] for row in best if row["part"] == _PARTNER],
        notices=sorted(notices, key=lambda notice: _ORDER.index(notice.kind)),
    )


def _best(texts: dict[str, dict[str, Any]], chain: list[str]) -> dict[str, Any]:
    return next((texts[code] for code in chain if code in texts), next(iter(texts.values())))


def _partner_rows() -> Any:
    empty = Value("", output_field=CharField())
    return OrganisationText.objects.filter(parent__is_pilot_partner=True).values(
        part=Value(_PARTNER),
        thing=F("parent_id"),
        order=Concat("parent__kind", Value(" "), "parent__key", output_field=CharField()),
        code=F("language"),
        heading=F("name"),
        words=empty,
        url=empty,
        path=empty,
        path_language=empty,
    )


def _where_the_pilot_stands(row: dict[str, Any] | None, now: datetime) -> tuple[str, date | None]:
    """State and last day: as the project team decided, else as the settings say."""
    if row is None:
        known = by_the_settings(timezone.localdate(now))
        return known["state"], known["ended_on"]
    return row["order"], date.fromisoformat(row["heading"]) if row["heading"] else None


def _pilot_rows() -> Any:
    empty = Value("", output_field=CharField())
    return Pilot.objects.values(
        part=Value(_PILOT),
        thing=F("pk"),
        order=F("state"),
        code=Coalesce("texts__language", empty),
        heading=Coalesce(Cast("ended_on", CharField()), empty),
        words=Coalesce("texts__text", empty),
        url=empty,
        path=empty,
        path_language=empty,
    )


def _notice_rows(shell: Shell, now: datetime) -> Any:
    shown = Q(parent__is_everywhere=True)
    if shell.microsite is not None:
        sent_to = Notice.municipalities.through.objects.filter(municipality__code=shell.microsite.code)
        shown |= Q(parent__in=sent_to.values("notice"))
    return NoticeText.objects.filter(shown, holds(now, "parent__")).values(
        part=Value(_NOTICE),
        thing=F("parent_id"),
        order=F("parent__kind"),
        code=F("language"),
        heading=F("title"),
        words=F("text"),
        url=F("parent__url"),
        path=_of_live_page("parent__page__url_path"),
        path_language=_of_live_page("parent__page__locale__language_code"),
    )


def _of_live_page(field: str) -> Case:
    return Case(When(parent__page__live=True, then=field), default=Value(""), output_field=CharField())


def _shown(shell: Shell, row: dict[str, Any]) -> ShownNotice:
    url = row["url"]
    if row["path"]:
        url = shell.url_of(Page(url_path=row["path"], locale=Locale(language_code=row["path_language"])))
    return ShownNotice(row["order"], row["heading"], row["words"], url, language_of(row["code"]))
