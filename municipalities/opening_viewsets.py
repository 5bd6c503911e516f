"""Addresses and menu entry of what only the project team does: opening municipalities and closing the pilot."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, ObjectList
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.viewsets.model import ModelViewSet

from home.models.pages import BODY_HELP
from home.panels import LANGUAGE_HELP
from municipalities.models import PageTemplate
from municipalities.opening_views import NAMESPACE, ActionView, ChooseView, FactsView, MicrositeView
from municipalities.pilot_views import PilotView
from municipalities.team import TeamMenuItem


class OpeningViewSet(ViewSet):
    """Opening a municipality, and what is done with it later."""

    icon = "home"
    menu_label = _("Open a municipality")
    menu_order = 210
    menu_item_class = TeamMenuItem
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", ChooseView.as_view(), name="index"),
            path("<slug:code>/", FactsView.as_view(), name="facts"),
            path("<slug:code>/microsite/", MicrositeView.as_view(), name="microsite"),
            path("<slug:code>/<slug:action>/", ActionView.as_view(), name="act"),
        ]


class PilotViewSet(ViewSet):
    """Closing the whole pilot."""

    icon = "date"

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("", PilotView.as_view(), name="state")]


class PageTemplateViewSet(ModelViewSet):
    """What new municipalities begin with."""

    model = PageTemplate
    icon = "doc-empty"
    menu_label = _("Pages for new municipalities")
    copy_view_enabled = False
    list_display = ("__str__", "slug", "sort_order")
    edit_handler = ObjectList(
        [
            FieldRowPanel(
                [
                    FieldPanel("slug"),
                    FieldPanel("icon", help_text=_("Shown beside the title in lists. Leave it empty if none fits.")),
                    FieldPanel("sort_order"),
                ]
            ),
            InlinePanel(
                "texts",
                panels=[
                    FieldPanel("language", help_text=LANGUAGE_HELP),
                    FieldPanel("title"),
                    FieldPanel("summary"),
                    FieldPanel("body", help_text=BODY_HELP),
                ],
                heading=_("Words in each language"),
                label=_("Language"),
                min_num=1,
            ),
        ]
    )


opening = OpeningViewSet(NAMESPACE, url_prefix="open-municipality")
pilot = PilotViewSet("pilot", url_prefix="pilot")
page_templates = PageTemplateViewSet("pagetemplate")
