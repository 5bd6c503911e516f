"""Production refuses to start with settings that would betray its visitors.

Every management command runs these as system checks; `portal/wsgi.py` runs them before the first request.
`REFUSE_UNSAFE_SETTINGS` is true in `base`, and softened where nobody's data is at stake.
"""

import logging
from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.checks import CheckMessage, Error, register, run_checks
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from portal.demo_accounts import DEMO_ACCOUNTS, DEMO_PASSWORD

logger = logging.getLogger(__name__)

PRODUCTION = "production"
SHORTEST_SECRET_KEY = 50
WELL_KNOWN_KEYS = ("django-insecure", "only-for-development", "change-me", "demo", "test")


def _error(number: int, message: str, hint: str) -> Error:
    return Error(message, hint=hint, id=f"portal.E{number:03}")


@register(PRODUCTION)
def check_settings(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """The rules that the settings alone can break."""
    if not settings.REFUSE_UNSAFE_SETTINGS:
        return []
    problems: list[CheckMessage] = []
    key = settings.SECRET_KEY
    if settings.DEBUG:
        problems.append(_error(1, "DEBUG is on: it shows code and data to visitors.", "Remove DEBUG."))
    if len(key) < SHORTEST_SECRET_KEY or len(set(key)) < 10 or key.lower().startswith(WELL_KNOWN_KEYS):
        hint = "python -c 'import secrets; print(secrets.token_urlsafe(50))' makes one."
        problems.append(_error(2, "SECRET_KEY is missing, short or a well-known one.", hint))
    if not settings.ALLOWED_HOSTS or any(host.startswith(("*", ".")) for host in settings.ALLOWED_HOSTS):
        problems.append(_error(3, "ALLOWED_HOSTS must name exact hosts.", "ALLOWED_HOSTS=www.example.org"))
    if "smtp" not in settings.MAILERS["transport"]["BACKEND"]:
        problems.append(_error(4, "Mail would not leave this machine.", "Remove MAIL_BACKEND and set MAIL_HOST."))
    if not settings.TEAM_EMAIL or not settings.DEFAULT_FROM_EMAIL:
        hint = "Sign-ups without a coordinator are told to TEAM_EMAIL."
        problems.append(_error(5, "TEAM_EMAIL and DEFAULT_FROM_EMAIL must be set.", hint))
    if not settings.SITE_URL.startswith("https://"):
        problems.append(_error(6, "SITE_URL must be the site's https address.", "SITE_URL=https://www.example.org"))
    if settings.USES_EMBEDDED_DATABASE:
        hint = "DATABASE_URL=postgresql://user:password@host/name"
        problems.append(_error(7, "DATABASE_URL must name a database server.", hint))
    if settings.DEMO_SITE:
        problems.append(_error(8, "DEMO_SITE is on: the site would call itself a demo.", "Remove DEMO_SITE."))
    if not settings.MFA_ENFORCED:
        hint = "Remove MFA_ENFORCED: it is softened in dev, test and demo settings only."
        problems.append(_error(10, "The admin could be entered with a password alone.", hint))
    return problems


@register(PRODUCTION)
def check_demo_accounts(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """No account of the demo with its published password. Asked only where the database may be touched."""
    if not settings.REFUSE_UNSAFE_SETTINGS or not databases:
        return []
    try:
        users = list(get_user_model().objects.filter(username__in=DEMO_ACCOUNTS, is_active=True))
    except DatabaseError:
        logger.warning("The database does not answer yet: could not look for accounts of the demo.")
        return []
    found = sorted(user.get_username() for user in users if user.check_password(DEMO_PASSWORD))
    if not found:
        return []
    hint = "Delete them, or change their passwords."
    return [_error(9, f"Accounts of the demo with its published password: {', '.join(found)}.", hint)]


def refuse_unsafe_start() -> None:
    """Raise when a rule is broken. For what starts without a management command."""
    problems = run_checks(tags=[PRODUCTION], databases=["default"])
    if problems:
        raise ImproperlyConfigured("\n".join(f"{problem.id}: {problem.msg} {problem.hint}" for problem in problems))
