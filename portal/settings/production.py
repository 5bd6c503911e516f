"""Settings of the real site: `base` as it is. portal/checks.py refuses values that are not fit for it."""

from portal.settings.base import *  # noqa: F403
