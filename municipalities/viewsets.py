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

from municipalities.forms import ContactForm, MunicipalityForm, NoticeForm, OrganisationForm, OwnedForm
from municipalities.models import Contact, District, Municipality, Notice, Organisation, Place
from municipalities.moving_views import MoveMunicipalityView
from municipalities.scoping import ScopedIndexMixin, ScopedInspectMixin, ScopedObjectMixin


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
            FieldPanel("municipality"),
            FieldPanel("kind"),
            InlinePanel("texts", heading=_("Name in each language"), min_num=1),
            MultiFieldPanel(
                [
                    FieldPanel("street_address"),
                    FieldRowPanel([FieldPanel("postal_code"), FieldPanel("address_locality")]),
                ],
                heading=_("Address as on a sign"),
            ),
            FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")], heading=_("Position")),
            MultiFieldPanel(
                [FieldPanel("step_free"), FieldPanel("accessible_toilet"), FieldPanel("lift")], heading=_("Access")
            ),
            FieldPanel("telephone"),
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
            FieldPanel("municipality"),
            FieldPanel("district"),
            InlinePanel("texts", heading=_("Words in each language"), min_num=1),
            FieldPanel("telephone"),
            FieldPanel("email"),
            FieldPanel("languages"),
            FieldPanel("sort_order"),
        ],
        base_form_class=ContactForm,
    )


class OrganisationViewSet(OwnedRowViewSet):
    """Organisations."""

    model = Organisation
    icon = "group"
    edit_handler = ObjectList(
        [
            FieldPanel("kind"),
            FieldPanel("municipality"),
            FieldPanel("district"),
            InlinePanel("texts", heading=_("Name in each language"), min_num=1),
            FieldPanel("url"),
            FieldPanel("is_pilot_partner"),
            MultiFieldPanel([FieldPanel("logo"), FieldPanel("logo_permission_on")], heading=_("Logo")),
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
            FieldPanel("kind", widget=RadioSelect),
            InlinePanel("texts", heading=_("Words in each language"), label=_("Language"), min_num=1),
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
            FieldRowPanel([FieldPanel("code"), FieldPanel("slug")]),
            FieldPanel("district"),
            FieldPanel("state"),
            MultiFieldPanel(
                [FieldPanel(f"name_{code}") for code in ("fi", "sv", "en", "ar")]
                + [FieldPanel(form) for form in ("fi_genitive", "fi_in", "fi_to", "sv_in")],
                heading=_("Names and their forms"),
            ),
            MultiFieldPanel(
                [FieldPanel("official_language_status"), FieldPanel("offered_languages")], heading=_("Languages")
            ),
            FieldRowPanel([FieldPanel("wellbeing_fi"), FieldPanel("wellbeing_sv")]),
            FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")], heading=_("Position")),
            MultiFieldPanel(
                [FieldPanel("accent"), FieldPanel("coat_of_arms"), FieldPanel("coat_of_arms_permission_on")],
                heading=_("Look"),
            ),
            MultiFieldPanel([FieldPanel("telephone"), FieldPanel("email")], heading=_("For the public")),
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
    form_fields = ("key", "name_fi", "name_sv", "name_en", "name_ar", "telephone", "email", "accent")


class MunicipalitiesGroup(ModelViewSetGroup):
    """One menu entry for all of them."""

    menu_label = _("Places and people")
    menu_icon = "site"
    menu_order = 200
    items = (NoticeViewSet, PlaceViewSet, ContactViewSet, OrganisationViewSet, MunicipalityViewSet, DistrictViewSet)
