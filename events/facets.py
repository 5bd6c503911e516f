"""By which filters a date is found: the very pairs of the query string that match it, such as `topic=language`.

Stored with each date (`Occurrence.facets`), so that a filter is one question to one index, and all counts of all
filters are one grouping.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from events.models.facts import EventFacts

if TYPE_CHECKING:
    from events.models.readmodel import Event

#: Facts of a place that visitors filter by.
ACCESS = ("step_free", "accessible_toilet", "lift")
#: One of them is understood by who reads the other.
_SISTERS = {"prs": "fa", "fa": "prs"}


def pair(key: str, value: str) -> str:
    """A pair as it stands in an address: `speaks=ar`."""
    return f"{key}={value}"


def facets_of(event: "Event", *, town: str, languages: Iterable[str], audience: Iterable[str]) -> list[str]:
    """The pairs that find a date of a published event, on which these languages and this audience hold."""
    return sorted({pair(key, value) for key, value in _pairs(event, town, languages, audience)})


def _pairs(event: "Event", town: str, languages: Iterable[str], audience: Iterable[str]) -> Iterator[tuple[str, str]]:
    if town:
        yield "muni", town
    yield from (("topic", key) for key in event.topic_keys)
    for code in [*languages, *event.interpreting]:
        yield "speaks", code
        if code in _SISTERS:
            yield "speaks", _SISTERS[code]
    if event.easy_language:
        yield "speaks", "fi-simple"
    yield from (("for", who) for who in audience or [EventFacts.Audience.ALL.value])
    if event.is_free:
        yield "free", "1"
    if event.child_care != EventFacts.ChildCare.NONE:
        yield "childcare", "1"
    place = event.named.get("place") or {}
    yield from (("access", fact) for fact in ACCESS if place.get(fact))
    if event.attendance_mode != EventFacts.AttendanceMode.ONLINE:
        yield "mode", "onsite"
    if event.attendance_mode != EventFacts.AttendanceMode.OFFLINE:
        yield "mode", "online"
    yield "signup", "no" if event.registration == EventFacts.RegistrationKind.NONE else "yes"
