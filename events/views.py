"""Addresses of events outside the tree of pages."""

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from events.models import Event, Tombstone
from events.short_links import uuids_of
from home.views import language_neutral_redirect


def event_short_link(request: HttpRequest, short: str) -> HttpResponse:
    """To the event in the visitor's own language, else in the language it was written in; a deleted one answers 410."""
    between = uuids_of(short)
    if between is None:
        raise Http404
    found: QuerySet[Event] = Event.objects.select_related("municipality").filter(uuid__range=between)
    event = found.first()
    if event is None:
        if Tombstone.objects.filter(uuid__range=between).exists():
            return render(request, "410.html", status=410)
        raise Http404
    town = event.municipality
    offered = town.offered_languages if town else settings.OFFERED_LANGUAGES
    return language_neutral_redirect(request, event.url, offered, event.source_language)
