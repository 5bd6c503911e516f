"""The form of an image in the admin: one alternative text for each language of the site."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from wagtail.images.forms import BaseImageForm

from home.languages import language_of

PREFIX = "alternative_text_"
MOST_CHARACTERS = 250


class PortalImageForm(BaseImageForm):
    """Asks in each language what the picture shows; empty ones are left out, so that another language stands in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        texts = self.instance.alternative_texts or {}
        for code in settings.OFFERED_LANGUAGES:
            self.fields[PREFIX + code] = forms.CharField(
                label=gettext("Alternative text (%(language)s)") % {"language": language_of(code).endonym},
                help_text=gettext("What the picture shows, for those who do not see it."),
                initial=texts.get(code, ""),
                required=False,
                max_length=MOST_CHARACTERS,
            )

    def save(self, commit: bool = True) -> Any:
        """Change the texts that were sent; one that a form did not ask for stays."""
        texts = dict(self.instance.alternative_texts or {})
        for code in settings.OFFERED_LANGUAGES:
            if self.add_prefix(PREFIX + code) in self.data:
                texts[code] = self.cleaned_data[PREFIX + code].strip()
        self.instance.alternative_texts = {code: text for code, text in texts.items() if text}
        return super().save(commit)
