"""Offering roles to an applicant: what she is told, with the notice of Act 148/2014 where a role needs an extract."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import override

from volunteering.links import own_url
from volunteering.mails import Words, mail_language, send_seen, words_of_mail
from volunteering.models.registrations import Registration
from volunteering.models.roles import RoleDefinition
from volunteering.sponsors.approval import share_roles

TEMPLATE = "role_offer"


def needs_notice(roles: Iterable[RoleDefinition], registration: Registration) -> bool:
    """Whether one of the roles needs an extract and was not offered before: then the notice must be given."""
    return any(role.needs_extract and role.code not in registration.roles_offered for role in roles)


def letter_of_offer(registration: Registration, roles: list[RoleDefinition]) -> Words:
    """The mail as it would be sent."""
    return words_of_mail(
        TEMPLATE, language=registration.contact_language, about=registration, **_facts(registration, roles)
    )


def extract_notice(roles: Iterable[RoleDefinition], language: str) -> str:
    """The notice of the Act for those of the roles that need it; empty when none does."""
    names = ", ".join(role.name(language) for role in roles if role.needs_extract)
    if not names:
        return ""
    with override(language):
        return render_to_string("volunteering/mail/role_offer/extract_notice.txt", {"names": names}).strip()


@transaction.atomic
def offer_roles(
    registration: Registration, roles: list[RoleDefinition], *, tell: bool, mail_text: str, by: Any, now: datetime
) -> None:
    """Keep the roles that are offered and tell the applicant; the notice is in the mail whatever was changed there."""
    row = Registration.objects.select_for_update(of=("self",)).select_related("call", "municipality")
    case = row.get(pk=registration.pk)
    must_tell = needs_notice(roles, case)
    case.roles_offered = [role.code for role in roles]
    case.active_at, case.asked_at = now, None
    case.save(update_fields=["roles_offered", "active_at", "asked_at"])
    share_roles(case)
    if case.email and (tell or must_tell):
        notice = extract_notice(roles, mail_language(case.contact_language))
        text = mail_text.replace("\r\n", "\n")
        if text and notice and notice not in text:
            text = f"{notice}\n\n{text}"
        send_seen(TEMPLATE, about=case, text=text, by=by, now=now, **_facts(case, roles))


def _facts(registration: Registration, roles: list[RoleDefinition]) -> dict[str, Any]:
    language = mail_language(registration.contact_language)
    cards = [text for text in (role.text_for(language) for role in roles) if text]
    with override(language):
        words = render_to_string("volunteering/mail/role_offer/cards.txt", {"cards": cards}).strip()
    return {
        "roles": words,
        "extract_notice": extract_notice(roles, language),
        "link": own_url(registration, registration.contact_language),
    }
