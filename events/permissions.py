"""Who may change the dates of an event, carry it on and copy it."""

from django.db.models import QuerySet

from events.models import EventIndexPage, EventPage
from home.models import User
from municipalities.models import Municipality
from municipalities.permissions import is_project_team, municipalities_contributed_by
from municipalities.querysets import municipality_of


def may_change_dates(user: User, source: EventPage) -> bool:
    """Whoever may edit the source page and writes in its municipality, local contributors too; at once, unapproved.

    A translator may edit a text in her language, but not the facts. Portal-wide events belong to the project team.
    """
    if not source.permissions_for_user(user).can_edit():
        return False
    town = municipality_of(source)
    if town is None:
        return is_project_team(user)
    return municipalities_contributed_by(user).filter(pk=town.pk).exists()


def may_publish(user: User, source: EventPage) -> bool:
    """Whether what carries the event on is published at once; else it is a draft that waits for approval."""
    return bool(source.permissions_for_user(user).can_publish())


def towns_to_copy_to(user: User, source: EventPage) -> QuerySet[Municipality]:
    """The other municipalities in which the user writes and that have a list of activities in the event's language."""
    town = municipality_of(source)
    lists = EventIndexPage.objects.filter(locale=source.locale)
    parents = {page.path[: -page.steplen] for page in lists}
    found = municipalities_contributed_by(user).filter(pages__path__in=parents).distinct().order_by("slug")
    return found.exclude(pk=town.pk) if town else found
