"""The tab "Languages" in every page's editor: where each language stands, and whether a change is a minor one."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel

from home.translation_records import source_of
from home.translation_states import State
from home.translation_status import changed_words, statuses


class LanguagesPanel(Panel):
    """The state of every language of the page; what may be done next is on a page of its own."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "home/admin/languages_panel.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk)

        def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            found = statuses(self.instance, self.request.user)
            own = next((status for status in found if status.is_this), None)
            is_outdated = own is not None and own.state is State.OUTDATED
            return context | {
                "page": self.instance,
                "statuses": found,
                "own": own,
                "changes": changed_words(self.instance) if is_outdated else [],
            }


class SharedFactsPanel(MultiFieldPanel):
    """A group of facts that are the same in every language: shown on the source page only."""

    class BoundPanel(MultiFieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            is_translation = self.instance.pk and source_of(self.instance) is not None
            return not is_translation and super().is_shown()


#: For the language of a row of words, wherever things have one row per language.
LANGUAGE_HELP = _("One row for each language. Readers of a language without a row get the one that stands in for it.")

LANGUAGE_PANELS = [LanguagesPanel(heading=_("Languages")), FieldPanel("minor_change")]
