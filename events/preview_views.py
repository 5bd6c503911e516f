"""The preview of dates beside the edit form: a step of its own without JavaScript, at once with it. Stores nothing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST
from wagtail.admin.auth import user_has_any_page_permission

from events.models.schedules import ScheduleFacts
from events.preview import preview
from events.schedule import is_recurrence_id
from events.schedule_forms import ScheduleForm

_MOST_CHANGED = 300


@require_POST
def dates_preview(request: HttpRequest) -> HttpResponse:
    """The dates of what is in the form now; as a fragment when a script asks, else as a page."""
    if not user_has_any_page_permission(request.user):
        return HttpResponse(status=403)
    form = ScheduleForm(request.POST)
    form.is_valid()
    changed = tuple(name for name in request.POST.getlist("changed_date")[:_MOST_CHANGED] if is_recurrence_id(name))
    schedule = None if form.errors else ScheduleFacts.schedule_of(form.cleaned_data)
    context = {
        "form": form,
        "preview": preview(schedule, changed) if schedule else None,
        "breaks": form.cleaned_data.get("excluded_dates", []),
    }
    is_script = request.headers.get("X-Requested-With") == "XMLHttpRequest"
    template = "events/admin/dates_preview.html" if is_script else "events/admin/dates_preview_page.html"
    return render(request, template, context)
