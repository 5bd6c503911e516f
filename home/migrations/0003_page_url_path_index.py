"""An index on the path by which pages are found (`home.routing`); Wagtail has none."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("home", "0002_pages")]

    operations = [
        migrations.RunSQL(
            "CREATE INDEX home_page_url_path ON wagtailcore_page (url_path text_pattern_ops)",
            "DROP INDEX home_page_url_path",
        )
    ]
