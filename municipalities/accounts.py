"""Putting people into roles: the only way accounts get rights, so that nobody is given more than a role."""

from django.contrib.auth.models import Group

from home.models import User
from municipalities.models import District, Municipality
from municipalities.rights import (
    ensure_translators,
    generate_municipality_rights,
    generate_rights,
    generate_shared_rights,
)
from municipalities.roles import Role, group_name


def make_editor(user: User, district: District) -> None:
    """The user edits, approves and publishes in the municipalities of the district."""
    generate_rights(district)
    _join(user, group_name(Role.EDITOR, district.key))


def make_coordinator(user: User, district: District) -> None:
    """The user works the sign-ups of the municipalities of the district."""
    generate_rights(district)
    _join(user, group_name(Role.COORDINATOR, district.key))


def make_contributor(user: User, municipality: Municipality) -> None:
    """The user writes and submits in one municipality."""
    generate_municipality_rights(municipality)
    _join(user, group_name(Role.CONTRIBUTOR, municipality.slug))


def make_local_contact(user: User, municipality: Municipality, purpose: str) -> None:
    """The user sees the sponsors of one municipality who agreed to be shared with it, or with its parish."""
    generate_municipality_rights(municipality)
    _join(user, group_name(Role.LOCAL_CONTACT, municipality.slug, purpose))


def make_translator(user: User, language: str, municipality: Municipality | None = None) -> None:
    """The user translates into one language: everything, or what one municipality shares."""
    if municipality is None:
        generate_shared_rights()
        _join(user, group_name(Role.TRANSLATOR, language))
        return
    user.groups.add(ensure_translators(municipality, language))


def make_team_member(user: User) -> None:
    """The user works for the whole pilot."""
    generate_shared_rights()
    _join(user, group_name(Role.PROJECT_TEAM))


def make_researcher(user: User) -> None:
    """The user sees aggregated figures only."""
    generate_shared_rights()
    _join(user, group_name(Role.RESEARCHER))


def _join(user: User, name: str) -> None:
    user.groups.add(Group.objects.get(name=name))
