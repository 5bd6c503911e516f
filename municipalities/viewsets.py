"""The admin's lists and forms of districts, municipalities, organisations, places and contacts."""

from typing import Any

from django.db.models import QuerySet
from django.forms import RadioSelect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.views.generic import history, usage
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.admin.widgets.button import Button

from home.panels import LANGUAGE_HELP
from municipalities.forms import ContactForm, MunicipalityForm, NoticeForm, OrganisationForm, OwnedForm
from municipalities.models import Contact, District, Municipality, Notice, Organisation, Place
from municipalities.moving_views import MoveMunicipalityView
from municipalities.scoping import ScopedIndexMixin, ScopedInspectMixin, ScopedObjectMixin

OWNER = _("Whose it is: only the editors of its owner change it. Empty: the whole country uses it.")
NORTH = _("Decimal degrees north, as a map on the web shows them: 60.3839.")
EAST = _("Decimal degrees east: 23.1266.")
NAME = _("As people write it in this language.")
NAMED_IN = ("fi", "sv", "en", "ar")
LANGUAGE = FieldPanel("language", help_text=LANGUAGE_HELP)


class ScopedIndexView(ScopedIndexMixin, generic.IndexView):
    pass


class NoticeIndexView(ScopedIndexView):
    """The list of notices with their towns and words, in a constant number of queries."""

    def get_base_queryset(self) -> QuerySet[Any]:
        return super().get_base_queryset().prefetch_related("municipalities", "texts")


class ScopedEditView(ScopedObjectMixin, generic.EditView):
    pass


class ScopedDeleteView(ScopedObjectMixin, generic.DeleteView):
    pass


class ScopedHistoryView(ScopedObjectMixin, history.HistoryView):
    pass


class ScopedUsageView(ScopedObjectMixin, usage.UsageView):
    pass


class ScopedInspectView(ScopedInspectMixin, generic.InspectView):
    pass


class OwnedRowViewSet(ModelViewSet):
    """Rows that belong to a municipality or a district."""

    index_view_class = ScopedIndexView
    edit_view_class = ScopedEditView
    delete_view_class = ScopedDeleteView
    history_view_class = ScopedHistoryView
    usage_view_class = ScopedUsageView
    inspect_view_class = ScopedInspectView
    inspect_view_enabled = True
    copy_view_enabled = False
    list_display: tuple[Any, ...] = ("__str__", "municipality")
    search_fields = ("key", "texts__name")


def where_shown(notice: Notice) -> str:
    """The municipalities of a notice; their names cost no query in the list."""
    if notice.is_everywhere:
        return gettext("on every page")
    return ", ".join(town.name_fi for town in notice.municipalities.all())


def whether_shown(notice: Notice) -> str:
    """Whether a notice can be seen now."""
    now = timezone.now()
    if notice.ends_at <= now:
        return gettext("over")
    return gettext("planned") if notice.starts_at > now else gettext("shown now")


class PlaceViewSet(OwnedRowViewSet):
    """Places."""

    model = Place
    icon = "site"
    edit_handler = ObjectList(
        [
            FieldPanel("municipality", help_text=OWNER),
            FieldPanel("kind", help_text=_("Only for your own lists; visitors see the name.")),
            InlinePanel(
                "texts",
                panels=[
                    LANGUAGE,
                    FieldPanel("name", help_text=_("As on the door.")),
                    FieldPanel("arrival", help_text=_("Which bus, which door, which floor.")),
                ],
                heading=_("Name in each language"),
                min_num=1,
            ),
            MultiFieldPanel(
                [
                    FieldPanel(
                        "street_address",
                        help_text=_("Street and number, in Finnish or Swedish: people show it to a driver."),
                    ),
                    FieldRowPanel(
                        [
                            FieldPanel("postal_code", help_text=_("Five digits.")),
                            FieldPanel("address_locality", help_text=_("As in an address: “Salo”.")),
                        ]
                    ),
                ],
                heading=_("Address as on a sign"),
            ),
            FieldRowPanel(
                [FieldPanel("latitude", help_text=NORTH), FieldPanel("longitude", help_text=EAST)],
                heading=_("Position"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("step_free", help_text=_("From the street to the room.")),
                    FieldPanel("accessible_toilet", help_text=_("One that a wheelchair fits in.")),
                    FieldPanel("lift", help_text=_("Only if the room is not on the ground floor.")),
                ],
                heading=_("Access"),
            ),
            FieldPanel("telephone", help_text=_("Of the desk or the office.")),
        ],
        base_form_class=OwnedForm,
    )


