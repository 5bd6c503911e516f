"""The demo's settings with a mail server of the drill's own; it patiently lets one address send many forms."""

import os

from portal.settings.demo import *  # noqa: F403

SECRET_KEY = "only-for-the-drill-" + "x" * 40
ALLOWED_HOSTS = ["127.0.0.1"]
SIGNUPS_QUARANTINED_ABOVE = SIGNUPS_REFUSED_ABOVE = 1_000_000
MAILERS = {
    "default": {"BACKEND": "home.mail.backend.QueueingBackend"},
    "transport": {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {"host": "127.0.0.1", "port": int(os.environ["DRILL_SMTP_PORT"]), "timeout": 5},
    },
}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
