"""What an organiser does by link, on a phone and without signing in: say that it still happens, count heads.

A GET changes nothing, because mail scanners follow links.
"""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from events import services
from events.date_forms import HeadCountForm
from events.freshness import must_call_first
from events.headcounts import HeldDate, count_heads, held_dates
from events.models import Event, Occurrence
from events.organiser_links import event_of
from home.languages import language_of

COUNTED = 4


@require_http_methods(["GET", "HEAD", "POST"])
def organiser(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link. Nothing of it is stored or found by search engines."""
    event, now = event_of(token), timezone.now()
    if event is None:
        raise Http404
    if request.method != "POST":
        return _page(request, event, now)
    if request.POST.get("action") == "confirm":
        services.confirm(event.uuid, by=None, now=now)
        return _see_other(f"{request.path}?done=confirmed")
    form, date = HeadCountForm(request.POST), request.POST.get("date", "")
    if form.is_valid():
        try:
            count_heads(event.uuid, date, by=None, now=now, **form.cleaned_data)
            return _see_other(f"{request.path}?done=counted")
        except ValidationError as error:
            form.add_error(None, error)
    return _page(request, event, now, failed=(date, form), status=422)


def _page(
    request: HttpRequest,
    event: Event,
    now: datetime,
    *,
    failed: tuple[str, HeadCountForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    language = language_of(get_language() or "fi")
    text = event.text_for(language.code)
    coming = Occurrence.objects.filter(event=event, listed_until__gt=now, status=Occurrence.Status.SCHEDULED)
    context = {
        "event": event,
        "title": text.title if text else "",
        "title_language": language_of(text.language) if text else language,
        "event_url": event.url(language.code),
        "next_date": coming.order_by("start").first(),
        "must_call_first": must_call_first(event, now),
        "held": [(date, _form(date, failed)) for date in held_dates(event.uuid, now, COUNTED)],
        "done": request.GET.get("done", ""),
        "failed": failed[1] if failed else None,
    }
    response = render(request, "events/organiser.html", context, status=status)
    response["Cache-Control"], response["Referrer-Policy"] = "private, no-store", "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response


def _form(date: HeldDate, failed: tuple[str, HeadCountForm] | None) -> HeadCountForm:
    if failed and failed[0] == date.occurrence.recurrence_id:
        return failed[1]
    initial: dict[str, Any] = {"adults": date.count.adults, "children": date.count.children} if date.count else {}
    return HeadCountForm(initial=initial, prefix=None, auto_id=f"id_{date.occurrence.slug}_%s")


def _see_other(address: str) -> HttpResponse:
    response = HttpResponseRedirect(address)
    response.status_code = 303
    response["Cache-Control"] = "private, no-store"
    return response
