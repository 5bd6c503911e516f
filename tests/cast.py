"""The known cast of the tests: two districts, three municipalities and their page trees in all offered languages."""

from dataclasses import dataclass, field

from django.conf import settings
from wagtail.models import Locale, Page, Site

from home.models import HomePage
from home.translation import translate
from municipalities.models import District, DistrictPage, Municipality, MunicipalityPage

#: code, slug, name_fi, name_sv, genitive, in, to, sv_in, status, district, lat, lon
TOWNS = [
    ("734", "salo", "Salo", "Salo", "Salon", "Salossa", "Saloon", "i Salo", 0, "varsinais-suomi", 60.386, 23.133),
    (
        "305",
        "kuusamo",
        "Kuusamo",
        "Kuusamo",
        "Kuusamon",
        "Kuusamossa",
        "Kuusamoon",
        "i Kuusamo",
        0,
        "oulu",
        65.96,
        29.19,
    ),
    ("678", "raahe", "Raahe", "Brahestad", "Raahen", "Raahessa", "Raaheen", "i Brahestad", 0, "oulu", 64.685, 24.479),
]
DISTRICTS = {
    "varsinais-suomi": ("Varsinais-Suomen piiri", "Egentliga Finlands distrikt", "Southwest Finland district"),
    "oulu": ("Oulun piiri", "Uleåborgs distrikt", "Oulu district"),
}


@dataclass
class Country:
    """Everything by its short name; pages by language and slug: `country.town_pages["fi"]["salo"]`."""

    homes: dict[str, HomePage] = field(default_factory=dict)
    districts: dict[str, District] = field(default_factory=dict)
    district_pages: dict[str, dict[str, DistrictPage]] = field(default_factory=dict)
    municipalities: dict[str, Municipality] = field(default_factory=dict)
    town_pages: dict[str, dict[str, MunicipalityPage]] = field(default_factory=dict)


def load_country() -> Country:
    """The cast as it is in the database; made first where a flushed database has lost it."""
    if not Municipality.objects.exists():
        return build_country()
    country = Country(
        districts={row.key: row for row in District.objects.all()},
        municipalities={row.slug: row for row in Municipality.objects.select_related("district")},
    )
    for home in HomePage.objects.select_related("locale"):
        country.homes[home.locale.language_code] = home
    for page in DistrictPage.objects.select_related("locale", "district"):
        country.district_pages.setdefault(page.locale.language_code, {})[page.district.key] = page
    for town in MunicipalityPage.objects.select_related("locale", "municipality"):
        country.town_pages.setdefault(town.locale.language_code, {})[town.municipality.slug] = town
    return country


def build_country() -> Country:
    """Make the cast; Finnish is the source, the other languages are translations of it."""
    country = Country()
    root = _empty_root()
    for code in settings.OFFERED_LANGUAGES:
        Locale.objects.get_or_create(language_code=code)
    finnish = Locale.objects.get(language_code="fi")
    home = root.add_child(instance=HomePage(title="Yhteisölähtöinen kotoutuminen", slug="home", locale=finnish))
    Site.objects.create(hostname="testserver", root_page=home, is_default_site=True, site_name="Test")
    country.homes["fi"] = home
    _districts(country, home)
    _towns(country)
    for code in settings.OFFERED_LANGUAGES[1:]:
        _translate(country, code)
    Site.clear_site_root_paths_cache()
    return country


def _empty_root() -> Page:
    """The tree's root without what Wagtail's first migration made; a flushed database has not even the root."""
    finnish, _made = Locale.objects.get_or_create(language_code="fi")
    if not Page.objects.filter(depth=1).exists():
        Page.add_root(instance=Page(title="Root", slug="root", locale=finnish))
    Site.objects.all().delete()
    for page in Page.objects.filter(depth=2):
        page.specific.delete()
    Locale.objects.exclude(language_code="fi").delete()
    return Page.objects.get(depth=1)


def _districts(country: Country, home: HomePage) -> None:
    country.district_pages["fi"] = {}
    for key, (fi, sv, en) in DISTRICTS.items():
        district = District.objects.create(key=key, name_fi=fi, name_sv=sv, name_en=en)
        page = DistrictPage(title=fi, slug=f"district-{key}", district=district, locale=home.locale)
        country.districts[key] = district
        country.district_pages["fi"][key] = home.add_child(instance=page)


def _towns(country: Country) -> None:
    country.town_pages["fi"] = {}
    for code, slug, fi, sv, genitive, inside, to, sv_in, status, district, lat, lon in TOWNS:
        town = Municipality.objects.create(
            code=code, slug=slug, name_fi=fi, name_sv=sv, name_en=fi, fi_genitive=genitive, fi_in=inside, fi_to=to,
            sv_in=sv_in, official_language_status=status, district=country.districts[district],
            offered_languages=settings.OFFERED_LANGUAGES, latitude=lat, longitude=lon, state="continues",
        )  # fmt: skip
        parent = country.district_pages["fi"][district]
        page = MunicipalityPage(title=fi, slug=slug, municipality=town, locale=parent.locale)
        country.municipalities[slug] = town
        country.town_pages["fi"][slug] = parent.add_child(instance=page)


def _translate(country: Country, code: str) -> None:
    locale = Locale.objects.get(language_code=code)
    country.homes[code] = _copy(country.homes["fi"], locale)
    country.district_pages[code] = {k: _copy(p, locale) for k, p in country.district_pages["fi"].items()}
    country.town_pages[code] = {k: _copy(p, locale) for k, p in country.town_pages["fi"].items()}


def _copy(page: Page, locale: Locale) -> Page:
    """A live translation of the page with `[code]` before its title."""
    return translate(page, locale, {"title": f"[{locale.language_code}] {page.title}"})
