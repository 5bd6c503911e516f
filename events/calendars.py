"""iCalendar."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse


def event_calendar_response(request: HttpRequest, uuid: UUID, now: datetime) -> HttpResponse:
    """Later."""
    return HttpResponse("")
