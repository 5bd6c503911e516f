"""Pages that go live, or run out, at a time that an editor chose: looked after once a minute."""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from procrastinate.contrib.django import app
from wagtail.models import Page, Revision

logger = logging.getLogger("home.scheduling")


@app.periodic(cron="* * * * *")
@app.task(name="home.publish_scheduled", queue="publishing", queueing_lock="publish_scheduled", pass_context=False)
def publish_scheduled(timestamp: int) -> None:
    """Every minute: what is due."""
    publish_due(timezone.now())


def publish_due(now: datetime) -> int:
    """Unpublish what has run out and publish what was approved for a time that has come; returns how many.

    Each page by itself: one that cannot be published, because its address was taken meanwhile, does not hold up the
    others. It stays due and is tried again. Nothing is published here that nobody approved: only an approval, or an
    editor's own publishing, sets the time of a revision.
    """
    ended = Page.objects.filter(live=True, expire_at__lt=now).order_by("expire_at")
    begun = Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at")
    return _each(ended, _unpublish) + _each(begun, _publish)


def _unpublish(page: Page) -> None:
    page.specific.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def _publish(revision: Revision) -> None:
    revision.publish(log_action="wagtail.publish.scheduled")


def _each(due: QuerySet[Any], act: Callable[[Any], None]) -> int:
    done = 0
    for thing in due:
        try:
            with transaction.atomic():
                act(thing)
            done += 1
        except Exception:
            logger.exception("scheduled publishing failed: %s %s", type(thing).__name__, thing.pk)
    return done
