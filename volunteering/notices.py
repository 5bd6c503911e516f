"""Who is told about a sign-up: coordinators and the team get a reference and a link, nothing personal."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from volunteering.mails import send_mail
from volunteering.models.calls import RecruitmentCall
from volunteering.models.joining import JoinRequest
from volunteering.models.registrations import Registration


def coordinators_of(call: RecruitmentCall | None) -> list[Any]:
    """The coordinators of a call who can be written to, else the fallback; empty when there is nobody."""
    if call is None:
        return []
    people = [person for person in call.coordinators.all() if person.is_active and person.email]
    fallback = call.fallback_coordinator
    if not people and fallback is not None and fallback.is_active and fallback.email:
        people = [fallback]
    return people


def tell_coordinators(about: Registration | JoinRequest, call: RecruitmentCall | None, template: str) -> None:
    """Tell the coordinators, each in the language of her own admin."""
    for person in coordinators_of(call):
        send_mail(template, to=[person.email], language=_language(person), about=about, link=admin_url(about))


def tell_team(about: Registration | JoinRequest, call: RecruitmentCall | None, template: str) -> None:
    """Tell the project team of what no coordinator would see: without coordinator, or the national call."""
    national = about.municipality is None
    if settings.TEAM_EMAIL and (national or not coordinators_of(call)):
        send_mail(template, to=[settings.TEAM_EMAIL], language="fi", about=about, link=admin_url(about))


def admin_url(about: Registration | JoinRequest) -> str:
    """The absolute address of the case in the admin."""
    name = "volunteering_registrations" if isinstance(about, Registration) else "volunteering_join_requests"
    return settings.WAGTAILADMIN_BASE_URL + reverse(f"{name}:case", args=[about.reference])


def _language(person: Any) -> str:
    profile = getattr(person, "wagtail_userprofile", None)
    return (profile and profile.preferred_language) or settings.LANGUAGE_CODE
