"""The organiser's own address: signed, without signing in. It says "still on" and takes head counts, and no more."""

from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import override

from events.models.readmodel import Event

_SALT = "events.organiser"


def organiser_token(event: Event) -> str:
    """Holds until the event gets another contact."""
    return signing.dumps([event.uuid.hex, event.contact_id or 0], salt=_SALT)


def event_of(token: str) -> Event | None:
    """The event that a token opens; None when it is not ours, or was given to an earlier contact."""
    try:
        uuid, contact = signing.loads(token, salt=_SALT)
        event = Event.objects.filter(pk=UUID(uuid)).prefetch_related("texts").first()
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return event if event and (event.contact_id or 0) == contact else None


def organiser_url(event: Event, language: str) -> str:
    """The absolute address in a language."""
    with override(language):
        return settings.SITE_URL + reverse("event_organiser", args=[organiser_token(event)])
