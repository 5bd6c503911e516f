"""What every template knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext

from home.shell import shell_of


def shell(request: HttpRequest) -> dict[str, Any]:
    """`shell` draws the frame of the page; nothing is computed before a template asks."""
    return {
        "shell": shell_of(request),
        "demo_site": settings.DEMO_SITE,
        "site_name": gettext("Community-sponsored integration"),
    }
