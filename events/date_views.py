"""The dates of an event in the admin, made for a phone: each with a button to cancel it, move it, or take that back."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from events import services
from events.date_forms import MoveForm, ReasonForm
from events.models import Event, EventPage, Occurrence, OccurrenceChange
from events.notices import tell_district
from events.permissions import may_change_dates
from events.schedule import is_recurrence_id
from home.dates import span_text

LISTED = 30


class DatesView(WagtailAdminTemplateMixin, View):
    """The next dates. `post_…` names are the values of the buttons' `action`."""

    template_name = "events/admin/dates.html"
    page_title = _("Dates")
    header_icon = "date"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Foreign and missing pages answer identically."""
        page: EventPage = get_object_or_404(EventPage.objects.select_related("locale"), pk=kwargs["page_id"])
        source = page.source
        if source is None or not may_change_dates(request.user, source):  # type: ignore[arg-type]
            raise Http404
        self.source = source
        self.now = timezone.now()
        return super().dispatch(request, *args, **kwargs)

    @property
    def uuid(self) -> UUID:
        return self.source.translation_key

    def get(self, request: HttpRequest, page_id: int) -> HttpResponse:
        response: HttpResponse = self.render_to_response(self.get_context_data())
        return response

    def post(self, request: HttpRequest, page_id: int) -> HttpResponse:
        act = {"cancel": self.cancel, "move": self.move, "undo": self.undo}.get(request.POST.get("action", ""))
        date = request.POST.get("date", "")
        try:
            if act is None or not is_recurrence_id(date):
                raise ValidationError(_("This is not possible here."))
            act(request, date)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect(reverse("event_dates", args=[page_id]))

    # --- what the buttons do ---------------------------------------------------------------------

    def cancel(self, request: HttpRequest, date: str) -> None:
        """Cancel one date."""
        form = ReasonForm(request.POST, languages=self.languages)
        _require_valid(form)
        change = services.cancel_occurrence(self.uuid, date, by=_user(request), now=self.now, reason=form.reason)
        tell_district(change, self.source)
        messages.success(request, _("Cancelled in all languages: %(date)s") % {"date": self.words(date)})

    def move(self, request: HttpRequest, date: str) -> None:
        """Move one date to another time."""
        form = MoveForm(request.POST, languages=self.languages)
        _require_valid(form)
        change = services.move_occurrence(
            self.uuid, date, start=form.start, end=form.end, by=_user(request), now=self.now, reason=form.reason
        )
        tell_district(change, self.source)
        messages.success(request, _("Moved in all languages: %(date)s") % {"date": self.words(date)})

    def undo(self, request: HttpRequest, date: str) -> None:
        """Take back what was done to a date."""
        changes = OccurrenceChange.objects.in_force().filter(event_uuid=self.uuid, recurrence_id=date)
        if not changes:
            raise ValidationError(_("There is nothing to take back for this date."))
        for change in changes:
            undone = services.undo_change(change, by=_user(request), now=self.now)
            tell_district(undone, self.source)
        messages.success(request, _("It is on again: %(date)s") % {"date": self.words(date)})

    # --- what the page shows ---------------------------------------------------------------------

    @property
    def languages(self) -> list[str]:
        """Languages that the event is published in, the original first."""
        event = Event.objects.filter(pk=self.uuid).prefetch_related("texts").first()
        codes = [text.language for text in event.texts.all()] if event else []
        return sorted(codes, key=lambda code: code != self.source.locale.language_code)

    def words(self, date: str) -> str:
        """A date in the language of the admin."""
        row = Occurrence.objects.filter(event_id=self.uuid, recurrence_id=date).first()
        return span_text(row.start, row.end, get_language() or "en", all_day=row.all_day) if row else date

    def get_page_subtitle(self) -> str:
        return str(self.source.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        edit = {"url": reverse("wagtailadmin_pages:edit", args=[self.source.pk]), "label": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, edit, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        dates = Occurrence.objects.filter(event_id=self.uuid, listed_until__gt=self.now).order_by("start")
        languages = self.languages
        return context | {
            "source": self.source,
            "dates": list(dates[:LISTED]),
            "changed": set(
                OccurrenceChange.objects.in_force().filter(event_uuid=self.uuid).values_list("recurrence_id", flat=True)
            ),
            "reason_form": ReasonForm(languages=languages, auto_id=False),
            "move_form": MoveForm(languages=languages, auto_id=False),
        }


def _require_valid(form: ReasonForm) -> None:
    if not form.is_valid():
        raise ValidationError([message for errors in form.errors.values() for message in errors])


def _user(request: HttpRequest) -> Any:
    return request.user
