"""The words that new municipalities begin with, for the project team to edit."""

import json
from typing import Any

from django.db import migrations

from municipalities.page_templates import written_words


def write(apps: Any, schema_editor: Any) -> None:
    PageTemplate = apps.get_model("municipalities", "PageTemplate")
    PageTemplateText = apps.get_model("municipalities", "PageTemplateText")
    for facts, texts in written_words():
        template, made = PageTemplate.objects.get_or_create(slug=facts.pop("slug"), defaults=facts)
        if made:
            for language, words in texts.items():
                PageTemplateText.objects.create(
                    parent_id=template.pk, language=language, **{**words, "body": json.dumps(words["body"])}
                )


class Migration(migrations.Migration):
    dependencies = [("municipalities", "0006_closing_and_templates")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
