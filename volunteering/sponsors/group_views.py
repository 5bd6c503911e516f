"""The board of groups, and the page of one group."""

from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from home.ids import row_id
from volunteering.access import log_access
from volunteering.casework import RefusedError
from volunteering.models import AccessLog, GroupMembership, RoleDefinition, Sponsor, SponsorGroup
from volunteering.permissions import ScopedViewMixin, own_municipalities
from volunteering.sponsors import grouping
from volunteering.sponsors.case_actions import tell_errors
from volunteering.sponsors.group_forms import GroupForm, MemberForm, MemberRolesForm

NAMESPACE = "volunteering_groups"


class GroupBoardView(ScopedViewMixin, WagtailAdminTemplateMixin, View):
    """Every group of the user's own towns: who does what, who is missing, who waits for a group."""

    model = SponsorGroup
    header_icon = "group"
    page_title = _("Sponsor groups")
    template_name = "volunteering/admin/group_board.html"

    @property
    def header_buttons(self) -> list[HeaderButton]:
        return [HeaderButton(label=_("New group"), url=reverse(f"{NAMESPACE}:add"), icon_name="plus")]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get(self, request: HttpRequest) -> HttpResponse:
        towns = list(own_municipalities(request.user).order_by("name_fi"))
        wanted = next((town for town in towns if town.slug == request.GET.get("municipality")), None)
        groups = self.visible().working()
        waiting = Sponsor.objects.visible_to(request.user).filter(state=Sponsor.State.AVAILABLE)
        if wanted:
            groups, waiting = (rows.filter(municipality=wanted) for rows in (groups, waiting))
        shown = grouping.boards(groups)
        free = list(waiting.select_related("registration", "municipality").order_by("municipality__name_fi"))
        seen = [member.sponsor.reference for board in shown for member in board.members]
        log_access(request.user, AccessLog.Action.LIST, [*seen, *(sponsor.reference for sponsor in free)])
        by_town: dict[Any, dict[str, Any]] = {}
        for town, of_town in groupby(shown, key=lambda board: board.group.municipality):
            by_town.setdefault(town, {"town": town, "boards": [], "waiting": []})["boards"] += list(of_town)
        for sponsor in free:
            town = sponsor.municipality
            by_town.setdefault(town, {"town": town, "boards": [], "waiting": []})["waiting"].append(sponsor)
        context = self.get_context_data(
            places=sorted(by_town.values(), key=lambda place: place["town"].name_fi),
            towns=towns,
            wanted=wanted,
        )
        response: HttpResponse = self.render_to_response(context)
        return response


class GroupEditView(ScopedViewMixin, WagtailAdminTemplateMixin, View):
    """What is common to a new group and to one that exists: the form of its facts."""

    model = SponsorGroup
    header_icon = "group"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.now = timezone.now()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        index = {"url": reverse(f"{NAMESPACE}:index"), "label": GroupBoardView.page_title}
        return [*self.breadcrumbs_items, index, {"url": "", "label": self.get_page_title()}]


class GroupAddView(GroupEditView):
    """A new group."""

    page_title = _("New group")
    template_name = "volunteering/admin/group_add.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._show(GroupForm(own_municipalities(request.user), initial=request.GET.dict()))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = GroupForm(own_municipalities(request.user), request.POST)
        if not form.is_valid():
            return self._show(form, status=422)
        group = form.save()
        messages.success(request, _("The group was made. Now add its members."))
        return redirect(reverse(f"{NAMESPACE}:group", args=[group.pk]))

    def _show(self, form: GroupForm, status: int = 200) -> HttpResponse:
        context = self.get_context_data(form=form, media=form.media, index_url=reverse(f"{NAMESPACE}:index"))
        response: HttpResponse = self.render_to_response(context, status=status)
        return response


