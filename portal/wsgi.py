"""The door for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")

application = get_wsgi_application()

# Only after get_wsgi_application() are the applications ready.
from portal.checks import refuse_unsafe_start  # noqa: E402

refuse_unsafe_start()