class ContactViewSet(OwnedRowViewSet):
    """Contacts."""

    model = Contact
    icon = "user"
    search_fields = ("key", "texts__role")
    edit_handler = ObjectList(
        [
            FieldPanel("municipality", help_text=OWNER),
            FieldPanel("district", help_text=_("Only for a contact of the whole district.")),
            InlinePanel(
                "texts",
                panels=[
                    LANGUAGE,
                    FieldPanel(
                        "role", help_text=_("What the person or office is, not who: “Integration coordinator”.")
                    ),
                    FieldPanel("helps_with", help_text=_("With what one may call, in a few words.")),
                    FieldPanel("hours", help_text=_("When somebody answers: “Mon–Fri 9–15”.")),
                ],
                heading=_("Words in each language"),
                min_num=1,
            ),
            FieldPanel("telephone", help_text=_("Of an office or a role, never of a private person.")),
            FieldPanel("email", help_text=_("A shared mailbox, so that somebody reads it on holidays too.")),
            FieldPanel("languages", help_text=_("Languages in which somebody answers.")),
            FieldPanel(
                "sort_order",
                help_text=_("The smallest number comes first. Visitors see the first three on the home page."),
            ),
        ],
        base_form_class=ContactForm,
    )


class OrganisationViewSet(OwnedRowViewSet):
    """Organisations."""

    model = Organisation
    icon = "group"
    edit_handler = ObjectList(
        [
            FieldPanel("kind", help_text=_("What kind of organisation it is, as the open data say it.")),
            FieldPanel("municipality", help_text=OWNER),
            FieldPanel("district", help_text=_("Only for an organisation of the whole district.")),
            InlinePanel(
                "texts",
                panels=[
                    LANGUAGE,
                    FieldPanel(
                        "name",
                        help_text=_("The official name in this language; leave the language out when there is none."),
                    ),
                ],
                heading=_("Name in each language"),
                min_num=1,
            ),
            FieldPanel("url", help_text=_("Its own web site, in any language.")),
            FieldPanel(
                "is_pilot_partner",
                help_text=_("Then it stands in the footer and among the partners of the whole pilot."),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("logo", help_text=_("Only with permission. Without a logo the name is shown.")),
                    FieldPanel("logo_permission_on", help_text=_("The day on which the owner permitted it.")),
                ],
                heading=_("Logo"),
            ),
        ],
        base_form_class=OrganisationForm,
    )


class NoticeViewSet(OwnedRowViewSet):
    """Notices at the top of pages."""

    model = Notice
    index_view_class = NoticeIndexView
    icon = "warning"
    menu_label = _("Notices")
    list_display = (
        "__str__",
        Column("where", label=_("Where"), accessor=where_shown),
        Column("when", label=_("Now"), accessor=whether_shown),
        "starts_at",
        "ends_at",
    )
    list_filter = ("kind",)
    search_fields = ("texts__title", "texts__text")
    edit_handler = ObjectList(
        [
            FieldPanel(
                "kind", widget=RadioSelect, help_text=_("Emergency is only for danger: it is red and comes first.")
            ),
            InlinePanel(
                "texts",
                panels=[LANGUAGE, FieldPanel("title"), FieldPanel("text")],
                heading=_("Words in each language"),
                label=_("Language"),
                min_num=1,
            ),
            MultiFieldPanel([FieldPanel("is_everywhere"), FieldPanel("municipalities")], heading=_("Where")),
            FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")], heading=_("When")),
            MultiFieldPanel([FieldPanel("page"), FieldPanel("url")], heading=_("Read more")),
        ],
        base_form_class=NoticeForm,
    )


