"""Some invented messages: feedback on pages, partners who offer something, worries. Made once, by the usual service."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from municipalities.models import Municipality
from portal.demo.blocks import block_id
from portal.demo.no_mail import no_mail
from volunteering.casework import handle_message
from volunteering.intake import receive_message
from volunteering.models import PublicMessage

_Kind = PublicMessage.Kind
#: Town, kind, language, days ago, answers.
_LETTERS: list[tuple[str, str, str, int, dict[str, Any]]] = [
    ("salo", _Kind.FEEDBACK, "ar", 1, {"face": "good", "page": "/ar/salo/events/", "text": "الصفحة واضحة. شكرًا."}),
    ("salo", _Kind.FEEDBACK, "fi", 3, {"face": "so_so", "page": "/fi/salo/contacts/", "text": "Ajat puuttuvat."}),
    ("kokkola", _Kind.FEEDBACK, "sv", 5, {"face": "good", "page": "/sv/kokkola/", "text": ""}),
    ("raahe", _Kind.FEEDBACK, "en", 8, {"face": "bad", "page": "/en/raahe/events/", "text": "The map did not open."}),
    (
        "salo", _Kind.PARTNER, "fi", 2,
        {
            "name": "Pirjo Esimerkki", "organisation": "Salon esimerkkiseura", "contact": "seura@example.org",
            "offers": ["space", "people"], "text": "Meillä on lämmin kerhohuone, joka on tyhjä tiistaisin.",
        },
    ),
    (
        "kokkola", _Kind.PARTNER, "sv", 6,
        {
            "name": "Kaj Exempel", "organisation": "Karleby exempelkör", "contact": "kor@example.org",
            "offers": ["visit"], "text": "Kom och lyssna på vår övning, alla får sjunga med.",
        },
    ),
    (
        "salo", _Kind.WORRY, "fi", 1,
        {"where": "Kielikahvila", "contact": "", "text": "Joku otti kuvia lapsista, vaikka siitä ei ollut sovittu."},
    ),
    (
        "raahe", _Kind.WORRY, "en", 4,
        {"where": "", "contact": "+358000001111", "text": "A volunteer keeps asking for money. Please call me."},
    ),
]  # fmt: skip
_HANDLED = (2, 5)


def load_letters(today: date) -> None:
    """All messages; a second load makes none again."""
    if PublicMessage.objects.exists():
        return
    towns = {town.slug: town for town in Municipality.objects.all()}
    with no_mail():
        for n, (slug, kind, language, days, answers) in enumerate(_LETTERS):
            if slug not in towns:
                continue
            moment = timezone.make_aware(datetime.combine(today - timedelta(days=days), time(9 + n, 15)))
            message = receive_message(
                answers,
                kind=kind,
                key=block_id("letter", n),
                opened_at=int(moment.timestamp()) - 120,
                trap="",
                municipality=towns[slug],
                language=language,
                now=moment,
            )
            if n in _HANDLED:
                handle_message(message, by=None, now=moment + timedelta(hours=3))
