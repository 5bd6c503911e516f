"""What a municipality's change of state means for its activities: lists ask for the state, so nothing is rewritten."""

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from events.models.readmodel import Occurrence
from municipalities.models import Municipality
from municipalities.states import Change


def closed_reason(municipality: Municipality | None) -> Promise | str:
    """Why a municipality lists nothing (domain.md §9)."""
    reasons = {
        Municipality.State.PREPARING: _("Activities here are being prepared."),
        Municipality.State.PAUSED: _("Activities here are on a break."),
        Municipality.State.ENDED: _("Activities here have ended."),
    }
    return reasons.get(Municipality.State(municipality.state), "") if municipality else ""


def describe(change: Change) -> list[str]:
    """In words, before it happens."""
    coming = Occurrence.objects.of(change.municipality).upcoming(timezone.now())
    count = coming.order_by().values("event").distinct().count()
    if not count:
        return []
    if change.stops:
        words = ngettext(
            "%(count)s activity with dates to come leaves the lists, calendars and the search. Its page is archived: "
            "it stays readable, and nobody can register.",
            "%(count)s activities with dates to come leave the lists, calendars and the search. Their pages are "
            "archived: they stay readable, and nobody can register.",
            count,
        )
        return [words % {"count": count}]
    if change.starts:
        words = ngettext(
            "%(count)s activity with dates to come is listed again.",
            "%(count)s activities with dates to come are listed again.",
            count,
        )
        return [words % {"count": count}]
    return []


def apply(change: Change) -> None:
    """Lists, feeds and search look at the state of the municipality themselves."""
