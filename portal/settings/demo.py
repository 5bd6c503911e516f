"""Settings of `make demo`: production's, softened for one machine without TLS, mail or accounts of its own."""

import os

from portal.secret_key import kept_secret_key
from portal.settings.base import *  # noqa: F403
from portal.settings.base import MAILERS, VAR_DIR

REFUSE_UNSAFE_SETTINGS = False  # what follows is what it refuses
MFA_ENFORCED = False  # the accounts' password is published; the demo says so
DEMO_SITE = True  # the notice on every page, and noindex
SECRET_KEY = kept_secret_key(VAR_DIR / "secret_key")  # nobody configures a demo; sessions survive a restart
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]  # this machine only
SITE_URL = WAGTAILADMIN_BASE_URL = f"http://127.0.0.1:{os.environ.get('PORTAL_PORT', '8000')}"
SECURE_SSL_REDIRECT = False  # there is no TLS on the loopback address
SECURE_HSTS_SECONDS = 0  # a browser would remember it for every other project on this address
SECURE_PROXY_SSL_HEADER: tuple[str, str] | None = None  # type: ignore[no-redef]  # no proxy in front
ALLAUTH_TRUSTED_PROXY_COUNT = 0
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False  # as above: no TLS
PROJECT_MANAGER = "Eeva Esimerkki"  # invented
CONTACT_PHONE = "020 701 0000"  # invented
TEAM_EMAIL = "team@example.org"  # invented, as everybody in the demo
DEFAULT_FROM_EMAIL = "portal@example.org"
MAILERS = {  # mail is kept as files for the page of sent mails; nothing leaves the machine
    **MAILERS,
    "transport": {"BACKEND": "portal.demo.mailbox.MailboxBackend"},
}
