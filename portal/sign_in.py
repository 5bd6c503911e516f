"""Signing in: accounts are made by administrators, two factors are required, a session does not last for ever."""

from collections.abc import Callable
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

ADMIN_PREFIX = "/admin/"
IDLE_SECONDS = 60 * 60
ABSOLUTE_SECONDS = 12 * 60 * 60
#: How often a session that is used is written again.
TOUCH_SECONDS = 60

Answer = Callable[[HttpRequest], HttpResponse]


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is not annotated
    """Nobody makes an account for themselves; who signs in wants the admin."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return reverse("wagtailadmin_home")

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_login")

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """Usernames are given by administrators and never made up."""


class TwoFactorMiddleware:
    """Whoever enters the admin has a second factor; who has none yet is led to where one is set up."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        wanted = settings.MFA_ENFORCED and request.path.startswith(ADMIN_PREFIX) and request.user.is_authenticated
        if wanted and not is_mfa_enabled(request.user):
            return redirect("mfa_index")
        return self.get_response(request)


class SessionLimitsMiddleware:
    """A session ends an hour after it was last used, and twelve hours after it began (`trust.md`)."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(ADMIN_PREFIX) and request.user.is_authenticated:
            self._watch(request)
        return self.get_response(request)

    def _watch(self, request: HttpRequest) -> None:
        now = int(timezone.now().timestamp())
        began = request.session.setdefault("began_at", now)
        used = request.session.get("used_at", now)
        if now - used > IDLE_SECONDS or now - began > ABSOLUTE_SECONDS:
            logout(request)
        elif now - used >= TOUCH_SECONDS or "used_at" not in request.session:
            request.session["used_at"] = now
