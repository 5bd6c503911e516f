"""The lists of activities that a new municipality and the portal get, in every language."""

from collections.abc import Mapping

from django.utils.translation import gettext, override

from events.models import EventIndexPage
from home.models import HomePage
from home.translation import translate
from municipalities.opening import Opening, Plan, Planned, add_child_in_all

SLUG = "events"


def add_event_index(opening: Opening) -> None:
    """An opening step: the microsite's list of activities, where it is missing."""
    add_child_in_all(opening, EventIndexPage, SLUG, index_title)


def describe(plan: Plan) -> list[Planned]:
    """What the step would make."""
    return [plan.page(gettext("Page “%(title)s”") % {"title": index_title()}, SLUG)]


def index_title() -> str:
    """The list's title in the active language."""
    return gettext("Activities and events")


def ensure_portal_index(homes: Mapping[str, HomePage]) -> dict[str, EventIndexPage]:
    """The portal's list below each home page, made where it is missing; the first is the source."""
    made: dict[str, EventIndexPage] = {}
    for language, home in homes.items():
        page = EventIndexPage.objects.child_of(home).filter(slug=SLUG).first()
        if page is None:
            with override(language):
                title = index_title()
            if made:
                page = translate(next(iter(made.values())), home.locale, {"title": title}).specific
            else:
                page = EventIndexPage(title=title, slug=SLUG, locale=home.locale, show_in_menus=True)
                home.add_child(instance=page)
        made[language] = page
    return made
