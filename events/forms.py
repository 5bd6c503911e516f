"""The edit form of an event: plain controls for volunteers; every error names the field and the remedy."""

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm


class EventPageForm(WagtailAdminPageForm):
    """The form of the source page has all facts; that of a translation only words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
