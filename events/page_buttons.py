"""A button on every event in the admin that leads to its dates."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.menus.pages import PageMenuItem

from events.models import EventPage
from events.permissions import may_change_dates
from home.models import User


class DatesButton(PageMenuItem):
    """Shown to those who may change the dates of a published event."""

    label = _("Dates: cancel or move")
    icon_name = "date"
    url_name = "event_dates"

    def is_shown(self, user: User) -> bool:
        page = self.page.specific_deferred
        source = page.source if isinstance(page, EventPage) else None
        return source is not None and source.live and may_change_dates(user, source)
