"""`manage.py generate_rights`: after an upgrade, so that every group has exactly its permissions."""

from typing import Any

from django.core.management.base import BaseCommand

from municipalities.models import District
from municipalities.rights import generate_rights, generate_shared_rights


class Command(BaseCommand):
    """Bring all groups, page permissions and collections to what `municipalities.rights` says."""

    help = "Bring all groups, page permissions and collections to what the code says; safe to run at any time."

    def handle(self, *args: Any, **options: Any) -> None:
        generate_shared_rights()
        self.stdout.write("Project team, researchers, translators: done")
        for district in District.objects.all():
            generate_rights(district)
            self.stdout.write(f"{district}: done")
