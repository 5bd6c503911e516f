"""Where the screens of this app stand in the admin's menu: what comes in every day first, the rest in two groups."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSetGroup

from volunteering.sponsors.viewsets import groups, sponsors
from volunteering.training.viewsets import training
from volunteering.viewsets import calls, message_templates, text_reviews


class SponsorsGroup(ViewSetGroup):
    """Whoever has been approved, and the way there."""

    menu_label = _("Sponsors")
    menu_icon = "group"
    menu_order = 113
    items = (sponsors, groups, training)


class RecruitmentGroup(ViewSetGroup):
    """What forms and mails say and whom they ask."""

    menu_label = _("Recruitment")
    menu_icon = "edit"
    menu_order = 114
    items = (calls, message_templates, text_reviews)