class GroupView(GroupEditView):
    """One group. `post_…` names are the values of the buttons' `action`."""

    template_name = "volunteering/admin/group.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.group = self._group(pk)
        return self._show(GroupForm(own_municipalities(request.user), instance=self.group))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.group = self._group(pk)
        act = getattr(self, f"post_{request.POST.get('action', '')}", None)
        try:
            response: HttpResponse | None = act(request) if act else None
        except RefusedError:
            act = None
        if act is None:
            messages.error(request, _("This is not possible here."))
        elif response is not None:
            return response
        to_board = request.POST.get("next") == "board"
        return redirect(reverse(f"{NAMESPACE}:index") if to_board else reverse(f"{NAMESPACE}:group", args=[pk]))

    def post_save(self, request: HttpRequest) -> HttpResponse | None:
        """Name, state, size, languages."""
        form = GroupForm(own_municipalities(request.user), request.POST, instance=self.group)
        if not form.is_valid():
            return self._show(form, status=422)
        form.save()
        messages.success(request, _("The group was saved."))
        return None

    def post_member(self, request: HttpRequest) -> None:
        """A sponsor joins."""
        form = MemberForm(self.group, request.POST)
        if not form.is_valid():
            tell_errors(request, form)
            return
        sponsor = form.cleaned_data["sponsor"]
        grouping.add_member(self.group, sponsor, form.roles(), by=request.user, now=self.now)
        log_access(request.user, AccessLog.Action.CHANGE, [sponsor.reference])
        messages.success(request, _("The sponsor belongs to the group now."))

    def post_member_roles(self, request: HttpRequest) -> None:
        """What a member does."""
        member = self._member(request)
        form = MemberRolesForm(member, request.POST)
        if form.is_valid():
            grouping.change_roles(member, form.roles())
            messages.success(request, _("The roles were saved."))
        else:
            tell_errors(request, form)

    def post_leave(self, request: HttpRequest) -> None:
        """A member leaves the group."""
        member = self._member(request)
        grouping.remove_member(member, by=request.user, now=self.now)
        log_access(request.user, AccessLog.Action.CHANGE, [member.sponsor.reference])
        messages.success(request, _("The sponsor has left the group."))

    def post_contact(self, request: HttpRequest) -> None:
        """Who speaks for the group."""
        grouping.choose_contact(self.group, self._member(request))
        messages.success(request, _("The group has a contact person."))

    def post_publish(self, request: HttpRequest) -> None:
        """Tell visitors whom the group looks for."""
        grouping.publish_gap(self.group, self._role(request), by=request.user, now=self.now)
        messages.success(request, _("Visitors of the municipality's pages see now whom the group looks for."))

    def post_withdraw(self, request: HttpRequest) -> None:
        """Tell visitors no longer."""
        grouping.withdraw_gap(self.group, self._role(request))
        messages.success(request, _("It is no longer shown to visitors."))

    def post_end(self, request: HttpRequest) -> None:
        """The group ends; its members stay sponsors."""
        if request.POST.get("sure") != "on":
            messages.error(request, _("Nothing was changed: tick that the group ends."))
            return
        grouping.end_group(self.group, by=request.user, now=self.now)
        messages.success(request, _("The group has ended. Its members are available for other groups."))

    def get_page_title(self) -> str:
        return str(self.group)

    def _group(self, pk: int) -> SponsorGroup:
        group: SponsorGroup = get_object_or_404(self.visible().select_related("municipality"), pk=pk)
        return group

    def _member(self, request: HttpRequest) -> GroupMembership:
        members = self.group.active_memberships().select_related("sponsor__registration")
        member: GroupMembership | None = members.filter(pk=row_id(request.POST.get("member"))).first()
        if member is None:
            raise RefusedError
        return member

    def _role(self, request: HttpRequest) -> RoleDefinition:
        for role in RoleDefinition.objects.offered():
            if role.code == request.POST.get("role"):
                return role
        raise RefusedError

    def _show(self, form: GroupForm, status: int = 200) -> HttpResponse:
        board = grouping.board_of(self.group)
        log_access(self.request.user, AccessLog.Action.VIEW, [member.sponsor.reference for member in board.members])
        member_form = MemberForm(self.group)
        context = self.get_context_data(
            group=self.group,
            board=board,
            form=form,
            member_form=member_form,
            can_add=bool(member_form.fields["sponsor"].queryset.exists()),  # type: ignore[attr-defined]
            members=[{"row": member, "form": MemberRolesForm(member)} for member in board.members],
            media=form.media,
            is_working=self.group.state != SponsorGroup.State.ENDED,
        )
        response: HttpResponse = self.render_to_response(context, status=status)
        return response
