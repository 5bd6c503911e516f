"""Structured logs: one JSON object a line, each with the number of the request it belongs to, and nothing personal.

No address of a visitor, no query string (what was searched, what an editor filtered), no token of an applicant's own
page, and no row of the database that an error message quotes.
"""

import json
import logging
import re
import time
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse

logger = logging.getLogger("portal.request")
request_id: ContextVar[str] = ContextVar("request_id", default="")

# What the web server in front may hand us; anything else is replaced by a number of our own.
ACCEPTABLE_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
# Slugs are words; a long part of a path with a digit in it may be somebody's key.
SECRET_PART = re.compile(r"(?=[^/]*\d)[^/]{16,}")
# PostgreSQL names the values of a row in the line DETAIL of an error.
QUOTED_ROW = re.compile(r"^(DETAIL|CONTEXT|HINT):.*$", re.MULTILINE)
UNLOGGED = {"/healthz", "/readyz"}


class RequestLogMiddleware:
    """Number each request, answer with that number, and log one line about it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        token = request_id.set(given if ACCEPTABLE_ID.fullmatch(given) else uuid.uuid4().hex)
        started = time.perf_counter()
        try:
            response = self.get_response(request)
            response.headers["X-Request-ID"] = request_id.get()
            if request.path not in UNLOGGED:
                logger.info(
                    "request",
                    extra={
                        "method": request.method,
                        "path": without_secrets(request.path),
                        "status": response.status_code,
                        "milliseconds": round((time.perf_counter() - started) * 1000, 1),
                    },
                )
            return response
        finally:
            request_id.reset(token)


def without_secrets(path: str) -> str:
    """A path as it may be logged."""
    return SECRET_PART.sub("…", path)[:300]


class JsonFormatter(logging.Formatter):
    """One JSON object a line."""

    extras = ("method", "path", "status", "milliseconds")

    def format(self, record: logging.LogRecord) -> str:
        """The record with its time, request number and the few extras that are known to be harmless."""
        entry: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": QUOTED_ROW.sub("", without_secrets_in_text(record.getMessage())),
        }
        if number := request_id.get():
            entry["request_id"] = number
        entry |= {name: getattr(record, name) for name in self.extras if hasattr(record, name)}
        if record.exc_info:
            entry["traceback"] = QUOTED_ROW.sub("", self.formatException(record.exc_info))
        return json.dumps(entry, ensure_ascii=False, default=str)


def without_secrets_in_text(message: str) -> str:
    """Django names paths in its own messages ("Not Found: /fi/…"): the same rule holds for them."""
    return re.sub(r"/\S+", lambda found: SECRET_PART.sub("…", found[0].partition("?")[0]), message)


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "portal.request_log.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        # Django's own handlers would write the same again, as text, or mail it.
        "django": {"handlers": [], "level": "INFO"},
        "django.server": {"handlers": ["stderr"]},
        # A line for each save, with the titles of what was edited (of an account: a person's name).
        "wagtail": {"level": "WARNING"},
        "django_tasks": {"level": "WARNING"},
        # A line for each job, with its arguments.
        "procrastinate": {"level": "WARNING"},
    },
}
