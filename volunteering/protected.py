"""What cannot be deleted says why, and what to do instead: never a bare error, and nothing is lost."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import ProtectedError, RestrictedError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

#: How many rows are fetched to say what hangs on a language.
MOST_NAMED = 500


class ProtectedDeletionMiddleware:
    """In the admin, a refused deletion leads back to the page before with a message."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, (ProtectedError, RestrictedError)) or not request.path.startswith("/admin/"):
            return None
        rows = exception.protected_objects if isinstance(exception, ProtectedError) else exception.restricted_objects
        messages.error(request, in_words(rows))
        return redirect(request.path)  # the page that asks "are you sure?", which changes nothing


def in_words(rows: Any) -> str:
    """What hangs on it, how much of it, and what can be done instead."""
    counted = Counter(type(row) for row in rows)
    parts = sorted(
        f"{number} × {model._meta.verbose_name if number == 1 else model._meta.verbose_name_plural}"
        for model, number in counted.items()
    )
    told = _("It was not deleted, because this hangs on it: %(things)s.") % {"things": ", ".join(parts)}
    if any(model._meta.app_label == "volunteering" for model in counted):
        advice = _(
            "Nothing is lost. Pause or end the municipality, or close the recruitment call: visitors can no longer "
            "sign up, and those who have are not forgotten. A municipality can also stop offering a language."
        )
    else:
        advice = _("Nothing is lost. Remove or change those first, or leave it as it is.")
    return f"{told} {advice}"
