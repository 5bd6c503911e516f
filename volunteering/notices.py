"""Who is told about a sign-up: coordinators and the team get a reference and a link, nothing personal."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from municipalities.permissions import coordinators_of as coordinators_of_district
from volunteering.mails import Case, send_mail
from volunteering.models.calls import RecruitmentCall
from volunteering.models.desk import DeskSettings
from volunteering.models.joining import JoinRequest
from volunteering.models.messages import PublicMessage
from volunteering.models.registrations import Registration
from volunteering.models.wishes import Wish

Tell = DeskSettings.Tell
_NAMESPACES: dict[type, str] = {
    Registration: "volunteering_registrations",
    JoinRequest: "volunteering_join_requests",
    PublicMessage: "volunteering_messages",
    Wish: "volunteering_wish_cases",
}


def coordinators_of(call: RecruitmentCall | None) -> list[Any]:
    """Who can be written to: the call's coordinators, else its fallback, else all of the district; maybe nobody."""
    if call is None:
        return []
    fallback = [call.fallback_coordinator] if call.fallback_coordinator else []
    district = call.district
    for people in (call.coordinators.all(), fallback, coordinators_of_district(district) if district else []):
        reachable = [person for person in people if person.is_active and person.email and tell_when(person) != Tell.OFF]
        if reachable:
            return reachable
    return []


def tell_coordinators(about: Case, call: RecruitmentCall | None, template: str, besides: Any = None) -> None:
    """Tell the coordinators who want to know at once, each in the language of her own admin; a digest tells others.

    Whoever can only be called waits for nobody's digest.
    """
    for person in coordinators_of(call):
        waits = tell_when(person) != Tell.AT_ONCE and bool(getattr(about, "email", ""))
        if person == besides or waits:
            continue
        send_mail(template, to=[person.email], language=language_of_admin(person), about=about, link=admin_url(about))


def tell_when(person: Any) -> str:
    """When somebody wants to be told."""
    row = DeskSettings.objects.filter(user=person).first()
    return row.tell if row else Tell.AT_ONCE


def tell_team(about: Case, call: RecruitmentCall | None, template: str) -> None:
    """Tell the project team of what no coordinator would see: without coordinator, or the national call."""
    national = about.municipality is None
    if settings.TEAM_EMAIL and (national or not coordinators_of(call)):
        send_mail(template, to=[settings.TEAM_EMAIL], language="fi", about=about, link=admin_url(about))


def admin_url(about: Case) -> str:
    """The absolute address of the case in the admin."""
    return settings.WAGTAILADMIN_BASE_URL + reverse(f"{_NAMESPACES[type(about)]}:case", args=[about.reference])


def language_of_admin(person: Any) -> str:
    """The language in which somebody uses the admin."""
    profile = getattr(person, "wagtail_userprofile", None)
    return (profile and profile.preferred_language) or settings.LANGUAGE_CODE
