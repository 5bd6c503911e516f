"""The 63 activities and the portal's own events as pages: facts on the source page, words in each language."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone
from wagtail.models import Locale, Page

from events.models import Event, EventIndexPage, EventOrganiser, EventPage, Occurrence, OccurrenceChange, Topic
from events.models.topics import TopicText
from events.services import cancel_occurrence, move_occurrence
from home.models import HomePage
from home.publishing import publish_now
from home.translation import translate
from municipalities.models import Contact, Municipality, Organisation, Place
from portal.demo import content
from portal.demo.activities import Plan, flags_of, plan_for, texts_of
from portal.demo.blocks import paragraphs
from portal.demo.pages import Say
from portal.demo.regions import district_organisation_key, owned_key

_INDEX = {
    "fi": ("Toiminta ja tapahtumat", "Kaikkien paikkakuntien toiminta. Tule mukaan sellaisena kuin olet."),
    "sv": ("Verksamhet och evenemang", "Verksamheten på alla orter. Kom med precis som du är."),
    "en": ("Activities and events", "Activities in every town. Come along just as you are."),
    "fi-simple": ("Toiminta ja tapahtumat", "Täältä löydät, mitä tapahtuu ja missä."),
    "ar": ("الأنشطة والفعاليات", "أنشطة كل الأماكن. تعال كما أنت."),
}
_WORDS = ("title", "summary", "price_note", "place_note")
_WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
_CANCELLED_REASON = {
    "fi": "Sää on liian huono.",
    "sv": "Vädret är för dåligt.",
    "en": "The weather is too bad.",
    "ar": "الطقس سيئ جدًا.",
}


def load_topics() -> None:
    """The twelve topics with their icons and names."""
    for n, row in enumerate(content.table("topics")):
        topic, _made = Topic.objects.update_or_create(key=row["key"], defaults={"icon": row["icon"], "sort_order": n})
        for code in content.LANGUAGES:
            name = row[code.replace("-", "_")]
            TopicText.objects.update_or_create(parent=topic, language=code, defaults={"name": name})


def load_portal_index(home: HomePage) -> EventIndexPage:
    """The national list of activities in every language."""
    page = EventIndexPage.objects.child_of(home).first()
    if page is None:
        title, summary = _INDEX["fi"]
        page = EventIndexPage(title=title, summary=summary, slug="events", show_in_menus=True, locale=home.locale)
        home.refresh_from_db()
        home.add_child(instance=page)
        publish_now(page)
    for code, (title, summary) in list(_INDEX.items())[1:]:
        translate(page, Locale.objects.get(language_code=code), {"title": title, "summary": summary})
    return page


def load_events(home: HomePage, today: date, say: Say) -> None:
    """Every activity of the table, then those of the whole country; dates that have become stale are made anew."""
    rows = content.table("activities")
    towns = {town.slug: town for town in Municipality.objects.select_related("district")}
    for n, row in enumerate(rows, start=1):
        _town_event(row, towns[row["municipality_slug"]], today)
        if n % 9 == 0:
            say(f"activities {n} of {len(rows)}")
    index = load_portal_index(home)
    for slug, texts in content.document("portal_activities")["activities"].items():
        _portal_event(index, slug, texts, today)
    say("activities of the whole country")


def change_dates(today: date) -> None:
    """Cancel or move the next date of the activities that show it; after the read model is there."""
    for row in content.table("activities"):
        flags = flags_of(row)
        if {"cancelled_date", "moved_date"} & set(flags):
            event = Event.objects.filter(path=f"{row['municipality_slug']}/events/{row['slug']}/").first()
            if event:
                _change_a_date(event, flags, today)


def _town_event(row: dict[str, str], town: Municipality, today: date) -> None:
    texts, flags = texts_of(row), flags_of(row)
    index = EventIndexPage.objects.get(
        path__startswith=town.pages.get(locale__language_code=town.majority_language).path,
        locale__language_code=town.majority_language,
    )
    archived = "archived" in flags or town.state in {Municipality.State.ENDED, Municipality.State.PAUSED}
    plan = plan_for({**row, "flags": row["flags"] + (",archived" if archived else "")}, today)
    facts = {
        **_when(plan),
        **_where(town, texts, flags),
        **_terms(town, texts, flags),
        "audience": row["audience"].split(","),
        "alternates": _alternates(row, flags),
        "planned_together": texts["planned_together"],
        "wished": texts.get("wished", False),
        "last_confirmed_on": today,
    }
    public = town.state != Municipality.State.PREPARING
    _save(index, row["slug"], facts, texts, row["topic"], _organisers(town, texts), public=public)


def _portal_event(index: EventIndexPage, slug: str, texts: dict[str, Any], today: date) -> None:
    row = {**texts, "slug": slug, "flags": ""}
    facts = {
        **_when(_portal_plan(row, today)),
        "attendance_mode": "online" if texts.get("online") else "offline",
        "in_language": texts["in_language"],
        "interpreting": texts.get("interpreting", []),
        "audience": texts["audience"],
        "is_free": True,
        "planned_together": texts["planned_together"],
        "last_confirmed_on": today,
    }
    _save(index, slug, facts, texts, texts["topic"], list(Organisation.objects.filter(key="spr")), public=True)


def _portal_plan(row: dict[str, Any], today: date) -> Plan:
    """As in the table, with one addition: `ONCE;DAY=20` is that day of the season's month."""
    _once, _sep, day = row["recurrence"].partition("ONCE;DAY=")
    if not day:
        return plan_for(row, today)
    plan = plan_for({**row, "recurrence": "ONCE;MO"}, today)
    plan.start = plan.start.replace(day=int(day))
    return plan


