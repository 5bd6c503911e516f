"""The admin's list of contributors and translators, with inviting and ending of access."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import HeaderButton

from home.models import User
from municipalities.invitations import (
    invitations_of,
    invite,
    languages_in_words,
    may_invite,
    places_in_words,
    send_again,
)
from municipalities.models import Invitation
from municipalities.people import end_membership, memberships_of, people_of, person_of
from municipalities.people_forms import ContributorForm, InvitationForm, LocalContactForm, TranslatorForm

NAMESPACE = "people"
FORMS: dict[str, tuple[type[InvitationForm], Any]] = {
    "contributor": (ContributorForm, _("Invite a contributor")),
    "translator": (TranslatorForm, _("Invite a translator")),
    "contact": (LocalContactForm, _("Invite a local contact")),
}


class PeopleViewMixin(WagtailAdminTemplateMixin, View):
    """For those who invite. A foreign id and a missing one answer identically: 404."""

    header_icon = "group"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.me: User = request.user  # type: ignore[assignment]  # nobody anonymous gets here
        if not may_invite(self.me):
            if "pk" in kwargs:
                raise Http404
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        return response

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items = [*self.breadcrumbs_items, {"url": reverse(f"{NAMESPACE}:index"), "label": PeopleView.page_title}]
        return items if isinstance(self, PeopleView) else [*items, {"url": "", "label": self.get_page_title()}]

    def show(self, status: int = 200, **context: Any) -> HttpResponse:
        """The page with its frame."""
        whole = self.get_context_data(index_url=reverse(f"{NAMESPACE}:index"), **context)
        response: HttpResponse = self.render_to_response(whole, status=status)
        return response


class PeopleView(PeopleViewMixin):
    """Who writes and translates, and who is invited."""

    page_title = _("Invited people")
    template_name = "municipalities/admin/people.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        language, now = get_language() or "fi", timezone.now()
        waiting = invitations_of(self.me).select_related("invited_by").prefetch_related("municipalities")
        invitations = [
            {
                "invitation": row,
                "place": places_in_words(row, language),
                "languages": languages_in_words(row),
                "is_over": row.expires_at <= now,
            }
            for row in waiting
        ]
        return self.show(people=people_of(self.me, language), invitations=invitations)

    @property
    def header_buttons(self) -> list[HeaderButton]:
        return [
            HeaderButton(label=label, url=reverse(f"{NAMESPACE}:invite", args=[role]), icon_name="plus")
            for role, (_form, label) in FORMS.items()
        ]


class InviteView(PeopleViewMixin):
    """The form that invites; it can give nothing but its own role."""

    template_name = "municipalities/admin/invite.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if kwargs["role"] not in FORMS:
            raise Http404
        self.form_class, self.page_title = FORMS[kwargs["role"]]
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, role: str) -> HttpResponse:
        return self.show(form=self.form_class(user=self.me))

    def post(self, request: HttpRequest, role: str) -> HttpResponse:
        form = self.form_class(request.POST, user=self.me)
        if not form.is_valid():
            messages.error(request, _("Nothing was sent. Look at the fields that are marked."))
            return self.show(form=form, status=422)
        invitation = invite(by=self.me, now=timezone.now(), **form.invitation())
        messages.success(
            request,
            _("An invitation was sent to %(email)s. It is valid for seven days.") % {"email": invitation.email},
        )
        return redirect(f"{NAMESPACE}:index")


class InvitationView(PeopleViewMixin):
    """Send an invitation again, or withdraw it; buttons in the list."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        invitation = get_object_or_404(invitations_of(self.me), pk=pk)
        email = {"email": invitation.email}
        if request.POST.get("action") == "again":
            send_again(invitation, by=self.me, now=timezone.now())
            messages.success(request, _("Sent again to %(email)s. The earlier link no longer works.") % email)
        elif request.POST.get("action") == "withdraw":
            Invitation.objects.filter(pk=invitation.pk).delete()
            messages.success(request, _("The invitation to %(email)s was withdrawn.") % email)
        return redirect(f"{NAMESPACE}:index")


class RemoveView(PeopleViewMixin):
    """End one role of one person, after a confirmation that says what happens."""

    page_title = _("Remove access")
    template_name = "municipalities/admin/remove_access.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        membership = self._membership(pk)
        return self.show(person=person_of(membership, get_language() or "fi"))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        membership = self._membership(pk)
        name = membership.user.get_full_name() or membership.user.get_username()
        end_membership(membership, by=self.me)
        messages.success(request, _("%(name)s no longer has this access.") % {"name": name})
        return redirect(f"{NAMESPACE}:index")

    def _membership(self, pk: int) -> Any:
        return get_object_or_404(memberships_of(self.me), pk=pk)


class PeopleMenuItem(MenuItem):
    """Shown to those who invite."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_invite(request.user)  # type: ignore[arg-type]


class PeopleViewSet(ViewSet):
    """Addresses and menu entry."""

    icon = "group"
    menu_label = _("Invited people")
    menu_order = 205
    menu_item_class = PeopleMenuItem
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", PeopleView.as_view(), name="index"),
            path("invite/<slug:role>/", InviteView.as_view(), name="invite"),
            path("invitations/<int:pk>/", InvitationView.as_view(), name="invitation"),
            path("<int:pk>/remove/", RemoveView.as_view(), name="remove"),
        ]


people = PeopleViewSet(NAMESPACE)
