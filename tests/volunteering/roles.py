"""Roles and sponsors of the tests."""

from datetime import datetime

from django.utils import timezone

from tests.volunteering.conftest import make_registration
from volunteering.models import RecruitmentCall, RoleDefinition, RoleText, Sponsor


def make_role(code: str, **changes) -> RoleDefinition:
    """A role with a card in Finnish and English."""
    role = RoleDefinition.objects.create(code=code, **changes)
    for language in ("fi", "en"):
        RoleText.objects.create(
            parent=role, language=language, name=f"{code} {language}", what_you_do="One\nTwo", what_you_do_not="Three",
            supported_by="The coordinator", time="Two hours", training="Two evenings",
        )  # fmt: skip
    return role


def make_sponsor(call: RecruitmentCall, *, now: datetime | None = None, state: str = "available", **person) -> Sponsor:
    """A sponsor as she stands in the database; `person` are columns of her sign-up."""
    now = now or timezone.now()
    registration = make_registration(call, status="approved", now=now, **person)
    return Sponsor.objects.create(
        registration=registration,
        municipality=call.municipality,
        state=state,
        state_changed_at=now,
        approved_at=now,
        ended_at=now if state == "ended" else None,
        ground_rules_accepted_on=timezone.localdate(now),
    )
