"""The editor's home: where wishes wait."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from municipalities.desk import Desk, Row, WorkList
from municipalities.desk_pages import language
from volunteering.models.wishes import Wish
from volunteering.wishes.counts import small_numbers_seen_by


def wishes_waiting(desk: Desk) -> WorkList | None:
    """Municipalities of the district with wishes that nothing was made of yet; not for those who write in one."""
    towns = desk.municipalities.filter(pk__in=small_numbers_seen_by(desk.user).values("pk"))
    if not towns.exists():
        return None
    waiting = Count("wishes", filter=Q(wishes__status=Wish.Status.NEW, wishes__quarantined=False))
    return WorkList(
        heading=_("Wishes of newcomers"),
        about=_("What people would like to do here. A wish becomes the draft of an activity in one step."),
        empty=_("No wish waits."),
        items=towns.annotate(waiting=waiting).filter(waiting__gt=0).order_by("-waiting", "name_fi"),
        rows=_rows,
    )


def _rows(towns: Sequence[Any]) -> list[Row]:
    return [
        Row(
            title=town.name(language()),
            url=reverse("wish_board:board", args=[town.pk]),
            note=ngettext("%(number)s wish waits", "%(number)s wishes wait", town.waiting) % {"number": town.waiting},
        )
        for town in towns
    ]
