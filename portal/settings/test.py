"""Settings of the test suite."""

from portal.settings.dev import *  # noqa: F403
from portal.settings.dev import DATABASES

DEBUG = False  # as in production
ALLOWED_HOSTS = ["*"]
SITE_URL = WAGTAILADMIN_BASE_URL = "http://testserver"
ERASURE_LIST = ""  # tests that need the file say where
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fast
DATABASES["default"]["CONN_MAX_AGE"] = 0
MAILERS = {
    "default": {"BACKEND": "home.mail.backend.QueueingBackend"},
    "transport": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"},
}
