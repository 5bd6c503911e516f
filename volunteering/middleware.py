"""When the database is away while somebody fills in a form: nothing typed is lost, and she is told so."""

from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from procrastinate.exceptions import ConnectorException

from volunteering.unavailable import sorry_with_answers

#: What "the database cannot be asked" looks like, from Django and from the job queue.
DATABASE_AWAY = (OperationalError, InterfaceError, ConnectorException)
RETRY_AFTER_SECONDS = 30
#: Below a recruitment page, the short forms, and those that every microsite has.
FORM_SEGMENTS = {"join", "feedback", "partner", "worry", "question", "wishes", "pulse", "sponsor-pulse"}


class KeepAnswersMiddleware:
    """Answers 503 with the typed answers where the public forms are; everywhere else the error takes its course."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, DATABASE_AWAY) or not set(request.path.split("/")) & FORM_SEGMENTS:
            return None
        response = sorry_with_answers(request)
        response["Retry-After"] = str(RETRY_AFTER_SECONDS)
        response["Cache-Control"] = "private, no-store"
        return response
