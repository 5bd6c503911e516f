"""Behind the link in an invitation: a new account with a password, or a role more for somebody who has one."""

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from home.models import User
from municipalities.invitations import (
    accept,
    accept_with_new_account,
    account_of,
    find,
    languages_in_words,
    places_in_words,
)
from municipalities.models import Invitation
from municipalities.people_forms import NewAccountForm

BACKEND = "django.contrib.auth.backends.ModelBackend"


@never_cache
@sensitive_post_parameters()
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """One page for everybody who follows the link; what it asks depends on whether the address has an account."""
    found = find(token, timezone.now())
    account = account_of(found) if found else None
    if found is None or (account is not None and not account.is_active):
        response = render(request, "municipalities/invitation/over.html", status=410)
    else:
        with override(found.mail_language):
            response = _existing(request, found, account) if account else _new(request, found)
    response["Referrer-Policy"] = "no-referrer"  # the address is a key
    return response


def _new(request: HttpRequest, found: Invitation) -> HttpResponse:
    """Name and password, then straight into the admin."""
    form = NewAccountForm(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        data, now = form.cleaned_data, timezone.now()
        user = accept_with_new_account(found, name=data["name"], password=data["new_password1"], now=now)
        if user is None:
            return render(request, "municipalities/invitation/over.html", status=410)
        login(request, user, BACKEND)
        return redirect("wagtailadmin_home")
    status = 422 if form.is_bound else 200
    return render(request, "municipalities/invitation/new.html", {**_about(found), "form": form}, status=status)


def _existing(request: HttpRequest, found: Invitation, account: User) -> HttpResponse:
    """Who has an account signs in with it and accepts; nobody else can."""
    context = {**_about(found), "is_holder": request.user == account, "is_signed_in": request.user.is_authenticated}
    if request.method == "POST" and request.user == account:
        if not accept(found, account, timezone.now()):
            return render(request, "municipalities/invitation/over.html", status=410)
        return redirect("wagtailadmin_home")
    context["login_url"] = f"{reverse('account_login')}?{urlencode({'next': request.path})}"
    return render(request, "municipalities/invitation/existing.html", context)


def _about(found: Invitation) -> dict[str, object]:
    by = found.invited_by
    return {
        "invitation": found,
        "is_contributor": found.role == Invitation.Role.CONTRIBUTOR,
        "who": (by.get_full_name() or by.get_username()) if by else "",
        "places": places_in_words(found, found.mail_language),
        "languages": languages_in_words(found),
    }
