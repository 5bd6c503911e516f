"""Sponsors in the admin: the list, and the page of one with what can be done about her standing."""

from datetime import datetime, time
from typing import Any

import django_filters
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets.button import HeaderButton

from volunteering.case_views import CaseView
from volunteering.casework import ChangedMeanwhileError, RefusedError
from volunteering.choices import EndReason
from volunteering.filters import municipalities_of_user
from volunteering.list_views import CaseListView
from volunteering.models import GroupMembership, Registration, Sponsor
from volunteering.sponsors import standing
from volunteering.sponsors.case_actions import ApprovalActionsMixin, tell_errors
from volunteering.sponsors.forms import EndForm, PauseForm
from volunteering.sponsors.grouping import with_groups
from volunteering.sponsors.sharing import SaidForm, agree
from volunteering.states import Actor

NAMESPACE = "volunteering_sponsors"


class SponsorFilterSet(WagtailFilterSet):
    """Sponsors by state, place and group."""

    state = django_filters.ChoiceFilter(label=_("State"), choices=Sponsor.State.choices)
    municipality = django_filters.ModelChoiceFilter(label=_("Municipality"), queryset=municipalities_of_user)
    without_group = django_filters.BooleanFilter(label=_("Without a group"), method="filter_without_group")

    class Meta:
        model = Sponsor
        fields: list[str] = []

    def filter_without_group(self, queryset: Any, name: str, value: bool) -> Any:
        """Those who wait for a group, or all others."""
        members = GroupMembership.objects.filter(left_on__isnull=True).values("sponsor")
        return queryset.exclude(pk__in=members) if value else queryset.filter(pk__in=members)


class SponsorListView(CaseListView):
    """The sponsors of the user's own districts; those who have ended only when asked for."""

    model = Sponsor
    namespace = NAMESPACE
    page_title = _("Community sponsors")
    header_icon = "group"
    default_ordering = "-approved_at"
    search_fields = ("registration__reference",)
    filterset_class = SponsorFilterSet

    @property
    def header_buttons(self) -> list[HeaderButton]:
        url = reverse("volunteering_groups:index")
        return [HeaderButton(label=_("Sponsor groups"), url=url, icon_name="group")]

    @property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("reference", label=_("Reference"), get_url=self.case_url, width="150"),
            Column("full_name", label=_("Name"), accessor=lambda row: row.registration.full_name or "–"),
            Column("municipality", label=_("Municipality")),
            Column("state", label=_("State"), accessor=state_in_words, sort_key="state"),
            Column("groups", label=_("Groups"), accessor=groups_in_words),
            Column("roles", label=_("Roles"), accessor=lambda row: ", ".join(str(role) for role in row.roles.all())),
            Column("since", label=_("Sponsor since"), accessor=since, sort_key="approved_at"),
        ]

    def get_base_queryset(self) -> Any:
        rows = with_groups(super().get_base_queryset().select_related("registration"))
        return rows if self.request.GET.get("state") == Sponsor.State.ENDED else rows.serving()


class SponsorCaseView(ApprovalActionsMixin, CaseView):
    """One sponsor, with the notes and mails of her sign-up."""

    model = Sponsor
    namespace = NAMESPACE
    list_title = _("Community sponsors")
    header_icon = "group"
    template_name = "volunteering/admin/sponsor.html"

    def get_case(self, reference: str) -> Registration:
        rows = self.visible().select_related("registration__call", "registration__municipality", "municipality")
        sponsor = rows.filter(registration__reference=reference).first()
        if sponsor is None:
            raise Http404
        self.sponsor: Sponsor = sponsor
        case: Registration = sponsor.registration
        return case

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        today = timezone.localdate(self.now)
        forms = {"pause_form": PauseForm(today), "end_form": EndForm(), "share_form": SaidForm(self.sponsor, today)}
        return context | self.approval_context() | forms | {
            "sponsor": self.sponsor,
            "memberships": self.sponsor.memberships.select_related("group").prefetch_related("roles__texts"),
            "roles": self.sponsor.roles.prefetch_related("texts"),
            "changes": self.sponsor.changes.select_related("by"),
            "media": sum((form.media for form in forms.values()), self.approval_media()),
            "can_come_back": self.sponsor.state in {Sponsor.State.ON_BREAK, Sponsor.State.ENDED}
            and self.case.erased_at is None,
            "is_serving": self.sponsor.state != Sponsor.State.ENDED,
        }  # fmt: skip

    def post_pause(self, request: HttpRequest) -> None:
        """A break for a season, or a longer one."""
        form = PauseForm(timezone.localdate(self.now), request.POST)
        if not form.is_valid():
            tell_errors(request, form)
            return
        self._change(request, standing.pause, form.cleaned_data["back_on"], done=_("The break was written down."))

    def post_back(self, request: HttpRequest) -> None:
        """Back from a break, or again after having ended."""
        self._change(request, standing.come_back, done=_("Welcome back: the sponsor is available again."))

    def post_end(self, request: HttpRequest) -> HttpResponse | None:
        """The end, with a mail of thanks that is seen before."""
        form = EndForm(request.POST)
        if not form.is_valid():
            tell_errors(request, form)
            return None
        reason, text = form.cleaned_data["reason"], request.POST.get("mail_text", "")[:8000]
        letter = standing.mail_of_ending(self.sponsor, reason)
        if letter is not None and not text:
            return self.show_mail(request, letter, _("End and send the thanks"))
        self._change(request, standing.end, reason, done=_("The sponsor has ended."), mail_text=text)
        return None

    def post_share(self, request: HttpRequest) -> None:
        """What the sponsor said by phone or on paper about who may see her."""
        form = SaidForm(self.sponsor, timezone.localdate(self.now), request.POST)
        if not form.is_valid():
            tell_errors(request, form)
            return
        data = form.cleaned_data
        said = min(timezone.make_aware(datetime.combine(data["on"], time(12))), self.now)
        try:
            agree(self.sponsor, form.chosen(), channel=data["channel"], given_at=said, now=self.now)
        except RefusedError:
            messages.error(request, _("This is not possible here."))
        else:
            messages.success(request, _("It was written down who may see the sponsor."))

    def _change(self, request: HttpRequest, act: Any, *args: Any, done: Any, **kwargs: Any) -> None:
        """Do it when the state is still the one that was seen."""
        try:
            act(
                self.sponsor, *args, expected=request.POST.get("expected", ""), actor=Actor.COORDINATOR,
                now=self.now, by=request.user, **kwargs,
            )  # fmt: skip
        except ChangedMeanwhileError:
            messages.error(request, _("Somebody changed this sponsor meanwhile. Look again before you go on."))
        except RefusedError:
            messages.error(request, _("This is not possible here."))
        else:
            messages.success(request, done)


def state_in_words(row: Sponsor) -> str:
    """The state, with the day of coming back or the reason."""
    words = [str(row.get_state_display())]
    if row.state == Sponsor.State.ON_BREAK and row.back_on:
        words.append(f"→ {row.back_on:%-d.%-m.%Y}")
    if row.state == Sponsor.State.ENDED and row.ended_reason:
        words.append(str(EndReason(row.ended_reason).label))
    return " · ".join(words)


def groups_in_words(row: Any) -> str:
    """The names of the groups she belongs to now."""
    return ", ".join(member.group.name for member in row.now_in) or "–"


def since(row: Sponsor) -> str:
    """The day of approval."""
    return f"{timezone.localtime(row.approved_at):%-d.%-m.%Y}"