class MunicipalityEditView(generic.EditView):
    """Facts, and the way to what is more than a fact."""

    @property
    def header_more_buttons(self) -> list[Any]:
        buttons: list[Any] = super().header_more_buttons
        url = reverse("municipality:move", args=[self.object.pk])
        return [*buttons, Button(_("Move to another district"), url=url, icon_name="arrow-right-full", priority=90)]


class MunicipalityViewSet(ModelViewSet):
    """Facts of municipalities; the project team's."""

    model = Municipality
    edit_view_class = MunicipalityEditView
    icon = "home"
    copy_view_enabled = False
    list_display = ("name_fi", "name_sv", "district", "state")
    list_filter = ("district", "state")
    search_fields = ("name_fi", "name_sv", "slug", "code")
    edit_handler = ObjectList(
        [
            FieldRowPanel(
                [FieldPanel("code", help_text=_("Three digits, as Statistics Finland gives it.")), FieldPanel("slug")]
            ),
            FieldPanel(
                "district",
                help_text=_(
                    "Decides who edits it and who works its sign-ups. To change it use “Move to another district”."
                ),
            ),
            FieldPanel("state"),
            MultiFieldPanel(
                [FieldPanel(f"name_{code}", help_text=NAME) for code in NAMED_IN]
                + [FieldPanel(form) for form in ("fi_genitive", "fi_in", "fi_to", "sv_in")],
                heading=_("Names and their forms"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel(
                        "official_language_status",
                        help_text=_(
                            "As Statistics Finland codes it. Decides which languages must be published together."
                        ),
                    ),
                    FieldPanel("offered_languages"),
                ],
                heading=_("Languages"),
            ),
            FieldRowPanel(
                [
                    FieldPanel("wellbeing_fi", help_text=_("As in “Varsinais-Suomen hyvinvointialue”.")),
                    FieldPanel("wellbeing_sv", help_text=_("As in “Egentliga Finlands välfärdsområde”.")),
                ]
            ),
            FieldRowPanel(
                [FieldPanel("latitude", help_text=NORTH), FieldPanel("longitude", help_text=EAST)],
                heading=_("Position"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("accent"),
                    FieldPanel("coat_of_arms"),
                    FieldPanel(
                        "coat_of_arms_permission_on", help_text=_("The day on which the municipality permitted it.")
                    ),
                ],
                heading=_("Look"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("telephone", help_text=_("Empty: that of the district.")),
                    FieldPanel("email", help_text=_("Empty: that of the district.")),
                ],
                heading=_("For the public"),
            ),
        ],
        base_form_class=MunicipalityForm,
    )

    def get_urlpatterns(self) -> list[Any]:
        return [*super().get_urlpatterns(), path("move/<int:pk>/", MoveMunicipalityView.as_view(), name="move")]


class DistrictViewSet(ModelViewSet):
    """Districts; the project team's."""

    model = District
    icon = "globe"
    copy_view_enabled = False
    list_display = ("name_fi", "name_sv", "telephone", "email")
    edit_handler = ObjectList(
        [
            FieldPanel("key"),
            MultiFieldPanel([FieldPanel(f"name_{code}", help_text=NAME) for code in NAMED_IN], heading=_("Names")),
            FieldPanel("telephone"),
            FieldPanel("email", help_text=_("A shared mailbox. For the public, and for towns without one.")),
            FieldPanel("accent"),
        ]
    )


class MunicipalitiesGroup(ModelViewSetGroup):
    """One menu entry for all of them."""

    menu_label = _("Places and people")
    menu_icon = "site"
    menu_order = 200
    items = (NoticeViewSet, PlaceViewSet, ContactViewSet, OrganisationViewSet, MunicipalityViewSet, DistrictViewSet)
