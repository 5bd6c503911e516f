"""What opening a municipality would make, told before it is made; nothing is written."""

from collections.abc import Iterable

from django.utils.translation import gettext
from wagtail.models import Page

from municipalities.models import DistrictPage, Municipality, MunicipalityPage
from municipalities.opening import CONTACTS_SLUG, Plan, Planned, contacts_title, opening_steps, source_first
from municipalities.page_templates import templates


def plan_opening(municipality: Municipality, languages: Iterable[str]) -> list[Planned]:
    """Everything that `open_municipality` would make, in its order; the municipality may be unsaved."""
    plan = Plan(municipality, source_first(municipality, languages), _children(municipality))
    described = [line for step in opening_steps() for line in step.describe(plan)]
    return [*_own_pages(plan), *described, *_template_pages(plan), *_around(plan)]


def _children(municipality: Municipality) -> dict[str, set[str]]:
    """Slug of each page below the microsite → the languages that have it; two queries."""
    if municipality.pk is None:
        return {}
    children: dict[str, set[str]] = {}
    homes = MunicipalityPage.objects.filter(municipality=municipality).select_related("locale")
    languages = {page.path: page.locale.language_code for page in homes}
    for code in languages.values():
        children.setdefault("", set()).add(code)
    below = Page.objects.filter(depth=1 + max((len(path) // Page.steplen for path in languages), default=0))
    for path, slug in below.filter(locale__in=[page.locale_id for page in homes]).values_list("path", "slug"):
        if (code := languages.get(path[: -Page.steplen])) is not None:
            children.setdefault(slug, set()).add(code)
    return children


def _own_pages(plan: Plan) -> list[Planned]:
    district = plan.municipality.district
    pages = DistrictPage.objects.filter(district=district)
    there = set(pages.values_list("locale__language_code", flat=True))
    return [
        Planned(
            gettext("Public page of the district: %(name)s") % {"name": district.name("fi")},
            [code for code in plan.languages if code not in there],
            [code for code in plan.languages if code in there],
        ),
        plan.page(gettext("Home page of the microsite: %(name)s") % {"name": plan.municipality.name("fi")}, ""),
    ]


def _template_pages(plan: Plan) -> list[Planned]:
    pages = []
    for template in templates():
        if template.is_home:
            continue
        silent = [code for code in plan.languages if not template.has_words(code)]
        note = gettext("No words in the template yet: stays a draft there.") if silent else ""
        pages.append(plan.page(gettext("Page “%(title)s”") % {"title": template}, template.slug, note))
    pages.append(plan.page(gettext("Page “%(title)s”") % {"title": contacts_title()}, CONTACTS_SLUG))
    return pages


def _around(plan: Plan) -> list[Planned]:
    town = plan.municipality
    return [
        Planned(
            gettext("Rights: editors of %(district)s in every language, a group of contributors")
            % {"district": town.district.name("fi")}
        ),
        Planned(gettext("A collection of its own for images and documents")),
        Planned(gettext("The approval workflow: the district's editors approve")),
    ]
