"""Sponsors and their groups: approved sign-ups of towns that go on, by the services that everybody uses.

Deterministic; a second run makes none again. The roles and their page come first, so that pages can point at them.
"""

import random
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from wagtail.models import Locale

from home.models import HomePage, User
from home.translation import translate
from municipalities.models import Municipality
from portal.demo import content
from portal.demo.no_mail import no_mail
from portal.demo.pages import publish_words
from portal.demo.signups import coordinators_of, make_signup
from volunteering.casework import Given, change_status
from volunteering.models import Registration, RoleDefinition, RolesPage, RoleText, Sponsor, SponsorGroup
from volunteering.models.calls import call_of
from volunteering.sponsors import grouping, standing
from volunteering.sponsors.approval import record_extract, record_qualification
from volunteering.states import Actor, Status

_ROLES_PAGE = {
    "fi": ("Yhteisökummin roolit", "Mitä teet, mitä et tee, kuka tukee sinua ja paljonko aikaa menee."),
    "sv": (
        "Gemenskapsfaddrarnas roller",
        "Vad du gör och inte gör, vem som stöder dig och hur mycket tid det tar.",
    ),
    "en": ("Roles of community sponsors", "What you do, what you don't, who supports you and how much time it takes."),
    "fi-simple": ("Kummin tehtävät", "Mitä kummi tekee? Mitä kummi ei tee? Kuka auttaa kummia?"),
    "ar": ("أدوار المرافقين المجتمعيين", "ماذا تفعل وماذا لا تفعل، ومن يدعمك، وكم من الوقت يلزم."),
}
#: Town, name, state, smallest size, languages, the first roles of its members in turn, published gaps.
_GROUPS = [
    ("salo", "Salon perjantairyhmä", "active", 5, ["fi", "en", "ar"],
     ["contact_person", "activity_lead", "activity_lead", "experience_sponsor", "new_member", "new_member"],
     ["communication_lead"]),
    ("kokkola", "Kokkola–Karleby", "active", 5, ["fi", "sv"],
     ["contact_person", "activity_lead", "communication_lead", "new_member"], ["experience_sponsor"]),
    ("raahe", "Raahen kielikahvila", "forming", 5, ["fi"], ["activity_lead", "new_member"],
     ["contact_person", "experience_sponsor"]),
    ("lappeenranta", "Saimaan ryhmä", "ready", 4, ["fi", "en"],
     ["contact_person", "activity_lead", "activity_lead", "communication_lead", "experience_sponsor"], []),
    ("kouvola", "Keskiviikon kokit", "on_break", 4, ["fi", "uk"],
     ["contact_person", "activity_lead", "new_member"], []),
]  # fmt: skip
#: Sponsors without a group: town and how they stand.
_ALONE = [("salo", "available"), ("kokkola", "on_break"), ("seinajoki", "available"), ("raahe", "ended")]


def load_roles(home: HomePage) -> None:
    """The roles with their cards, and the page that shows them."""
    for entry in content.document("roles")["roles"]:
        role, _made = RoleDefinition.objects.update_or_create(
            code=entry["code"],
            defaults={
                "icon": entry["icon"],
                "sort_order": entry["order"],
                "minimum": entry["minimum"],
                "maximum": entry.get("maximum"),
                "needs_extract": entry.get("needs_extract", False),
            },
        )
        for code, words in content.in_each_language(entry).items():
            texts = {name: text.strip() for name, text in words.items()}
            RoleText.objects.update_or_create(parent=role, language=code, defaults=texts)
    page = RolesPage.objects.child_of(home).first()
    if page is None:
        page = RolesPage(title=_ROLES_PAGE["fi"][0], slug="roles", locale=home.locale)
        home.refresh_from_db()
        home.add_child(instance=page)
    for code, (title, summary) in _ROLES_PAGE.items():
        words = {"title": title, "summary": summary}
        if code == home.locale.language_code:
            publish_words(page, words)
        else:
            translate(page, Locale.objects.get(language_code=code), words)


