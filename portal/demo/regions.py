"""Districts, municipalities, organisations, places and contacts of the demo: facts first, pages elsewhere."""

from typing import Any

from django.db.models import Model

from municipalities.models import Contact, District, Municipality, Organisation, Place
from portal.demo import content

#: Whose interface languages a town offers; all five where it is not named.
_OFFERED = {"rautjarvi": ["fi", "sv", "en", "fi-simple"]}

_PARTNERS: dict[str, tuple[str, str, dict[str, str]]] = {
    "humak": (
        "university",
        "https://www.humak.fi",
        {
            "fi": "Humanistinen ammattikorkeakoulu Humak",
            "sv": "Yrkeshögskolan Humak",
            "en": "Humak University of Applied Sciences",
            "ar": "جامعة هوماك للعلوم التطبيقية",
        },
    ),
    "spr": (
        "red_cross",
        "https://www.punainenristi.fi",
        {
            "fi": "Suomen Punainen Risti, keskustoimisto",
            "sv": "Finlands Röda Kors, centralbyrån",
            "en": "Finnish Red Cross, headquarters",
            "ar": "الصليب الأحمر الفنلندي، المقر الرئيسي",
        },
    ),
    "kirkkohallitus": (
        "church_council",
        "https://evl.fi",
        {"fi": "Kirkkohallitus", "sv": "Kyrkostyrelsen", "en": "Church Council", "ar": "مجلس الكنيسة"},
    ),
}
_RED_CROSS = {
    "fi": "Suomen Punaisen Ristin {name}",
    "sv": "Finlands Röda Kors, {name}",
    "en": "Finnish Red Cross, {name}",
    "ar": "الصليب الأحمر الفنلندي، {name}",
}


def load_regions() -> None:
    """Write every fact that the pages, events and sign-ups refer to."""
    _partners()
    for row in content.table("districts"):
        _district(row)
    accents = list(Municipality.Accent)
    for n, row in enumerate(content.table("municipalities")):
        municipality = _municipality(row, accents[n % len(accents)])
        _owned_rows(municipality)


def district_organisation_key(district_key: str) -> str:
    """The key of the organisation that a district of the Red Cross is."""
    return f"spr-{district_key}"


def _partners() -> None:
    for key, (kind, url, names) in _PARTNERS.items():
        organisation, _made = Organisation.objects.update_or_create(
            key=key, defaults={"kind": kind, "url": url, "is_pilot_partner": True}
        )
        _texts(organisation, {code: {"name": name} for code, name in names.items()})


def _district(row: dict[str, str]) -> None:
    district, _made = District.objects.update_or_create(
        key=row["key"],
        defaults={
            "name_fi": row["name_fi"],
            "name_sv": row["name_sv"],
            "name_en": row["name_en"],
            "name_ar": row["name_ar"],
            "telephone": "+358 00 000 0100",
            "email": f"{row['key']}@example.org",
        },
    )
    organisation, _made = Organisation.objects.update_or_create(
        key=district_organisation_key(district.key),
        defaults={"kind": "red_cross_district", "district": district, "is_pilot_partner": True},
    )
    names = {code: pattern.format(name=district.name(code)) for code, pattern in _RED_CROSS.items()}
    _texts(organisation, {code: {"name": name} for code, name in names.items()})


def _municipality(row: dict[str, str], accent: str) -> Municipality:
    document = content.document(f"municipalities/{row['slug']}")
    main = next(iter(document["contacts"].values()))
    facts = {
        **{name: row[name] for name in ("slug", "name_fi", "name_sv", "name_en", "name_ar")},
        **{name: row[name] for name in ("fi_genitive", "fi_in", "fi_to", "sv_in")},
        **{name: row[name] for name in ("wellbeing_fi", "wellbeing_sv")},
        "official_language_status": int(row["official_language_status"]),
        "district": District.objects.get(key=row["district_key"]),
        "offered_languages": _OFFERED.get(row["slug"], content.LANGUAGES),
        "latitude": float(row["lat"]),
        "longitude": float(row["lon"]),
        "accent": accent,
        "telephone": main.get("telephone", ""),
        "email": main.get("email", ""),
    }
    first = Municipality.State.PREPARING if document.get("state") == "preparing" else Municipality.State.ACTIVE
    municipality, _made = Municipality.objects.update_or_create(
        code=row["code"], defaults=facts, create_defaults={**facts, "state": first}
    )
    return municipality


def _owned_rows(municipality: Municipality) -> None:
    document = content.document(f"municipalities/{municipality.slug}")
    for key, entry in document.get("organisations", {}).items():
        organisation, _made = Organisation.objects.update_or_create(
            key=owned_key(municipality.slug, key),
            defaults={"kind": entry["kind"], "url": entry.get("url", ""), "municipality": municipality},
        )
        _texts(organisation, {code: {"name": name} for code, name in entry["names"].items()})
    for key, entry in document.get("places", {}).items():
        _place(municipality, key, entry)
    for n, (key, entry) in enumerate(document.get("contacts", {}).items()):
        _contact(municipality, n, key, entry)


def owned_key(slug: str, key: str) -> str:
    """The key of a town's own row: unique in the country, readable."""
    return f"{slug}-{key}".replace("_", "-")


def _place(municipality: Municipality, key: str, entry: dict[str, Any]) -> None:
    place, _made = Place.objects.update_or_create(
        key=owned_key(municipality.slug, key),
        defaults={
            "municipality": municipality,
            "kind": entry.get("kind", Place.Kind.OTHER),
            "street_address": entry.get("street_address", ""),
            "postal_code": entry.get("postal_code", ""),
            "address_locality": entry.get("address_locality", ""),
            "latitude": entry.get("lat"),
            "longitude": entry.get("lon"),
            **{fact: entry.get(fact) for fact in ("step_free", "accessible_toilet", "lift")},
        },
    )
    arrival = entry.get("arrival", {})
    _texts(place, {code: {"name": name, "arrival": arrival.get(code, "")} for code, name in entry["names"].items()})


def _contact(municipality: Municipality, n: int, key: str, entry: dict[str, Any]) -> None:
    contact, _made = Contact.objects.update_or_create(
        key=owned_key(municipality.slug, key),
        defaults={
            "municipality": municipality,
            "telephone": entry.get("telephone", ""),
            "email": entry.get("email", ""),
            "languages": entry.get("languages", []),
            "sort_order": n,
        },
    )
    helps, hours = entry.get("helps_with", {}), entry.get("hours", {})
    _texts(
        contact,
        {
            code: {"role": role, "helps_with": helps.get(code, ""), "hours": hours.get(code, "")}
            for code, role in entry["roles"].items()
        },
    )


def _texts(thing: Model, words: dict[str, dict[str, str]]) -> None:
    """One text row per language; those that are there are updated."""
    for code, fields in words.items():
        thing.texts.model.objects.update_or_create(parent=thing, language=code, defaults=fields)  # type: ignore[attr-defined]
