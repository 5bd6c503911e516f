"""The border between districts, held in front of every view of the admin."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from municipalities.borders import is_beyond

ADMIN_PREFIX = "/admin/"


class DistrictBorderMiddleware:
    """What lies beyond answers 404, like what does not exist; see `municipalities.borders`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: list[Any], kwargs: dict[str, Any]) -> None:
        if request.path.startswith(ADMIN_PREFIX) and is_beyond(request, kwargs):
            raise Http404
