"""Inviting contributors and translators: send, send again, withdraw, accept. Nothing else can be given this way (D22).

Whoever invites never learns whether an address has an account already: the same mail goes out in either case, and what
differs happens behind the link, in front of whoever reads that mailbox.
"""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override
from wagtail.users.models import UserProfile

from home.dates import date_text, helsinki
from home.languages import language_of
from home.models import User
from municipalities import accounts
from municipalities.models import Invitation, Municipality
from municipalities.permissions import is_project_team, municipalities_edited_by

#: How long the link in the mail works.
VALID = timedelta(days=7)
#: How long an invitation that nobody answered is listed after that, so that it can be sent again.
KEPT = timedelta(days=30)


def may_invite(user: User) -> bool:
    """Whether the user invites at all: editors of a district and the project team."""
    return is_project_team(user) or municipalities_edited_by(user).exists()


def invitations_of(user: User) -> QuerySet[Invitation]:
    """Unanswered invitations that are the user's business: to her own municipalities alone; all for the team."""
    rows = Invitation.objects.unanswered()
    if is_project_team(user):
        return rows
    foreign = Municipality.objects.exclude(pk__in=municipalities_edited_by(user).values("pk"))
    own = rows.annotate(towns=Count("municipalities")).filter(towns__gt=0)
    return own.exclude(municipalities__in=foreign)


@transaction.atomic
def invite(
    *,
    by: User,
    role: str,
    name: str,
    email: str,
    mail_language: str,
    municipalities: Sequence[Municipality],
    languages: Sequence[str] = (),
    now: datetime,
) -> Invitation:
    """Write the invitation and queue its mail, both or neither."""
    invitation = Invitation(
        role=role,
        name=name,
        email=email.lower(),
        mail_language=mail_language,
        languages=list(languages),
        invited_by=by,
    )
    token = _renew(invitation, now)
    invitation.municipalities.set(municipalities)
    _send(invitation, token)
    return invitation


@transaction.atomic
def send_again(invitation: Invitation, *, by: User, now: datetime) -> None:
    """A new link for another seven days; the old one stops working."""
    invitation.invited_by = by
    _send(invitation, _renew(invitation, now))


def find(token: str, now: datetime) -> Invitation | None:
    """The invitation whose link this is; None when it was used, withdrawn, sent anew, has run out or is void."""
    found = Invitation.objects.open(now).filter(token_hash=_hash(token)).select_related("invited_by").first()
    return found if found is not None and _is_entitled(found) else None


def _is_entitled(invitation: Invitation) -> bool:
    """Whether the one who invited may still do so there: she may have left, the municipality may have moved."""
    by = invitation.invited_by
    return by is not None and by.is_active and invitations_of(by).filter(pk=invitation.pk).exists()


def account_of(invitation: Invitation) -> User | None:
    """The account that already has this address, if there is one; for the eyes of the link's holder only."""
    same = Q(email__iexact=invitation.email) | Q(username__iexact=invitation.email)
    return User.objects.filter(same).order_by("pk").first()


@transaction.atomic
def accept(invitation: Invitation, user: User, now: datetime) -> bool:
    """Give the user the role of the invitation, once; False when somebody was faster."""
    waiting = _lock(invitation, now)
    if waiting is None:
        return False
    _give_role(waiting, user)
    waiting.accepted_at, waiting.accepted_by = now, user
    waiting.name = waiting.email = ""  # they are the account's from now on
    waiting.save()
    return True


@transaction.atomic
def accept_with_new_account(invitation: Invitation, *, name: str, password: str, now: datetime) -> User | None:
    """Make the account of somebody who has none and give it the role; None when the link was used meanwhile."""
    if _lock(invitation, now) is None:
        return None
    first, _space, last = name.partition(" ")
    user = User(username=invitation.email, email=invitation.email, first_name=first[:150], last_name=last[:150])
    user.set_password(password)
    user.save()
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": invitation.mail_language})
    accept(invitation, user, now)
    return user


def forget_unanswered(now: datetime) -> int:
    """Delete what ran out a month ago; returns how many."""
    _total, by_model = Invitation.objects.unanswered().filter(expires_at__lt=now - KEPT).delete()
    return by_model.get(Invitation._meta.label, 0)


def places_in_words(invitation: Invitation, language: str) -> str:
    """ "Salo, Loimaa", or the whole portal."""
    return ", ".join(town.name(language) for town in invitation.municipalities.all())


def languages_in_words(invitation: Invitation) -> str:
    """The languages to translate into, each by its own name."""
    return ", ".join(language_of(code).endonym for code in invitation.languages)


def _lock(invitation: Invitation, now: datetime) -> Invitation | None:
    return Invitation.objects.select_for_update().open(now).filter(pk=invitation.pk).first()


def _give_role(invitation: Invitation, user: User) -> None:
    towns = list(invitation.municipalities.select_related("district"))
    if invitation.role == Invitation.Role.CONTRIBUTOR:
        for town in towns:
            accounts.make_contributor(user, town)
        return
    if invitation.is_local_contact:
        for town in towns:
            accounts.make_local_contact(user, town, invitation.role)
        return
    for language in invitation.languages:
        for town in towns:
            accounts.make_translator(user, language, town)
        if not towns:
            accounts.make_translator(user, language)


def _renew(invitation: Invitation, now: datetime) -> str:
    """Save the invitation with a new link; returns its token, which is kept nowhere else."""
    token = secrets.token_urlsafe(32)
    invitation.token_hash, invitation.sent_at, invitation.expires_at = _hash(token), now, now + VALID
    invitation.save()
    return token


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _send(invitation: Invitation, token: str) -> None:
    by, language = invitation.invited_by, invitation.mail_language
    with override(language):
        context = {
            "invitation": invitation,
            "is_contributor": invitation.role == Invitation.Role.CONTRIBUTOR,
            "who": (by.get_full_name() or by.get_username()) if by else settings.WAGTAIL_SITE_NAME,
            "site_name": settings.WAGTAIL_SITE_NAME,
            "places": places_in_words(invitation, language),
            "languages": languages_in_words(invitation),
            "url": settings.WAGTAILADMIN_BASE_URL + reverse("invitation", args=[token]),
            "until": date_text(helsinki(invitation.expires_at).date(), language),
        }
        subject = " ".join(render_to_string("municipalities/mail/invitation/subject.txt", context).split())
        text = render_to_string("municipalities/mail/invitation/text.txt", context).strip() + "\n"
    EmailMessage(subject, text, settings.DEFAULT_FROM_EMAIL, [invitation.email]).send()
