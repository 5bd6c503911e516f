"""The names of what an event refers to, in every language: place, organisers, contact, topics.

Stored with the event (`Event.named`), so that a list in any language needs no further query.
"""

from typing import TYPE_CHECKING, Any

from municipalities.models import Contact, Organisation, Place

if TYPE_CHECKING:
    from events.models.pages import EventPage
    from events.models.topics import Topic


def names_for(source: "EventPage", topics: "list[Topic]") -> dict[str, Any]:
    """All names by what they name; a hidden place is not among them."""
    named: dict[str, Any] = {
        "topics": [{"key": t.key, "icon": t.icon, "names": _words(t, "name")} for t in topics],
        "organisers": [_organiser(organisation) for organisation in source.listed_organisers],
    }
    if source.contact:
        named["contact"] = _contact(source.contact)
    if source.place and not source.place_hidden:
        named["place"] = _place(source.place)
    if source.departure_place and not source.place_hidden:
        named["departure"] = _place(source.departure_place)
    return named


def _words(thing: Any, field: str) -> dict[str, str]:
    return {text.language: getattr(text, field) for text in thing.texts.all() if getattr(text, field)}


def _organiser(organisation: Organisation) -> dict[str, Any]:
    return {
        "key": organisation.key,
        "names": _words(organisation, "name"),
        "url": organisation.url,
        "kind": organisation.kind,
    }


def _contact(contact: Contact) -> dict[str, Any]:
    return {
        "names": _words(contact, "role"),
        "hours": _words(contact, "hours"),
        "telephone": contact.telephone,
        "email": contact.email,
        "languages": contact.languages,
    }


def _place(place: Place) -> dict[str, Any]:
    return {
        "key": place.key,
        "names": _words(place, "name"),
        "arrival": _words(place, "arrival"),
        "address": place.address,
        "street_address": place.street_address,
        "postal_code": place.postal_code,
        "address_locality": place.address_locality,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "step_free": place.step_free,
        "accessible_toilet": place.accessible_toilet,
        "lift": place.lift,
        "telephone": place.telephone,
    }
