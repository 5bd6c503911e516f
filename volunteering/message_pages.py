"""The public pages of the short forms: `/{lang}/feedback/`, `/{lang}/partner/`, `/{lang}/worry/`."""

from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from municipalities.models import Municipality
from volunteering.form_shell import FormShell, private
from volunteering.intake import receive_message
from volunteering.joining import all_places, read_stamp
from volunteering.journey import SeeOther
from volunteering.message_forms import FORMS, MessageForm
from volunteering.models.messages import PublicMessage
from volunteering.models.reviews import TextReview
from volunteering.rate_limits import TooManySendsError, count_send
from volunteering.reviewing.gate import languages_instead

SALT = "volunteering.message"


def message_page(request: HttpRequest, kind: str) -> HttpResponse:
    """Show a short form, or take it."""
    language = get_language() or settings.LANGUAGE_CODE
    if kind == PublicMessage.Kind.WORRY and (instead := languages_instead(language, TextReview.Kind.WORRY)):
        return _answer(request, "worry_in_other_languages", languages=instead)
    form_class, now = FORMS[kind], timezone.now()
    places = all_places(language)
    if request.method != "POST":
        stamp = signing.dumps([str(uuid4()), int(now.timestamp())], salt=SALT)
        initial = {"stamp": stamp, "municipality": request.GET.get("place", ""), "page": _page_before(request)}
        return _show(request, form_class(initial=initial, places=places))
    form = form_class(request.POST, places=places)
    if not form.is_valid():
        return _show(request, form, status=422)
    try:
        many = count_send(request, now)
    except TooManySendsError:
        return _show(request, form, status=429, too_many=True)
    key, opened_at = read_stamp(form.cleaned_data["stamp"], SALT)
    receive_message(
        form.columns(),
        kind=form.kind,
        key=key,
        opened_at=opened_at,
        trap=form.cleaned_data["website"],
        municipality=Municipality.objects.filter(slug=form.cleaned_data["municipality"]).first(),
        language=language,
        now=now,
        many=many,
    )
    return private(SeeOther(f"/{language}/{kind}/received/"))


def message_received(request: HttpRequest, kind: str) -> HttpResponse:
    """Thank you; the same words whether or not it looked like spam."""
    return _answer(request, "message_received", kind=kind)


def _show(request: HttpRequest, form: MessageForm, *, status: int = 200, too_many: bool = False) -> HttpResponse:
    phone = settings.CONTACT_PHONE
    language = get_language() or settings.LANGUAGE_CODE
    return _answer(
        request, "message", status=status, form=form, kind=form.kind.value, too_many=too_many, phone=phone,
        reviewed_in=languages_instead(language, TextReview.Kind.FORMS, TextReview.Kind.PRIVACY),
    )  # fmt: skip


def _answer(request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    context |= {"shell": FormShell(request), "phone": settings.CONTACT_PHONE}
    return private(render(request, f"volunteering/{template}.html", context, status=status))


def _page_before(request: HttpRequest) -> str:
    """The page of ours that somebody came from: its path only."""
    address = urlsplit(request.headers.get("Referer", ""))
    return address.path[:300] if address.netloc == request.get_host() else ""
