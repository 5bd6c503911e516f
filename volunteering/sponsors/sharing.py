"""A sponsor's consent to be shown to the contact of her municipality or of its parish, and whom a contact sees."""

import hashlib
from collections.abc import Collection
from datetime import datetime
from typing import Any

from django import forms
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from municipalities.permissions import group_names_of
from municipalities.roles import Role, keys_of
from volunteering.casework import RefusedError
from volunteering.choices import Channel
from volunteering.models.records import ConsentRecord, PrivacyNotice
from volunteering.models.sponsors import Sponsor
from volunteering.permissions import works_signups
from volunteering.reviewing.gate import ALWAYS
from volunteering.sponsors.forms import DatedForm, PastDateField
from volunteering.sponsors.moves import SHARING


class SharingForm(forms.Form):
    """Two ticks, each its own consent; a tick taken away is a consent withdrawn."""

    municipality = forms.BooleanField(
        label=_("My name, contact details, roles and group may be shown to the contact person of my municipality."),
        required=False,
    )
    parish = forms.BooleanField(
        label=_("My name, contact details, roles and group may be shown to the contact person of the local parish."),
        required=False,
    )

    def __init__(self, sponsor: Sponsor, data: Any = None) -> None:
        super().__init__(data, initial=dict.fromkeys(in_force(sponsor), True), auto_id="id_share_%s")

    def chosen(self) -> list[str]:
        """The purposes that are ticked."""
        return [purpose for purpose in SHARING if self.cleaned_data[purpose]]


class SaidForm(DatedForm, SharingForm):
    """The same as the coordinator heard or read it from the sponsor."""

    channel = forms.ChoiceField(
        label=_("How it was said"),
        choices=[(code, Channel(code).label) for code in (Channel.PHONE, Channel.PAPER)],
    )
    on = PastDateField(label=_("Date"))
    said_so = forms.BooleanField(label=_("The person said so."))

    def __init__(self, sponsor: Sponsor, today: Any, data: Any = None) -> None:
        SharingForm.__init__(self, sponsor, data)
        self.today = today


def in_force(sponsor: Sponsor) -> list[str]:
    """The purposes to which she agrees now."""
    rows = sponsor.registration.consents.filter(purpose__in=SHARING, withdrawn_at__isnull=True)
    return list(rows.values_list("purpose", flat=True))


def words_language() -> str:
    """The language in which the words of the consent are shown here."""
    language = get_language() or "en"
    return language if language in ALWAYS else "en"


@transaction.atomic
def agree(sponsor: Sponsor, chosen: Collection[str], *, channel: str, given_at: datetime, now: datetime) -> None:
    """Bring the consents to exactly these: what is new is given, what is missing is withdrawn at once."""
    row = Sponsor.objects.select_for_update(of=("self",)).select_related("registration").get(pk=sponsor.pk)
    before = set(in_force(row))
    rows = row.registration.consents.filter(purpose__in=before - set(chosen), withdrawn_at__isnull=True)
    rows.update(withdrawn_at=now)
    wanted = [purpose for purpose in SHARING if purpose in chosen and purpose not in before]
    if wanted and (row.state == Sponsor.State.ENDED or row.registration.erased_at is not None):
        raise RefusedError
    language = words_language()
    with override(language):
        words = {purpose: str(SharingForm.base_fields[purpose].label) for purpose in wanted}
    for purpose in wanted:
        ConsentRecord.objects.create(
            registration=row.registration,
            purpose=purpose,
            privacy_notice=PrivacyNotice.objects.current(),
            wording_hash=hashlib.sha256(words[purpose].encode()).hexdigest(),
            language=language,
            channel=channel,
            given_at=given_at,
        )


def is_local_contact(user: Any) -> bool:
    """Whether the user is the contact of a municipality or a parish."""
    return bool(keys_of(Role.LOCAL_CONTACT, group_names_of(user)))


def shared_with(user: Any) -> QuerySet[Sponsor]:
    """The sponsors whom a contact sees: her own town's, who agree to exactly that; all shared ones for coordinators."""
    condition = Q(pk__in=[])
    for key in keys_of(Role.LOCAL_CONTACT, group_names_of(user)):
        slug, _space, purpose = key.partition(" ")
        if purpose in SHARING:
            condition |= Q(municipality__slug=slug) & Q(_agreed(purpose))
    if works_signups(user):
        condition |= Q(pk__in=Sponsor.objects.visible_to(user).values("pk")) & Q(_agreed(*SHARING))
    rows: QuerySet[Sponsor] = Sponsor.objects.serving().filter(condition, registration__erased_at__isnull=True)
    return rows


def _agreed(*purposes: str) -> Exists:
    consents = ConsentRecord.objects.filter(registration=OuterRef("registration"), withdrawn_at__isnull=True)
    return Exists(consents.filter(purpose__in=purposes))
