"""The dates of an event in the admin, made for a phone: one button cancels a date, one takes that back."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from events.date_actions import ACTIONS, Desk
from events.freshness import must_call_first
from events.headcounts import held_dates
from events.models import EventPage, Occurrence, OccurrenceChange
from events.models.changes import WHOLE_EVENT
from events.organiser_links import organiser_url
from events.permissions import may_change_dates
from events.schedule import is_recurrence_id

LISTED, COUNTED = 30, 5
#: What can be done to one date, in the order of the page; cancelling has a button of its own.
_OF_A_DATE = ("move", "note", "postpone", "cancel_following", "split")


class DatesView(WagtailAdminTemplateMixin, View):
    """The next dates, the last ones with their head counts, and what can be done to the whole activity."""

    template_name = "events/admin/dates.html"
    page_title = _("Dates")
    header_icon = "date"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Foreign and missing pages answer identically."""
        page: EventPage = get_object_or_404(EventPage.objects.select_related("locale"), pk=kwargs["page_id"])
        source = page.source
        if source is None or not may_change_dates(request.user, source):  # type: ignore[arg-type]
            raise Http404
        self.desk = Desk(source, request.user, timezone.now())  # type: ignore[arg-type]
        self.failed: tuple[str, str, forms.Form] | None = None
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, page_id: int) -> HttpResponse:
        response: HttpResponse = self.render_to_response(self.get_context_data())
        return response

    def post(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """Do what the button says; a form with a mistake comes back with everything that was written."""
        action, name = request.POST.get("action", ""), request.POST.get("date", "")
        act, of_a_date = ACTIONS.get(action, (None, False))
        here = reverse("event_dates", args=[page_id])
        if act is None or (of_a_date and not is_recurrence_id(name)):
            messages.error(request, _("This is not possible here."))
            return redirect(here)
        row = Occurrence.objects.filter(event_id=self.desk.source.translation_key, recurrence_id=name).first()
        form = self.desk.form(action, row, request.POST)
        try:
            if form is not None and not form.is_valid():
                raise ValidationError([message for errors in form.errors.values() for message in errors])
            done = act(self.desk, name if of_a_date else WHOLE_EVENT, form)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            if form is None or (of_a_date and row is None):
                return redirect(here)
            for wrong in list(form.errors)[:1]:
                if wrong in form.fields:  # the page opens where the mistake is
                    form.fields[wrong].widget.attrs["autofocus"] = True
            self.failed = (action, name, form)
            return self.get(request, page_id)
        messages.success(request, done.message)
        return redirect(done.url or f"{here}#{anchor(name)}")

    # --- what the page shows ---------------------------------------------------------------------

    def get_page_subtitle(self) -> str:
        return str(self.desk.source.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        url = reverse("wagtailadmin_pages:edit", args=[self.desk.source.pk])
        return [
            *self.breadcrumbs_items,
            {"url": url, "label": self.get_page_subtitle()},
            {"url": "", "label": self.get_header_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        desk, event = self.desk, self.desk.event
        uuid = desk.source.translation_key
        dates = Occurrence.objects.filter(event_id=uuid, listed_until__gt=desk.now).order_by("-has_date", "start")
        return context | {
            "source": desk.source,
            "event": event,
            "dates": [self._card(row) for row in dates[:LISTED]],
            "more_dates": max(0, dates.count() - LISTED),
            "held": [(date, self._form("count", date.occurrence)) for date in held_dates(uuid, desk.now, COUNTED)],
            "must_call_first": bool(event and must_call_first(event, desk.now)),
            "organiser_url": organiser_url(event, desk.source.locale.language_code) if event else "",
            "whole": WHOLE_EVENT in self._changed,
            "may_publish": desk.may_publish,
            "cancel_form": self._form("cancel_event"),
            "postpone_form": self._form("postpone_event"),
            "season_form": self._form("season"),
            "copy_form": self._form("copy") if desk.towns.exists() else None,
            "failed": self.failed and self.failed[:2],
        }

    @cached_property
    def _changed(self) -> set[str]:
        changes = OccurrenceChange.objects.in_force().exclude(kind=OccurrenceChange.Kind.SPLIT)
        return set(changes.filter(event_uuid=self.desk.source.translation_key).values_list("recurrence_id", flat=True))

    def _card(self, row: Occurrence) -> dict[str, Any]:
        """One date: its row, its anchor, and a form for each thing that can be done to it."""
        repeats = bool(self.desk.source.frequency) and not row.is_kept and row.position > 0
        names = _OF_A_DATE if repeats and self.desk.may_publish else _OF_A_DATE[: 4 if repeats else 3]
        return {
            "row": row,
            "anchor": anchor(row.recurrence_id),
            "is_changed": row.recurrence_id in self._changed,
            "reason_form": self._form("cancel", row),
            "forms": {name: self._form(name, row) for name in names},
        }

    def _form(self, action: str, row: Occurrence | None = None) -> forms.Form | None:
        """The form of a button: as it was sent when it had a mistake, else empty."""
        if self.failed and self.failed[:2] == (action, row.recurrence_id if row else ""):
            return self.failed[2]
        return self.desk.form(action, row)


def anchor(name: str) -> str:
    """The place of a date on the page."""
    return "date-" + name.replace(":", "") if name else "activity"
