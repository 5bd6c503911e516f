"""The team's form of a role."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from municipalities.forms import written_languages


class RoleForm(WagtailAdminModelForm):  # type: ignore[misc]  # Wagtail is not annotated
    """One card in each language; the code is given once, because sign-ups keep it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["code"].disabled = True

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if len(languages := written_languages(self.formsets["texts"])) != len(set(languages)):
            self.add_error(None, _("Write only one text in each language."))
        return cleaned
