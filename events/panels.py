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
    FieldPanel(
        "body",
        help_text=_("What happens there, in short sentences. Times, place and price have their own fields below."),
    ),
    MultiFieldPanel(
        [
            FieldPanel("place_note"),
            FieldPanel("price_note", help_text=_("Only what the price does not say, as in “materials are included”.")),
            FieldPanel(
                "food_note",
                help_text=_("What there is, and what it is made of if people must know: pork, alcohol, nuts."),
            ),
            FieldPanel(
                "religious_note", help_text=_("Say it plainly: “starts with a short prayer; you may come afterwards”.")
            ),
            FieldPanel(
                "accessibility_note",
                help_text=_("Only what the place does not say already: a steep path, loud music, a quiet room."),
            ),
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
            FieldRowPanel(
                [
                    FieldPanel(
                        "start_date",
                        help_text=_(
                            "The day of the first time. With “every second week” it decides which weeks those are."
                        ),
                    ),
                    FieldPanel("start_time"),
                    FieldPanel("end_time"),
                ]
            ),
            FieldRowPanel(
                [
                    FieldPanel("all_day", help_text=_("Without times of the day, as for a trip or a market.")),
                    FieldPanel("end_date"),
                    FieldPanel("after_clock_change"),
                ]
            ),
        ],
        heading=_("When"),
    ),
    FactsPanel(
        [
            FieldRowPanel([FieldPanel("frequency"), FieldPanel("interval")]),
            FieldPanel("weekdays", help_text=_("One day or several. Leave empty for the weekday of the first day.")),
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
            FieldPanel("attendance_mode", help_text=_("For an event online give the address below.")),
            FieldPanel(
                "place",
                help_text=_("Choose from the places of the municipality. Add a new one under “Places and people”."),
            ),
            FieldPanel("place_hidden"),
            FieldPanel(
                "departure_place", help_text=_("Only when people travel together: where the bus or the walk starts.")
            ),
            FieldPanel("online_url"),
        ],
        heading=_("Where"),
    ),
    FactsPanel(
        [
            FieldPanel("type_id", help_text=_("Decides in which list it stands and how other calendars show it.")),
            FieldPanel("topics", help_text=_("One or two. Visitors filter by them.")),
            FieldPanel(
                "audience",
                help_text=_("Leave empty when everybody is welcome. Tick only what really leaves others out."),
            ),
            FieldRowPanel(
                [
                    FieldPanel("audience_min_age", help_text=_("In years. Leave empty when there is no limit.")),
                    FieldPanel(
                        "audience_max_age",
                        help_text=_("In years, this age included. Leave empty when there is no limit."),
                    ),
                ]
            ),
            FieldPanel("in_language", help_text=_("The languages that are spoken there.")),
            FieldPanel("interpreting", help_text=_("Languages into which somebody interprets.")),
            FieldPanel("easy_language", help_text=_("The leaders speak slowly and simply.")),
            FieldPanel("alternates"),
            FieldPanel("child_care", help_text=_("Parents decide by this whether they can come.")),
            FieldPanel("guardian_required", help_text=_("Tick when children may not come alone.")),
        ],
        heading=_("For whom"),
    ),
    FactsPanel(
        [
            FieldRowPanel(
                [
                    FieldPanel("is_free", help_text=_("Almost everything is free. Say it, because people ask.")),
                    FieldPanel("price", help_text=_("With cents, as in 2,50. Leave empty when it is free.")),
                ]
            ),
            FieldPanel("serves_food", help_text=_("Then say above what there is.")),
            FieldPanel("outdoors", help_text=_("Visitors are told to dress for the weather.")),
            FieldPanel("gear_lent", help_text=_("Nobody needs skates, skis or a racket of her own.")),
            FieldPanel("religious_content", help_text=_("Be honest: visitors choose by it, and it builds trust.")),
        ],
        heading=_("What it costs and what there is"),
    ),
    FactsPanel(
        [
            FieldPanel(
                "registration",
                help_text=_("Without registration people just come. Choose it only when you need to know who comes."),
            ),
            FieldRowPanel(
                [
                    FieldPanel(
                        "registration_url",
                        help_text=_("An address that asks for no more than is needed, and that works on a phone."),
                    ),
                    FieldPanel("registration_phone", help_text=_("A number of an office, never of a private person.")),
                ]
            ),
            FieldRowPanel(
                [
                    FieldPanel("registration_opens", help_text=_("Leave empty when people can sign up at once.")),
                    FieldPanel(
                        "registration_closes", help_text=_("Leave empty when people can sign up until it starts.")
                    ),
                ]
            ),
            FieldRowPanel(
                [
                    FieldPanel("capacity", help_text=_("How many can come. Leave empty when there is no limit.")),
                    FieldPanel(
                        "is_full", help_text=_("Visitors see “full”. Take the tick away when there is room again.")
                    ),
                    FieldPanel(
                        "has_waiting_list", help_text=_("Visitors are told that they can still put their name down.")
                    ),
                ]
            ),
            FieldPanel("registration_for_all_dates", help_text=_("Signing up once is enough for the whole series.")),
        ],
        heading=_("Signing up"),
    ),
    FactsPanel(
        [
            InlinePanel(
                "organisers",
                panels=[FieldPanel("organisation", help_text=_("The first one leads; all are named."))],
                heading=_("Organisers"),
                label=_("organiser"),
            ),
            FieldPanel("planned_together"),
            FieldPanel("wished"),
            FieldPanel(
                "contact",
                help_text=_("A role or an office that answers. People call before they come for the first time."),
            ),
            FieldPanel("image", help_text=_("Optional. Shown on the page of the activity and in shared links.")),
            FieldPanel("last_confirmed_on"),
        ],
        heading=_("Who"),
    ),
]
