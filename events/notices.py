"""The district is told by mail when a local contributor changes a date; its editors change dates without a word."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext, override
from wagtail.users.models import UserProfile

from events.models import EventPage, Occurrence, OccurrenceChange
from events.models.changes import WHOLE_EVENT
from home.dates import span_text
from home.models import User
from municipalities.permissions import approvers_of
from municipalities.querysets import municipality_of


def tell_district(change: OccurrenceChange, source: EventPage) -> None:
    """One mail to each of the district's editors, in her own language, through the mail queue."""
    town = municipality_of(source)
    editors = approvers_of(town.district if town else None)
    actor = change.undone_by if change.undone_at else change.by
    if actor is None or actor in editors:
        return
    for editor in editors:
        _send(editor, change, source, actor)


def _send(receiver: User, change: OccurrenceChange, source: EventPage, actor: User) -> None:
    if not receiver.email:
        return
    language = UserProfile.get_for_user(receiver).get_preferred_language()
    with override(language):
        context = {
            "title": source.get_admin_display_title(),
            "kind": "undone" if change.undone_at else change.kind,
            "date": _date_in_words(change, language),
            "and_following": change.and_following,
            "who": actor.get_full_name() or actor.get_username(),
            "reason": change.reason.get(source.locale.language_code) or next(iter(change.reason.values()), ""),
            "dates_url": settings.WAGTAILADMIN_BASE_URL + reverse("event_dates", args=[source.pk]),
        }
        subject = " ".join(render_to_string("events/mail/date_changed/subject.txt", context).split())
        text = render_to_string("events/mail/date_changed/text.txt", context)
    EmailMessage(subject, text, settings.DEFAULT_FROM_EMAIL, [receiver.email]).send()


def _date_in_words(change: OccurrenceChange, language: str) -> str:
    """The date as it is now; "all dates" for the whole event."""
    if change.recurrence_id == WHOLE_EVENT:
        return gettext("all dates")
    row = Occurrence.objects.filter(event_id=change.event_uuid, recurrence_id=change.recurrence_id).first()
    return span_text(row.start, row.end, language, all_day=row.all_day) if row else change.recurrence_id
