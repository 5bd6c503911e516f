"""What a coordinator sees first in the admin: counts with links, nothing personal."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component

from volunteering.models import JoinRequest, Registration
from volunteering.states import Status


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
        index = reverse("volunteering_registrations:index")
        return {
            "new": working.filter(status=Status.NEW).count(),
            "unverified": working.filter(status=Status.UNVERIFIED).count(),
            "late": working.late(today).count(),
            "today": working.open().filter(next_step_on=today).count(),
            "quarantine": rows.in_quarantine().count(),
            "join_requests": joining.open().count(),
            "index_url": index,
            "join_requests_url": reverse("volunteering_join_requests:index"),
        }
