"""What the admin says when the machine translation fails, in wagtail-localize's own views too."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request

from home.machine_translation import MachineTranslationError


class MachineTranslationMiddleware:
    """A failed machine translation ends in a message on the page one came from, never in a fault."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, MachineTranslationError):
            return None
        messages.error(request, exception.message)
        return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_home")
