"""The admin's list and form of topics, for the project team."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet

from events.models import Topic


class TopicViewSet(ModelViewSet):
    """What activities are about."""

    model = Topic
    icon = "tag"
    menu_label = _("Topics of activities")
    menu_order = 320
    add_to_settings_menu = True
    list_display = ("__str__", "key", "icon")
    copy_view_enabled = False


topics = TopicViewSet("event_topics", url_prefix="event-topics")
