"""Files that are fetched again and again: an ETag, 304 to who has them already, and how long to keep them."""

from collections.abc import Callable
from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag


def digest(content: bytes) -> str:
    """What changes exactly when the content does."""
    return sha256(content).hexdigest()[:32]


def download(
    request: HttpRequest, fingerprint: str, make: Callable[[], bytes], content_type: str, filename: str, max_age: int
) -> HttpResponse:
    """The file, made only for who does not have it yet. The fingerprint changes exactly when the content does."""
    etag = quote_etag(fingerprint)
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None and unchanged.status_code == 304:
        response: HttpResponse = unchanged  # type: ignore[assignment]
    else:
        response = HttpResponse(make(), content_type=content_type)
        response["Content-Disposition"] = f'inline; filename="{filename}"'
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={max_age}"
    return response