def _save(
    index: EventIndexPage,
    slug: str,
    facts: dict[str, Any],
    texts: dict[str, Any],
    topic: str,
    organisers: list[Organisation],
    *,
    public: bool,
) -> None:
    code = index.locale.language_code
    page = EventPage.objects.child_of(index).filter(slug=slug).first()
    words = _words(texts, code)
    if page is None:
        page = EventPage(slug=slug, live=False, locale=index.locale, **words)
        index.refresh_from_db()
        index.add_child(instance=page)
    before = _snapshot(page, facts, words)
    for name, value in {**facts, **words}.items():
        setattr(page, name, value)
    stale = before != _snapshot(page, facts, words) or not page.latest_revision_id
    if stale:
        page.topics = Topic.objects.filter(key=topic)
        page.organisers = [EventOrganiser(organisation=each, sort_order=n) for n, each in enumerate(organisers)]
        if public:
            page.full_clean()
            publish_now(page)
        else:
            page.save_revision()
    for other in content.in_each_language(texts):
        if other != code and _has_index(index, other):
            translate(page, Locale.objects.get(language_code=other), _words(texts, other), publish=public)


def _has_index(index: Page, code: str) -> bool:
    return EventIndexPage.objects.filter(translation_key=index.translation_key, locale__language_code=code).exists()


def _snapshot(page: EventPage, facts: dict[str, Any], words: dict[str, Any]) -> dict[str, Any]:
    """What is compared to find stale pages; the day of the last confirmation alone makes nothing stale."""
    names = [name for name in (*facts, *words) if name != "last_confirmed_on"]
    return {name: getattr(page, name) for name in names}


def _words(texts: dict[str, Any], code: str) -> dict[str, Any]:
    own = texts[code]
    words = {name: own.get(name, "") for name in _WORDS}
    food = texts.get("food", {})
    return {
        **words,
        "body": paragraphs(own["body"]),
        "food_note": food.get(code, "") if isinstance(food, dict) else "",
        "themes": "\n".join(own.get("themes", [])),
    }


