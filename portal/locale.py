"""The language of a request, without redirects where the path has no language."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware

#: What is not found below these stays not found: it has no version in a language.
WITHOUT_LANGUAGE = (
    "/admin/", "/accounts/", "/documents/", "/static/", "/media/", "/demo/", "/e/", "/m/", "/linkedevents/", "/healthz",
    "/readyz",
)  # fmt: skip


class PathLocaleMiddleware(LocaleMiddleware):
    """Django's own, which would send every missing address of the admin to `/fi/admin/…`: any path can be a page."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.status_code == 404 and request.path_info.startswith(WITHOUT_LANGUAGE):
            return response
        return super().process_response(request, response)
