"""When search engines may forget an activity: a year after its last date."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef
from wagtail.models import PageQuerySet

from events.models.readmodel import Event, Occurrence

FORGOTTEN_AFTER = timedelta(days=365)


def without_long_over(pages: PageQuerySet, now: datetime) -> PageQuerySet:
    """Pages without those of activities whose every date was over a year ago."""
    dates = Occurrence.objects.filter(event=OuterRef("pk"))
    kept = dates.filter(listed_until__gte=now - FORGOTTEN_AFTER)
    long_over = Event.objects.filter(Exists(dates), ~Exists(kept))
    return pages.exclude(translation_key__in=long_over.values("uuid"))
