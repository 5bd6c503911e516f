"""A button on every page in the admin that leads to its languages."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.menus.pages import PageMenuItem

from home.models import User


class LanguagesButton(PageMenuItem):
    """Shown to those who edit the page."""

    label = _("Languages")
    icon_name = "wagtail-localize-language"
    url_name = "page_translations"

    def is_shown(self, user: User) -> bool:
        return self.page.depth > 1 and self.page.permissions_for_user(user).can_edit()
