"""What the browser tests play with: the cast with a calendar, a sign-up call and a page in Salo and in Raahe."""

from datetime import time, timedelta

from django.utils import timezone

from events.models import ActivityIdeaPage, EventOrganiser, EventPage, IdeaIndexPage, Topic, TopicText
from events.opening import ensure_portal_index
from home.models import Keyword
from home.translation import translate
from municipalities.models import (
    ExperiencePage,
    GuidePage,
    LocalPage,
    MunicipalityIndexPage,
    Organisation,
    OrganisationText,
    Place,
    PlaceText,
)
from municipalities.opening import open_municipality
from tests.cast import Country, load_country
from tests.people import People
from volunteering.opening import ensure_recruitment

#: Fewer than there are: each costs a second.
LANGUAGES = ["fi", "sv", "ar"]
EVERYBODY = [
    "admin", "team", "editor-varsinais-suomi", "editor-oulu", "editor-only-oulu", "contributor-salo", "translator-ar",
]  # fmt: skip


def set_stage() -> None:
    """Fill an empty database; the tests only ever see copies of it."""
    country = load_country()
    people = People(country)
    for name in EVERYBODY:
        assert people[name]
    open_municipality(country.municipalities["salo"], LANGUAGES)
    open_municipality(country.municipalities["raahe"], ["fi"])
    ensure_portal_index({language: country.homes[language] for language in LANGUAGES})
    ensure_recruitment(None, LANGUAGES)
    for slug, coordinator in (("salo", "editor-varsinais-suomi"), ("raahe", "editor-oulu")):
        ensure_recruitment(country.municipalities[slug], ["fi"]).coordinators.add(people[coordinator])
    country = load_country()
    _choice_of_towns(country)
    _events(country)
    _pages(country)
    _ideas(country)
    _experiences(country)


def _choice_of_towns(country: Country) -> None:
    home = country.homes["fi"]
    home.refresh_from_db()
    page = MunicipalityIndexPage(title="Paikkakunnat", slug="places", locale=home.locale, show_in_menus=True)
    home.add_child(instance=page)
    translate(page, country.homes["ar"].locale, {"title": "الأماكن"})


def _events(country: Country) -> None:
    library = Place.objects.create(
        key="salo-library", municipality=country.municipalities["salo"], kind="library",
        street_address="Kirjastokatu 1", postal_code="24100", address_locality="Salo", step_free=True,
    )  # fmt: skip
    parish = Organisation.objects.create(key="salo-parish", kind="parish")
    topic = Topic.objects.create(key="language", icon="languages")
    for language, place, organiser, name in (
        ("fi", "Salon kirjasto", "Salon seurakunta", "Kieli"),
        ("sv", "Salo bibliotek", "Salo församling", "Språk"),
        ("en", "Salo library", "Salo parish", "Language"),
        ("ar", "مكتبة سالو", "رعية سالو", "اللغة"),
    ):
        PlaceText.objects.create(parent=library, language=language, name=place)
        OrganisationText.objects.create(parent=parish, language=language, name=organiser)
        TopicText.objects.create(parent=topic, language=language, name=name)
    cafe = _event(country, "salo", "Kielikahvila", "language-cafe", [topic], library, parish)
    arabic = country.homes["ar"].locale
    translate(cafe, arabic, {"title": "مقهى اللغة", "summary": "نتدرب على الفنلندية مع القهوة."})
    _event(country, "salo", "Neulekerho", "knitting", [topic], library, parish)
    _event(country, "raahe", "Satamakävely", "harbour-walk", [topic], None, parish)


def _event(
    country: Country, town: str, title: str, slug: str, topics: list[Topic], place: Place | None, by: Organisation
) -> EventPage:
    """Every evening at half past five, so that there is always something this week."""
    today = timezone.localdate()
    parent = country.town_pages["fi"][town].get_children().get(slug="events").specific
    page = EventPage(
        title=title, slug=slug, summary=f"{title} joka ilta.", body="<p>Tule mukaan.</p>", live=False,
        start_date=today, start_time=time(17, 30), end_time=time(19), frequency="WEEKLY",
        weekdays=["MO", "TU", "WE", "TH", "FR", "SA", "SU"], until=today + timedelta(days=40), place=place,
        is_free=True, audience=["adults"], in_language=["fi"], locale=parent.locale,
    )  # fmt: skip
    page.topics = topics
    page.organisers = [EventOrganiser(organisation=by, sort_order=0)]
    parent.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def _pages(country: Country) -> None:
    salo = country.town_pages["fi"]["salo"]
    salo.refresh_from_db()
    page = LocalPage(
        title="Ensimmäiset askeleet", slug="first-steps", locale=salo.locale, show_in_menus=True,
        summary="Mitä hoidetaan ensin.",
        body=[("rich_text", "<p>Hae ensin verokortti. Sitten avaa pankkitili.</p>")],
    )  # fmt: skip
    salo.add_child(instance=page)
    page.save_revision().publish()


def _ideas(country: Country) -> None:
    home = country.homes["fi"]
    home.refresh_from_db()
    toolkit = IdeaIndexPage(title="Työkalut", slug="toolkit", locale=home.locale, summary="Valmiita ideoita.")
    home.add_child(instance=toolkit)
    page = ActivityIdeaPage(
        title="Kokataan yhdessä", slug="cooking", summary="Syödään yhdessä.", locale=home.locale, live=False,
        icon="cooking-pot", minutes=150, fewest=4, most=12, helpers=2, needs="<ul><li>keittiö</li></ul>",
        steps=[("step", {"title": "Valitkaa ruoka", "text": "Yhdessä."})], tips="<p>Aikaa.</p>",
        safety="<p>Allergiat.</p>", invitation="<p>Tule kokkaamaan.</p>",
    )  # fmt: skip
    page.keywords.add(Keyword.objects.create(slug="food", name="food"))
    toolkit.add_child(instance=page)
    page.save_revision().publish()
    for each, title in ((toolkit, "الأدوات"), (page, "نطبخ معًا")):
        translate(each, country.homes["ar"].locale, {"title": title})


def _experiences(country: Country) -> None:
    home, salo = country.homes["fi"], country.town_pages["fi"]["salo"]
    home.refresh_from_db()
    salo.refresh_from_db()
    guide = GuidePage(
        title="Opas", slug="guide", locale=home.locale, summary="Mitä on opittu.", introduction="<p>Näin syntyi.</p>",
        chapters=[("chapter", {"theme": "training", "text": "<p>Valmennus kannattaa.</p>"})],
    )  # fmt: skip
    home.add_child(instance=guide)
    page = ExperiencePage(
        title="Ensimmäinen ilta", slug="first-evening", summary="Yksi asia kerrallaan.", locale=salo.locale, live=False,
        theme="welcome", tellers=["newcomers", "sponsors"], tried="<p>Kävimme kylässä.</p>", worked="<p>Hitaus.</p>",
        would_change="<p>Vähemmän tavaraa.</p>",
    )  # fmt: skip
    salo.add_child(instance=page)
    page.save_revision().publish()
    translate(guide, country.homes["ar"].locale, {"title": "الدليل"})
