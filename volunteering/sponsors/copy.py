"""What is known about somebody as a sponsor, for the copy that she can ask for."""

from typing import Any

from volunteering.models.registrations import Registration
from volunteering.models.sponsors import Sponsor


def rows_about_sponsor(registration: Registration) -> dict[str, Any]:
    """The rows, to read."""
    sponsor = Sponsor.objects.filter(registration=registration).prefetch_related("roles__texts").first()
    return {
        "qualifications": registration.qualifications.all(),
        "extract_checks": registration.extract_checks.select_related("role").prefetch_related("role__texts"),
        "sponsor": sponsor,
        "sponsor_changes": sponsor.changes.all() if sponsor else [],
        "memberships": _memberships(sponsor) if sponsor else [],
    }


def about_sponsor(registration: Registration) -> dict[str, Any]:
    """The same as plain data; the codes as they are stored."""
    rows = rows_about_sponsor(registration)
    sponsor: Sponsor | None = rows["sponsor"]
    return {
        "qualifications": list(rows["qualifications"].values("basis", "on")),
        "extract_checks": list(rows["extract_checks"].values("role__code", "consent_on", "issued_on", "checked_on")),
        "sponsor": sponsor
        and {
            "state": sponsor.state,
            "approved_at": sponsor.approved_at,
            "ground_rules_accepted_on": sponsor.ground_rules_accepted_on,
            "back_on": sponsor.back_on,
            "ended_at": sponsor.ended_at,
            "roles": [role.code for role in sponsor.roles.all()],
            "changes": list(sponsor.changes.values("from_state", "to_state", "at", "actor", "back_on", "reason")),
            "groups": [
                {
                    "name": member.group.name,
                    "joined_on": member.joined_on,
                    "left_on": member.left_on,
                    "roles": [role.code for role in member.roles.all()],
                }
                for member in rows["memberships"]
            ],
        },
    }


def _memberships(sponsor: Sponsor) -> Any:
    return sponsor.memberships.select_related("group").prefetch_related("roles__texts")
