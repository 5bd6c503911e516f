"""What stands at the top of the demo's pages: where the pilot stands, and a notice for several towns."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from municipalities.models import Municipality, Notice, NoticeText, Pilot
from municipalities.states import change_pilot
from portal.demo import content

#: The towns of one district, and one of another: as the project team would send it.
_TOWNS = ["salo", "raisio", "loimaa", "uusikaupunki", "kokkola"]


def load_pilot() -> None:
    """The pilot has ended; before the towns, which have states of their own."""
    if not Pilot.objects.exists():
        words = {code: texts["text"] for code, texts in _words("pilot-ended").items()}
        ended_on = date.fromisoformat(settings.PILOT_ENDED_ON)
        change_pilot(Pilot.current(), Pilot.State.ENDED, ended_on, set(), words)


def load_notices(today: date) -> None:
    """A notice for several towns; a later load moves it to today."""
    words = _words("public-holidays")
    notice = Notice.objects.filter(texts__title=words["fi"]["title"]).first() or Notice(kind=Notice.Kind.WARNING)
    notice.starts_at, notice.ends_at = _midnight(today - timedelta(days=1)), _midnight(today + timedelta(days=60))
    notice.save()
    notice.municipalities.set(Municipality.objects.filter(slug__in=_TOWNS))
    for code, texts in words.items():
        NoticeText.objects.update_or_create(parent=notice, language=code, defaults=texts)


def _words(slug: str) -> dict[str, dict[str, str]]:
    document: dict[str, Any] = content.document("notices")
    return content.in_each_language(next(entry for entry in document["notices"] if entry["slug"] == slug))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
