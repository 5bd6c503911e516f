"""The choice of a place: every municipality that has a public page, by district."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from municipalities.models.regions import Municipality


@dataclass(frozen=True)
class PlaceChoice:
    """A municipality as a link, a stripe and a dot; `state_word` is "" where things go on as usual."""

    name: str
    url: str
    code: str
    accent: str
    latitude: float
    longitude: float
    state_word: str


@dataclass
class DistrictChoice:
    """A district with its places."""

    name: str
    places: list[PlaceChoice] = field(default_factory=list)


def district_choices(municipalities: Iterable[Municipality], language: str) -> list[DistrictChoice]:
    """Return the municipalities by district, both in the order given; `district` must be selected with them."""
    districts: dict[int, DistrictChoice] = {}
    for municipality in municipalities:
        district = municipality.district
        choice = districts.setdefault(district.pk, DistrictChoice(district.name(language)))
        choice.places.append(_place(municipality, language))
    return list(districts.values())


def _place(municipality: Municipality, language: str) -> PlaceChoice:
    return PlaceChoice(
        name=municipality.name(language),
        url=f"/{language}/{municipality.slug}/",
        code=municipality.code,
        accent=municipality.look,
        latitude=municipality.latitude,
        longitude=municipality.longitude,
        state_word="" if municipality.has_activities else str(municipality.get_state_display()),
    )
