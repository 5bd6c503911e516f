"""Make the records of all pages' words anew, see `home.translation_records.rebuild`."""

from typing import Any

from django.core.management.base import BaseCommand

from home.translation_records import rebuild


class Command(BaseCommand):
    help = "Record the words of all pages: which are public, and which translation was made from which words."

    def handle(self, *args: Any, **options: Any) -> None:
        rebuild(self.stdout.write)
