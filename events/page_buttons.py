"""Buttons in the admin: on every event one that leads to its dates, on every list one that leads to ideas."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.menus.pages import PageMenuItem

from events.models import EventIndexPage, EventPage, IdeaIndexPage
from events.permissions import may_change_dates
from home.models import User
from home.routing import address
from municipalities.permissions import municipalities_contributed_by
from municipalities.querysets import municipality_of


class DatesButton(PageMenuItem):
    """Shown to those who may change the dates of a published event."""

    label = _("Dates: cancel or move")
    icon_name = "date"
    url_name = "event_dates"

    def is_shown(self, user: User) -> bool:
        page = self.page.specific_deferred
        source = page.source if isinstance(page, EventPage) else None
        return source is not None and source.live and may_change_dates(user, source)


class IdeasButton(PageMenuItem):
    """On a municipality's list of activities: the toolkit, whose ideas become drafts here."""

    label = _("Begin with an idea")
    icon_name = "list-ul"

    def is_shown(self, user: User) -> bool:
        if self.page.specific_class is not EventIndexPage or not self.url:
            return False
        town = municipality_of(self.page)
        return town is not None and municipalities_contributed_by(user).filter(pk=town.pk).exists()

    @cached_property
    def url(self) -> str:
        """The public toolkit in the language of the list; "" where there is none."""
        toolkit = IdeaIndexPage.objects.filter(live=True).select_related("locale").order_by("pk").first()
        return address(toolkit, None, self.page.locale.language_code) if toolkit else ""
