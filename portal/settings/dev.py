"""Settings for working on the project."""

from portal.settings.base import *  # noqa: F403
from portal.settings.base import DATABASES, env

REFUSE_UNSAFE_SETTINGS = False  # what follows is what it refuses
DEBUG = True  # tracebacks in the browser
SECRET_KEY = env("SECRET_KEY", default="only-for-development-" + "x" * 40)
MFA_ENFORCED = False  # you sign in all day
ALLOWED_HOSTS = ["*"]  # any port and name of this machine
TEAM_EMAIL = env("TEAM_EMAIL", default="team@example.org")
CONTACT_PHONE = env("CONTACT_PHONE", default="020 701 0000")  # invented
PROJECT_MANAGER = env("PROJECT_MANAGER", default="Eeva Esimerkki")
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="portal@example.org")
SECURE_SSL_REDIRECT = False  # runserver speaks no TLS
SECURE_HSTS_SECONDS = 0  # a browser would remember it for every other project on this address
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False  # as above: no TLS
LOGGING: dict[str, object] = {}  # Django's own lines are easier to read than JSON
del DATABASES["default"]["OPTIONS"]["pool"]  # runserver starts a thread for each request
STORAGES = {  # no collectstatic while the style sheets change
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MAILERS = {
    "default": {"BACKEND": "home.mail.backend.QueueingBackend"},
    "transport": {"BACKEND": "portal.demo.mailbox.MailboxBackend"},
}
