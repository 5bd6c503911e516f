"""Who may change the dates of an event."""

from events.models import EventPage
from home.models import User
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
