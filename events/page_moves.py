"""Moving an event in the admin: all languages or none."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from events.models import EventPage
from events.page_services import move_event


@transaction.atomic
def move_in_all_languages(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """Take over from Wagtail's move view, whose move and the signal after it are not one transaction."""
    event = page.specific
    if request.method != "POST" or not isinstance(event, EventPage):
        return None
    if not event.is_source:
        messages.error(request, _("Move the page in the original language; this translation follows by itself."))
        return redirect("wagtailadmin_explore", event.get_parent().pk)
    move_event(event, destination.specific, by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("“%(title)s” was moved in all languages.") % {"title": event.title})
    return redirect("wagtailadmin_explore", destination.pk)
