"""The form in which every page is edited."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page

from home.translation_records import source_of

#: `f(page)` answers in words why the page cannot be published yet, or ""; apps add theirs when they are ready.
publish_checks: list[Callable[[Page], str]] = []


class BasePageForm(WagtailAdminPageForm):
    """Asks whether a change matters to translations; a translation keeps the slug of its source."""

    minor_change = forms.BooleanField(
        label=_("Only a minor change"),
        required=False,
        help_text=_(
            "For example a spelling mistake: no translation becomes outdated. A translation stays as old as it was."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and source_of(self.instance) is not None:
            self._follow_the_source()

    def _follow_the_source(self) -> None:
        """What is the same in every language is changed on the original page."""
        if "slug" in self.fields:
            self.fields["slug"].disabled = True
            self.fields["slug"].help_text = _("The same in every language; change it on the original page.")
        page = self.instance
        for name in (*getattr(page, "shared_facts", ()), *getattr(page, "only_on_source", ())):
            self.fields.pop(name, None)

    def clean(self) -> dict[str, Any]:
        """Say what is missing before anything is published; what was written stays in the form and can be saved."""
        cleaned: dict[str, Any] = super().clean()
        if "action-publish" in self.data:
            for check in publish_checks:
                if missing := check(self.instance):
                    self.add_error(None, missing)
        return cleaned

    def save(self, commit: bool = True) -> Page:
        """The tick goes with the page to the revision saved next (`home.signal_handlers`); a preview saves none."""
        page: Page = super().save(commit=commit)
        page.is_minor_change = bool(self.cleaned_data.get("minor_change"))
        return page
