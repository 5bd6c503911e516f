"""A small country with a call in Salo; run in the drill's settings."""

import django

django.setup()

from tests.cast import load_country  # noqa: E402
from volunteering.opening import ensure_recruitment  # noqa: E402

ensure_recruitment(load_country().municipalities["salo"], ["fi"])
