"""What every answer says to the browser, whatever it is: page, redirect, fault, file, calendar (`trust.md`).

Strict for the public: nothing inline, nothing from elsewhere, no nonce, so that pages can be stored. Wagtail's admin
needs inline script and style, and shows previews in frames of its own.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csp import ContentSecurityPolicyMiddleware
from django.utils.csp import CSP

ADMIN_POLICY: dict[str, list[str]] = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "font-src": [CSP.SELF, "data:"],
    "frame-src": [CSP.SELF],
    "frame-ancestors": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.SELF],
    "object-src": [CSP.NONE],
}
#: Files that somebody uploaded: shown by themselves they can do nothing.
FILE_POLICY: dict[str, list[str]] = {"default-src": [CSP.NONE], "sandbox": [], "frame-ancestors": [CSP.NONE]}
#: Features of browsers that the site never uses.
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope", "hid",
        "idle-detection", "magnetometer", "microphone", "midi", "payment", "serial", "usb",
    )
)  # fmt: skip


class HeadersMiddleware(ContentSecurityPolicyMiddleware):
    """Outermost, so that no answer leaves without them."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        policy = _policy_for(request.path)
        if policy is not None and not hasattr(response, "_csp_config"):
            response._csp_config = policy  # type: ignore[attr-defined]
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("X-Frame-Options", "DENY")
        return super().process_response(request, response)


def _policy_for(path: str) -> dict[str, Any] | None:
    """The policy of a part of the site; None for the strict one of the settings."""
    from_prefix = {"/admin/": ADMIN_POLICY, "/documents/": FILE_POLICY, "/media/": FILE_POLICY}
    return next((policy for prefix, policy in from_prefix.items() if path.startswith(prefix)), None)
