"""What each button of the list of dates does. A name in `ACTIONS` is the value of the button."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext

from events import seasons, services
from events.date_forms import (
    HeadCountForm,
    MoveForm,
    NoteForm,
    ReasonForm,
    TimesForm,
    TownForm,
    WholeReasonForm,
)
from events.headcounts import count_heads
from events.models import Event, EventPage, Occurrence, OccurrenceChange
from events.models.changes import WHOLE_EVENT
from events.notices import tell_district
from events.permissions import may_publish, towns_to_copy_to
from home.dates import helsinki, span_text
from home.models import User


@dataclass(frozen=True)
class Done:
    """What to say, and where to go on when it is not the list of dates."""

    message: str
    url: str = ""


@dataclass
class Desk:
    """One user at the dates of one event."""

    source: EventPage
    user: User
    now: datetime

    @property
    def by(self) -> dict[str, Any]:
        """Who and when, as services want it."""
        return {"by": self.user, "now": self.now}

    @cached_property
    def event(self) -> Event | None:
        """The published event."""
        return Event.objects.filter(pk=self.source.translation_key).prefetch_related("texts").first()

    @cached_property
    def languages(self) -> list[str]:
        """Languages that the event is published in, the original first."""
        codes = [text.language for text in self.event.texts.all()] if self.event else []
        return sorted(codes, key=lambda code: code != self.source.locale.language_code)

    @cached_property
    def towns(self) -> Any:
        """Where the user may copy the event to."""
        return towns_to_copy_to(self.user, self.source)

    @property
    def may_publish(self) -> bool:
        return may_publish(self.user, self.source)

    def words(self, name: str) -> str:
        """A date in the language of the admin."""
        row = Occurrence.objects.filter(event_id=self.source.translation_key, recurrence_id=name).first()
        return span_text(row.start, row.end, get_language() or "en", all_day=row.all_day) if row else name

    # --- forms -----------------------------------------------------------------------------------

    def form(self, action: str, row: Occurrence | None = None, data: Any = None) -> forms.Form | None:
        """The form behind a button; None for a button that asks nothing."""
        options: dict[str, Any] = {"data": data, "auto_id": f"{action}_{row.slug if row else 'all'}_%s"}
        if action in ("cancel", "cancel_following", "postpone", "postpone_event"):
            return ReasonForm(languages=self.languages, **options)
        if action == "cancel_event":
            return WholeReasonForm(languages=self.languages, **options)
        if action == "move":
            return MoveForm(
                languages=self.languages, all_day=bool(row and row.all_day), initial=_times_of(row), **options
            )
        if action == "note":
            return NoteForm(languages=self.languages, **options)
        if action == "split":
            return TimesForm(initial=self._split_initial(row), **options)
        if action == "season":
            return TimesForm(initial=vars(seasons.next_season(self.source, helsinki(self.now).date())), **options)
        if action == "copy":
            return TownForm(towns=self.towns, **options)
        return HeadCountForm(**options) if action == "count" else None

    def _split_initial(self, row: Occurrence | None) -> dict[str, Any]:
        first = row.first_day if row else None
        source = self.source
        return {"first_day": first, "start_time": source.start_time, "end_time": source.end_time, "until": source.until}

    # --- of one date -----------------------------------------------------------------------------

    def cancel(self, name: str, form: Any) -> Done:
        """Cancel one date."""
        self._tell(services.cancel_occurrence(self.source.translation_key, name, reason=form.words, **self.by))
        return Done(gettext("Cancelled in all languages: %(date)s") % {"date": self.words(name)})

    def cancel_following(self, name: str, form: Any) -> Done:
        """Cancel a date and all that follow."""
        self._tell(
            services.cancel_occurrence(
                self.source.translation_key, name, reason=form.words, and_following=True, **self.by
            )
        )
        return Done(gettext("Cancelled in all languages, with all that follow: %(date)s") % {"date": self.words(name)})

    def move(self, name: str, form: Any) -> Done:
        """Move one date to another time."""
        times = {"start": form.start, "end": form.end}
        self._tell(services.move_occurrence(self.source.translation_key, name, reason=form.words, **times, **self.by))
        return Done(gettext("Moved in all languages: %(date)s") % {"date": self.words(name)})

    def postpone(self, name: str, form: Any) -> Done:
        """One date waits for a new time."""
        self._tell(services.postpone_occurrence(self.source.translation_key, name, reason=form.words, **self.by))
        return Done(gettext("Postponed in all languages: %(date)s") % {"date": self.words(name)})

    def note(self, name: str, form: Any) -> Done:
        """Say what is different on one date."""
        differs = {key: form.cleaned_data[key] for key in ("audience", "in_language")}
        services.annotate_occurrence(self.source.translation_key, name, note=form.words, **differs, **self.by)
        return Done(gettext("Saved for this date: %(date)s") % {"date": self.words(name)})

    def undo(self, name: str, form: None) -> Done:
        """Take back what was done to a date, or to the whole event."""
        changes = services.changes_of(self.source.translation_key, name)
        if not changes:
            raise ValidationError(gettext("There is nothing to take back for this date."))
        for change in changes:
            self._tell(services.undo_change(change, **self.by))
        if name == WHOLE_EVENT:
            return Done(gettext("The activity is on again."))
        return Done(gettext("It is on again: %(date)s") % {"date": self.words(name)})

    def split(self, name: str, form: Any) -> Done:
        """From this date on in another way."""
        self._require_publisher()
        made = seasons.split_series(self.source, name, form.times, **self.by)
        return Done(
            gettext("From this date on there is a new activity with the same words. Check what else changes."),
            reverse("wagtailadmin_pages:edit", args=[made.pk]),
        )

    def count(self, name: str, form: Any) -> Done:
        """How many came."""
        count_heads(self.source.translation_key, name, **form.cleaned_data, **self.by)
        return Done(gettext("Saved: %(date)s") % {"date": self.words(name)})

    # --- of the whole event ----------------------------------------------------------------------

    def cancel_event(self, name: str, form: Any) -> Done:
        """Cancel everything that is to come."""
        self._tell(services.cancel_event(self.source.translation_key, reason=form.words, **self.by))
        return Done(gettext("The activity is cancelled in all languages. Its page stays and says so."))

    def postpone_event(self, name: str, form: Any) -> Done:
        """Everything waits for a new time."""
        self._tell(services.postpone_event(self.source.translation_key, reason=form.words, **self.by))
        return Done(gettext("The activity is postponed in all languages. Its page stays and says so."))

    def confirm(self, name: str, form: None) -> Done:
        """It still happens."""
        services.confirm(self.source.translation_key, **self.by)
        return Done(gettext("Thank you! We know that it still happens."))

    def season(self, name: str, form: Any) -> Done:
        """The same activity with new dates."""
        made = seasons.new_season(self.source, form.times, publish=self.may_publish, **self.by)
        if made.live:
            message = gettext("The new season is published in all languages. Check its breaks.")
        else:
            message = gettext("The new season is a draft. Check it and submit it.")
        return Done(message, reverse("wagtailadmin_pages:edit", args=[made.pk]))

    def copy(self, name: str, form: Any) -> Done:
        """The same activity in another municipality, as a draft."""
        made = seasons.copy_to_town(self.source, form.cleaned_data["town"], by=self.user)
        return Done(
            gettext("Copied as a draft. Choose the place and the contact, then publish it."),
            reverse("wagtailadmin_pages:edit", args=[made.pk]),
        )

    # ---------------------------------------------------------------------------------------------

    def _tell(self, change: OccurrenceChange) -> None:
        tell_district(change, self.source)

    def _require_publisher(self) -> None:
        if not self.may_publish:
            raise ValidationError(gettext("Only an editor of the district can do this, because it publishes a page."))


def _times_of(row: Occurrence | None) -> dict[str, Any]:
    """What a date is like now, to be changed."""
    if row is None or not row.has_date:
        return {}
    start, end = helsinki(row.start), helsinki(row.end) if row.end else None
    return {"day": start.date(), "start_time": start.time(), "end_time": end.time() if end else None}


#: Name → method, and whether it is about one date.
ACTIONS: dict[str, tuple[Callable[[Desk, str, Any], Done], bool]] = {
    "cancel": (Desk.cancel, True),
    "cancel_following": (Desk.cancel_following, True),
    "move": (Desk.move, True),
    "postpone": (Desk.postpone, True),
    "note": (Desk.note, True),
    "split": (Desk.split, True),
    "count": (Desk.count, True),
    "undo": (Desk.undo, True),
    "undo_event": (Desk.undo, False),
    "cancel_event": (Desk.cancel_event, False),
    "postpone_event": (Desk.postpone_event, False),
    "confirm": (Desk.confirm, False),
    "season": (Desk.season, False),
    "copy": (Desk.copy, False),
}
