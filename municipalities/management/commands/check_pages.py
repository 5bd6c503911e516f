"""`manage.py check_pages`: look at every public page again, after an upgrade that brings new checks."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from wagtail.models import Page

from municipalities.page_checks import check_all


class Command(BaseCommand):
    """Find what is hard to read or to hear on all public pages, for their editors' home."""

    help = "Check all public pages for what is hard to read or to hear; safe to run at any time."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        pages = Page.objects.live().filter(depth__gt=1, alias_of__isnull=True)
        found = check_all(pages.specific().iterator(chunk_size=500))
        self.stdout.write(f"pages with something to mend: {found}")
