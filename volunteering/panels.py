"""What a coordinator sees first in the admin: counts with links, nothing personal; and how she is told by mail."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.admin.views.account import BaseSettingsPanel

from home.models import OutgoingMail
from municipalities.permissions import is_project_team
from volunteering.models import DeskSettings, JoinRequest, PublicMessage, Registration, RetentionRun, Sponsor
from volunteering.permissions import works_signups
from volunteering.states import Status

#: Nobody has begun to work on these yet.
FRESH = (Status.UNVERIFIED, Status.NEW)


class SignupsPanel(Component):
    """New, late, next steps, quarantine."""

    name = "signups"
    template_name = "volunteering/admin/home_panel.html"
    order = 50

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        today = timezone.localdate()
        rows = Registration.objects.visible_to(user)
        working = rows.working()
        joining = JoinRequest.objects.visible_to(user).working()
        messages = PublicMessage.objects.visible_to(user)
        unread = messages.filter(status=PublicMessage.Status.NEW, quarantined=False)
        index = reverse("volunteering_registrations:index")
        return {
            "new": working.filter(status=Status.NEW).count(),
            "unverified": working.filter(status=Status.UNVERIFIED).count(),
            "late": working.late(today).count(),
            "today": working.open().filter(next_step_on=today).count(),
            "quarantine": rows.in_quarantine().count(),
            "mine": working.open().filter(assigned_to=user).count(),
            "nobodys": working.open().exclude(status__in=FRESH).filter(assigned_to__isnull=True).count(),
            "undelivered": working.open().filter(messages__mail__state=OutgoingMail.State.DEAD).distinct().count(),
            "retention_stopped": is_project_team(user) and _retention_stopped(),
            "worries": unread.filter(kind=PublicMessage.Kind.WORRY).count(),
            "unread": unread.count(),
            "messages_url": reverse("volunteering_messages:index"),
            "join_requests": joining.open().count(),
            "breaks_over": Sponsor.objects.visible_to(user).back_by(today).count(),
            "sponsors_url": reverse("volunteering_sponsors:index"),
            "index_url": index,
            "join_requests_url": reverse("volunteering_join_requests:index"),
        }


def _retention_stopped() -> bool:
    """Whether the last nightly run found more people than its limit and erased nothing."""
    last = RetentionRun.objects.filter(dry_run=False).first()
    return last is not None and last.stopped


class DeskSettingsForm(forms.ModelForm):  # type: ignore[type-arg]
    """How somebody is told about new sign-ups."""

    class Meta:
        model = DeskSettings
        fields = ("tell",)


class DeskSettingsPanel(BaseSettingsPanel):
    """A panel of the page of one's own account."""

    name = "signups"
    title = _("Mails about sign-ups")
    order = 350
    form_class = DeskSettingsForm
    form_object = "desk"

    def get_form(self) -> DeskSettingsForm:
        row = DeskSettings.objects.filter(user=self.user).first() or DeskSettings(user=self.user)
        data = self.request.POST if self.request.method == "POST" else None
        return DeskSettingsForm(data, instance=row, prefix="signups")

    def is_active(self) -> bool:
        return works_signups(self.user)
