"""The panels of the edit form: words first, then one group of facts for each question a visitor has."""

from typing import TYPE_CHECKING

from django.forms import Media
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, Panel, TitleFieldPanel

from events.models.changes import OccurrenceChange
from events.preview import DatesPreview, preview
from events.schedule import Slot, expand
from events.wording import recurrence_words
from home.languages import language_of

if TYPE_CHECKING:
    from events.models.pages import EventPage

WORD_PANELS = [
    TitleFieldPanel("title"),  # it proposes the slug
    FieldPanel("summary"),
    FieldPanel("body"),
    MultiFieldPanel(
        [
            FieldPanel("place_note"),
            FieldPanel("price_note"),
            FieldPanel("food_note"),
            FieldPanel("religious_note"),
            FieldPanel("accessibility_note"),
            FieldPanel("themes"),
        ],
        heading=_("More words"),
    ),
]


class FactsPanel(MultiFieldPanel):
    """A group of facts: shown on the source page only."""

    class BoundPanel(MultiFieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            return bool(self.instance.is_source) and super().is_shown()


class SourceSummaryPanel(Panel):
    """On a translation: where its facts are, and what they say."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "events/admin/source_summary.html"

        def is_shown(self) -> bool:
            return not self.instance.is_source

        @cached_property
        def source(self) -> "EventPage | None":
            found: EventPage | None = self.instance.source
            return found

        @property
        def language(self) -> str:
            return language_of(self.instance.source_language).endonym

        @property
        def next_date(self) -> Slot | None:
            """The first date to come, of the source as it was saved last."""
            schedule = self.source.schedule if self.source else None
            slots = expand(schedule).slots if schedule else ()
            now = timezone.now()
            return next((slot for slot in slots if slot.over_at > now), None)

        @property
        def repeats(self) -> str:
            return recurrence_words(self.source) if self.source else ""

        @property
        def place(self) -> str:
            """Editors see a hidden place too."""
            return str(self.source.place) if self.source and self.source.place else ""


class DatesPreviewPanel(Panel):
    """The dates that come of the fields around it, and those that do not, with the reason."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "events/admin/dates_preview_panel.html"
        media = Media(js=["events/admin/dates-preview.js"], css={"all": ["events/admin/dates.css"]})

        def is_shown(self) -> bool:
            return bool(self.instance.is_source)

        @property
        def url(self) -> str:
            return reverse("event_dates_preview")

        @cached_property
        def changed(self) -> list[str]:
            """Dates that were changed by hand."""
            found = OccurrenceChange.objects.in_force().filter(event_uuid=self.instance.translation_key)
            return sorted(set(found.exclude(recurrence_id="").values_list("recurrence_id", flat=True)))

        @property
        def is_published(self) -> bool:
            return bool(self.instance.first_published_at)

        @cached_property
        def preview(self) -> DatesPreview | None:
            """Of the page as it was saved last."""
            schedule = self.instance.schedule
            return preview(schedule, tuple(self.changed)) if schedule else None


FACT_PANELS = [
    FactsPanel(
        [
            FieldRowPanel([FieldPanel("start_date"), FieldPanel("start_time"), FieldPanel("end_time")]),
            FieldRowPanel([FieldPanel("all_day"), FieldPanel("end_date"), FieldPanel("after_clock_change")]),
        ],
        heading=_("When"),
    ),
    FactsPanel(
        [
            FieldRowPanel([FieldPanel("frequency"), FieldPanel("interval")]),
            FieldPanel("weekdays"),
            FieldPanel("month_weekdays"),
            FieldPanel("month_days"),
            FieldRowPanel([FieldPanel("until"), FieldPanel("count")]),
            FieldPanel("skip_holidays"),
            FieldPanel("excluded_dates"),
            FieldPanel("added_dates"),
            DatesPreviewPanel(),
        ],
        heading=_("How often"),
    ),
    FactsPanel(
        [
            FieldPanel("attendance_mode"),
            FieldPanel("place"),
            FieldPanel("place_hidden"),
            FieldPanel("departure_place"),
            FieldPanel("online_url"),
        ],
        heading=_("Where"),
    ),
    FactsPanel(
        [
            FieldPanel("type_id"),
            FieldPanel("topics"),
            FieldPanel("audience"),
            FieldRowPanel([FieldPanel("audience_min_age"), FieldPanel("audience_max_age")]),
            FieldPanel("in_language"),
            FieldPanel("interpreting"),
            FieldPanel("easy_language"),
            FieldPanel("alternates"),
            FieldPanel("child_care"),
            FieldPanel("guardian_required"),
        ],
        heading=_("For whom"),
    ),
    FactsPanel(
        [
            FieldRowPanel([FieldPanel("is_free"), FieldPanel("price")]),
            FieldPanel("serves_food"),
            FieldPanel("outdoors"),
            FieldPanel("gear_lent"),
            FieldPanel("religious_content"),
        ],
        heading=_("What it costs and what there is"),
    ),
    FactsPanel(
        [
            FieldPanel("registration"),
            FieldRowPanel([FieldPanel("registration_url"), FieldPanel("registration_phone")]),
            FieldRowPanel([FieldPanel("registration_opens"), FieldPanel("registration_closes")]),
            FieldRowPanel([FieldPanel("capacity"), FieldPanel("is_full"), FieldPanel("has_waiting_list")]),
            FieldPanel("registration_for_all_dates"),
        ],
        heading=_("Signing up"),
    ),
    FactsPanel(
        [
            InlinePanel("organisers", heading=_("Organisers"), label=_("organiser")),
            FieldPanel("planned_together"),
            FieldPanel("wished"),
            FieldPanel("contact"),
            FieldPanel("image"),
            FieldPanel("last_confirmed_on"),
        ],
        heading=_("Who"),
    ),
]
