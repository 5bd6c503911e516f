"""The main kinds of pages, by what they are called."""

PUBLIC = {
    "home": "/{}/",
    "places": "/{}/places/",
    "district": "/{}/district-varsinais-suomi/",
    "microsite": "/{}/salo/",
    "events of a town": "/{}/salo/events/",
    "events of the country": "/{}/events/",
    "event": "/{}/salo/events/language-cafe/",
    "content": "/{}/salo/first-weeks/",
    "contacts": "/{}/salo/contacts/",
    "recruitment": "/{}/salo/join/",
    "form": "/{}/salo/join/how/",
    "call me": "/{}/salo/join/call-me/",
    "search": "/{}/search/?q=kieli",
    "not found": "/{}/not-there/",
    "language gate": "/",
    "sign in": "/accounts/login/",
}