def load_groups(today: date) -> None:
    """Groups in five towns in all states, sponsors without one, somebody on a break and somebody who has ended."""
    if Sponsor.objects.exists():
        return
    dice = random.Random(20260202)  # noqa: S311  # the same people in every demo
    every = Municipality.objects.select_related("district")
    towns = {town.slug: town for town in every if call_of(town) is not None}
    roles = {role.code: role for role in RoleDefinition.objects.all()}
    number = 0
    with no_mail():
        for slug, name, state, minimum, languages, members, gaps in _GROUPS:
            if slug not in towns:
                continue
            group = SponsorGroup.objects.create(
                municipality=towns[slug], name=name, state=state, minimum_size=minimum, languages=languages,
                founded_on=today - timedelta(days=dice.randrange(90, 400)),
                back_on=_next_season(today) if state == "on_break" else None,
            )  # fmt: skip
            by = next(iter(coordinators_of(towns[slug])), None)
            for code in members:
                sponsor = _sponsor(number, towns[slug], [code], today, dice, by)
                joined = grouping.add_member(group, sponsor, [roles[code]], by=by, now=sponsor.approved_at)
                if code == "contact_person":
                    grouping.choose_contact(group, joined)
                number += 1
            for code in gaps:
                grouping.publish_gap(group, roles[code], by=by, now=timezone.now())
        for slug, state in _ALONE:
            if slug not in towns:
                continue
            by = next(iter(coordinators_of(towns[slug])), None)
            _stand(_sponsor(number, towns[slug], ["new_member"], today, dice, by), state, today, by)
            number += 1
        if "salo" in towns:
            _salo(number, towns["salo"], today, dice)


def _salo(number: int, town: Municipality, today: date, dice: random.Random) -> None:
    """Somebody who helps with homework, so with an extract that was looked at; and a member on a break."""
    by = next(iter(coordinators_of(town)), None)
    homework = _sponsor(number, town, ["homework_helper"], today, dice, by)
    group = SponsorGroup.objects.get(municipality=town)
    role = RoleDefinition.objects.get(code="homework_helper")
    grouping.add_member(group, homework, [role], by=by, now=homework.approved_at)
    resting = group.memberships.filter(roles__code="new_member").order_by("pk")[0].sponsor
    _stand(resting, "on_break", today, by)


def _sponsor(
    n: int, town: Municipality, codes: list[str], today: date, dice: random.Random, by: User | None
) -> Sponsor:
    """Somebody who signed up months ago, was met and approved by one of the two doors."""
    days = dice.randrange(60, 300)
    call = call_of(town)
    if call is None:
        msg = f"no call in {town}"
        raise ValueError(msg)
    row = make_signup(100 + n, call, Status.CONTACTED, today, dice, days_ago=days)
    approved = timezone.make_aware(datetime.combine(today - timedelta(days=days - 40), time(15, 30)))
    Registration.objects.filter(pk=row.pk).update(roles_offered=codes)
    row.roles_offered = codes
    basis = "lived_experience" if codes == ["experience_sponsor"] or n % 4 == 3 else "training"
    record_qualification(row, basis, timezone.localdate(approved) - timedelta(days=5), by=by)
    for role in RoleDefinition.objects.filter(code__in=codes, needs_extract=True):
        day = timezone.localdate(approved) - timedelta(days=3)
        dates = {"consent_on": day - timedelta(days=9), "issued_on": day - timedelta(days=2), "checked_on": day}
        record_extract(row, role, **dates, by=by)
    given = Given(ground_rules_on=timezone.localdate(approved))
    change_status(row, Status.APPROVED, expected=row.status, actor=Actor.COORDINATOR, now=approved, by=by, given=given)
    return Sponsor.objects.select_related("registration", "municipality").get(registration=row)


def _stand(sponsor: Sponsor, state: str, today: date, by: User | None) -> None:
    sponsor.refresh_from_db()
    moment = timezone.make_aware(datetime.combine(today - timedelta(days=8), time(12)))
    if state == "on_break":
        standing.pause(sponsor, _next_season(today), expected=sponsor.state, actor=Actor.APPLICANT, now=moment, by=None)
    elif state == "ended":
        standing.end(sponsor, "moved", expected=sponsor.state, actor=Actor.COORDINATOR, now=moment, by=by)


def _next_season(today: date) -> date:
    """The first of the month in four months."""
    month = today.month + 4
    return date(today.year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