def _when(plan: Plan) -> dict[str, Any]:
    return {
        "start_date": plan.start,
        "start_time": plan.start_time,
        "end_time": plan.end_time,
        "frequency": plan.freq,
        "interval": plan.interval,
        "weekdays": [_WEEKDAYS[day] for day in plan.weekdays],
        "month_weekdays": [f"{n}{_WEEKDAYS[day]}" for n, day in plan.monthly],
        "until": plan.until,
        "count": plan.count,
        "added_dates": [day.isoformat() for day in plan.added],
        "excluded_dates": [a.isoformat() if a == b else f"{a.isoformat()}/{b.isoformat()}" for a, b in plan.excluded],
    }


def _where(town: Municipality, texts: dict[str, Any], flags: dict[str, str]) -> dict[str, Any]:
    departure = texts.get("departure_place")
    return {
        "place": Place.objects.get(key=owned_key(town.slug, texts["place"])),
        "departure_place": Place.objects.get(key=owned_key(town.slug, departure)) if departure else None,
        "place_hidden": "place_hidden" in flags,
        "attendance_mode": "mixed" if "hybrid" in flags else "offline",
        "outdoors": "outdoors" in flags,
    }


def _terms(town: Municipality, texts: dict[str, Any], flags: dict[str, str]) -> dict[str, Any]:
    contact = Contact.objects.filter(municipality=town).first()
    price = Decimal(texts["price"].replace(",", "."))
    youngest, _sep, oldest = flags.get("ages", "").partition("-")
    signs_up = "registration" in flags
    return {
        "in_language": texts["in_language"],
        "interpreting": texts.get("interpreting", []),
        "easy_language": "easy_language" in flags,
        "audience_min_age": int(youngest) if youngest else None,
        "audience_max_age": int(oldest) if oldest else None,
        "is_free": price == 0,
        "price": price or None,
        "child_care": "on_site" if "childcare" in flags else "none",
        "guardian_required": "guardian" in flags,
        "registration": "phone" if signs_up else "none",
        "registration_phone": contact.telephone if signs_up and contact else "",
        "registration_for_all_dates": "series_registration" in flags,
        "capacity": int(flags["capacity"]) if "capacity" in flags else None,
        "is_full": "full" in flags,
        "has_waiting_list": "waiting_list" in flags,
        "serves_food": "food" in flags or "food" in texts,
        "gear_lent": "gear_lent" in flags,
        "religious_content": "optional" if "religious_optional" in flags else "none",
        "contact": contact,
        "type_id": "Course" if "series_registration" in flags else "General",
    }


def _alternates(row: dict[str, str], flags: dict[str, str]) -> str:
    if "alternating" not in flags:
        return ""
    return "languages" if "languages" in flags else "audience"


def _organisers(town: Municipality, texts: dict[str, Any]) -> list[Organisation]:
    keys = [
        district_organisation_key(town.district.key) if key == "spr" else owned_key(town.slug, key)
        for key in texts["organisers"]
    ]
    found = {row.key: row for row in Organisation.objects.filter(key__in=keys)}
    return [found[key] for key in keys]


def _change_a_date(event: Event, flags: dict[str, str], today: date) -> None:
    """Cancel or move the next date, once, for the flags that say so."""
    now = timezone.make_aware(datetime.combine(today, datetime.min.time()))
    changes = OccurrenceChange.objects.filter(event_uuid=event.pk, undone_at=None)
    if changes.filter(recurrence_id__gte=today.isoformat()).exists():
        return
    coming = Occurrence.objects.filter(event=event, start__gt=now + timedelta(days=2)).order_by("start").first()
    if coming is None:
        return
    if "cancelled_date" in flags:
        cancel_occurrence(event.pk, coming.recurrence_id, by=None, now=now, reason=_CANCELLED_REASON)
    else:
        start, end = coming.start + timedelta(days=7), coming.end
        move_occurrence(
            event.pk, coming.recurrence_id, start=start, end=end and end + timedelta(days=7), by=None, now=now
        )
