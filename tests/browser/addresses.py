"""The main kinds of pages, by what they are called."""

from datetime import timedelta

from django.utils import timezone

_TOMORROW = timezone.localdate() + timedelta(days=1)

PUBLIC = {
    "home": "/{}/",
    "places": "/{}/places/",
    "district": "/{}/district-varsinais-suomi/",
    "microsite": "/{}/salo/",
    "events of a town": "/{}/salo/events/",
    "events of the country": "/{}/events/",
    "filters, open": "/{}/events/?when=never&topic=language&for=adults&from=soon",
    "nothing found": "/{}/salo/events/?q=kielikahvila&signup=yes",
    "a month": f"/{{}}/salo/events/{_TOMORROW:%Y/%m}/",
    "past events": "/{}/salo/events/past/",
    "events on paper": "/{}/salo/events/print/",
    "event": "/{}/salo/events/language-cafe/",
    "one date": f"/{{}}/salo/events/language-cafe/{_TOMORROW}/",
    "no such date": "/{}/salo/events/language-cafe/2020-01-01/",
    "content": "/{}/salo/first-steps/",
    "contacts": "/{}/salo/contacts/",
    "experience": "/{}/salo/first-evening/",
    "guide": "/{}/guide/",
    "guide on paper": "/{}/guide/print/",
    "toolkit": "/{}/toolkit/?keyword=none",
    "idea": "/{}/toolkit/cooking/",
    "recruitment": "/{}/salo/join/",
    "form": "/{}/salo/join/how/",
    "call me": "/{}/salo/join/call-me/",
    "search": "/{}/search/?q=kieli",
    "not found": "/{}/not-there/",
    "language gate": "/",
    "sign in": "/accounts/login/",
}
