"""Case search finds a name whatever its accents."""

from django.contrib.postgres.operations import UnaccentExtension
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("volunteering", "0010_questions"),
    ]

    operations = [UnaccentExtension()]
