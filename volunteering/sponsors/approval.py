"""Approval: what still stands between a sign-up and a community sponsor, recording it, and making the sponsor.

There are two doors, the training and lived experience. Nothing here treats one differently from the other.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from home.ids import row_id
from volunteering.models.registrations import Registration
from volunteering.models.roles import RoleDefinition
from volunteering.models.sponsors import ExtractCheck, Qualification, Sponsor, SponsorChange
from volunteering.states import OPEN, Actor


class Missing(TextChoices):
    """What can be missing."""

    MUNICIPALITY = "municipality", _("the municipality in which the person will be a sponsor")
    QUALIFICATION = "qualification", _("a qualification: the training or own life experience")
    ROLE = "role", _("at least one role")
    EXTRACT = "extract", _("the extract looked at, which this role needs:")
    GROUND_RULES = "ground_rules", _("the day on which the ground rules were accepted")


@dataclass(frozen=True)
class Gap:
    """One thing that is missing; an extract for a role."""

    what: Missing
    role: RoleDefinition | None = None

    @property
    def label(self) -> str | Promise:
        """What is missing, in words."""
        return self.what.label


def roles_of(registration: Registration) -> list[RoleDefinition]:
    """The roles that the coordinator has agreed on with the applicant."""
    return list(RoleDefinition.objects.filter(code__in=registration.roles_offered).with_words())


def missing_for_approval(registration: Registration, ground_rules_on: date | None) -> list[Gap]:
    """Everything that is missing, in the order in which one would see to it; empty when she can be approved."""
    roles = roles_of(registration)
    checked = set(registration.extract_checks.values_list("role", flat=True))
    gaps = []
    if registration.municipality_id is None:
        gaps.append(Gap(Missing.MUNICIPALITY))
    if not registration.qualifications.exists():
        gaps.append(Gap(Missing.QUALIFICATION))
    if not roles:
        gaps.append(Gap(Missing.ROLE))
    gaps += [Gap(Missing.EXTRACT, role) for role in roles if role.needs_extract and role.pk not in checked]
    if ground_rules_on is None:
        gaps.append(Gap(Missing.GROUND_RULES))
    return gaps


def record_qualification(registration: Registration, basis: str, on: date, *, by: Any) -> Qualification:
    """Write down what qualifies somebody; a second time corrects the date."""
    row, _made = Qualification.objects.update_or_create(
        registration=registration, basis=basis, defaults={"on": on, "recorded_by": by}
    )
    return row


def record_extract(
    registration: Registration, role: RoleDefinition, *, consent_on: date, issued_on: date, checked_on: date, by: Any
) -> ExtractCheck:
    """Write down that an extract was looked at for a role: dates, and nothing about what it said."""
    row, _made = ExtractCheck.objects.update_or_create(
        registration=registration,
        role=role,
        defaults={"consent_on": consent_on, "issued_on": issued_on, "checked_on": checked_on, "checked_by": by},
    )
    share_roles(registration)
    return row


def share_roles(registration: Registration) -> None:
    """A sponsor has the roles that were agreed on with her; one that needs an extract once it was looked at."""
    sponsor = Sponsor.objects.serving().filter(registration=registration).first()
    if sponsor is not None:
        checked = set(registration.extract_checks.values_list("role", flat=True))
        sponsor.roles.set([role for role in roles_of(registration) if not role.needs_extract or role.pk in checked])


def make_sponsor(
    registration: Any, ground_rules_on: date, roles: Iterable[RoleDefinition], *, by: Any, now: datetime
) -> Sponsor:
    """The sponsor of an approved sign-up (which has a municipality), in the caller's transaction."""
    sponsor = Sponsor.objects.create(
        registration=registration,
        municipality=registration.municipality,
        state_changed_at=now,
        approved_at=now,
        ground_rules_accepted_on=ground_rules_on,
    )
    sponsor.roles.set(roles)
    SponsorChange.objects.create(
        sponsor=sponsor, from_state="", to_state=sponsor.state, at=now, actor=Actor.COORDINATOR, by=by
    )
    return sponsor


@transaction.atomic
def unrecord(registration: Registration, what: str) -> bool:
    """Take back `qualification-…` or `extract-…` of a sign-up that is still worked on; whether there was such a one."""
    row = Registration.objects.select_for_update().get(pk=registration.pk)
    kind, _dash, key = what.partition("-")
    rows: Any = {"qualification": row.qualifications, "extract": row.extract_checks}.get(kind)
    if rows is None or row.status not in OPEN:
        return False
    return bool(rows.filter(pk=row_id(key)).delete()[0])
