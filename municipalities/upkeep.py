"""Keeping pages right: which have not been looked at for half a year, and saying that one is still right."""

from datetime import datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page

from home.models import ContentPage, User
from home.models.translations import PageText
from municipalities.models import Confirmation, ContactsPage, DistrictPage, LocalPage, MunicipalityPage

#: A page that nobody has published or confirmed for so long is old.
FRESH_FOR = timedelta(days=183)
#: Pages with words that can become wrong; lists and activities keep themselves up to date.
KEPT = (ContentPage, LocalPage, MunicipalityPage, DistrictPage, ContactsPage)
CONFIRMED = "municipalities.page_confirmed"


def old_pages(pages: QuerySet[Page], now: datetime) -> QuerySet[Page]:
    """Those of the pages, in their original language, that are old; the oldest first."""
    limit = now - FRESH_FOR
    confirmed = Confirmation.objects.filter(
        translation_key=OuterRef("translation_key"), confirmed_on__gt=timezone.localdate(limit)
    )
    translated = PageText.objects.filter(page=OuterRef("pk"), source__isnull=False)
    kinds = ContentType.objects.get_for_models(*KEPT).values()
    return pages.filter(
        ~Exists(confirmed),
        ~Exists(translated),
        live=True,
        alias_of__isnull=True,
        content_type__in=kinds,
        last_published_at__lt=limit,
    ).order_by("last_published_at", "pk")


@transaction.atomic
def confirm(page: Page, *, by: User, now: datetime) -> None:
    """The page is still right, in all its languages; logged on the page."""
    Confirmation.objects.update_or_create(
        translation_key=page.translation_key, defaults={"confirmed_on": timezone.localdate(now), "confirmed_by": by}
    )
    log(page.specific, CONFIRMED, user=by)
