"""The small rows in the frame of every page, in one query: the pilot's partners and the notices that hold now.

Every public page asks this, so it is one `UNION` however many rows there are, and no second question.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Case, CharField, F, Q, Value, When
from django.db.models.functions import Concat
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Locale, Page

from home.languages import Language, fallback_chain, language_of
from home.shell import Shell, shell_of
from municipalities.models import Notice, NoticeText, OrganisationText
from municipalities.models.notices import holds

_PARTNER, _NOTICE = 0, 1
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


@dataclass
class Frame:
    """What the rows say, in the language of the request."""

    partners: list[str] = field(default_factory=list)
    notices: list[ShownNotice] = field(default_factory=list)


def frame_of(request: HttpRequest) -> Frame:
    """The one frame of a request; asked once."""
    if not hasattr(request, "_frame"):
        request._frame = _read(shell_of(request), _now(request))  # type: ignore[attr-defined]
    frame: Frame = request._frame  # type: ignore[attr-defined]
    return frame


def notices_of(shell: Shell) -> list[ShownNotice]:
    """For the shell: the notices of the page shown."""
    return frame_of(shell.request).notices


def _now(request: HttpRequest) -> datetime:
    now: datetime = getattr(request, "now", None) or timezone.now()
    return now


def _read(shell: Shell, now: datetime) -> Frame:
    things: dict[tuple[int, int], dict[str, dict[str, Any]]] = {}
    for row in _partner_rows().union(_notice_rows(shell, now), all=True).order_by("part", "order", "thing"):
        things.setdefault((row["part"], row["thing"]), {})[row["code"]] = row
    chain = fallback_chain(shell.language.code)
    best = [_best(texts, chain) for texts in things.values()]
    notices = [_shown(shell, row) for row in best if row["part"] == _NOTICE]
    return Frame(
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
