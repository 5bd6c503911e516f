"""Makes the demo accounts (`portal.demo_accounts`) and puts each into its role, by the services everybody uses."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.hashers import make_password
from wagtail.users.models import UserProfile

from home.models import User
from municipalities import accounts
from municipalities.models import District, Municipality
from portal.demo_accounts import DEMO_ACCOUNTS, DEMO_PASSWORD

Join = Callable[[User], None]


def load_accounts() -> None:
    """Make the accounts with their one published password. Raises RuntimeError where that would be unsafe."""
    if settings.REFUSE_UNSAFE_SETTINGS:
        msg = "demo accounts are not made with production settings"
        raise RuntimeError(msg)
    secret = make_password(DEMO_PASSWORD)  # once: it takes half a second, on purpose, and it is the same for all
    for username in DEMO_ACCOUNTS:
        user, _made = User.objects.get_or_create(
            username=username, defaults={"email": f"{username}@example.org", "password": secret}
        )
        join, language = _ROLES[username]
        UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": language})
        join(user)


def _administrator(user: User) -> None:
    user.is_superuser = user.is_staff = True
    user.save()


def _editor(key: str) -> Join:
    return lambda user: accounts.make_editor(user, District.objects.get(key=key))


def _editor_and_coordinator(key: str) -> Join:
    def join(user: User) -> None:
        _editor(key)(user)
        accounts.make_coordinator(user, District.objects.get(key=key))

    return join


def _contributor(slug: str) -> Join:
    return lambda user: accounts.make_contributor(user, Municipality.objects.get(slug=slug))


_ROLES: dict[str, tuple[Join, str]] = {
    "admin": (_administrator, "en"),
    "team": (accounts.make_team_member, "en"),
    "editor-varsinais-suomi": (_editor_and_coordinator("varsinais-suomi"), "fi"),
    "editor-lansi-suomi": (_editor_and_coordinator("lansi-suomi"), "sv"),
    "editor-oulu": (_editor_and_coordinator("oulu"), "fi"),
    "editor-kaakkois-suomi": (_editor_and_coordinator("kaakkois-suomi"), "fi"),
    "editor-only-oulu": (_editor("oulu"), "fi"),
    "contributor-salo": (_contributor("salo"), "fi"),
    "contributor-kokkola": (_contributor("kokkola"), "sv"),
    "translator-ar": (lambda user: accounts.make_translator(user, "ar"), "en"),
    "researcher": (accounts.make_researcher, "en"),
}
