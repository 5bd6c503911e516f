"""`manage.py publish_figures`: count the figures anew and publish them, as is done every night."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from municipalities.figures.publishing import publish_figures


class Command(BaseCommand):
    """Publish the figures for the page of the goals, the open file and researchers."""

    help = "Count the figures anew and publish them; safe to run at any time."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"published numbers: {publish_figures(timezone.now())}")
