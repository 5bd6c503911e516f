"""Several sign-ups at once, and the filters that somebody keeps."""

from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views import View
from wagtail.admin import messages

from volunteering.access import log_access
from volunteering.admin_forms import ChosenForm
from volunteering.export_views import export_response
from volunteering.filters import RegistrationFilterSet
from volunteering.models import AccessLog, Registration, SavedFilter
from volunteering.permissions import ScopedViewMixin, people_for
from volunteering.training.bulk_views import EnrolManyView
from volunteering.writing.views import WritingView


class ChosenView(ScopedViewMixin, View):
    """What is done with the ticked rows. References that are not one's own do not exist."""

    model = Registration
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponseBase:
        form = ChosenForm(request.user, request.POST)  # type: ignore[arg-type]
        rows = self.visible().filter(reference__in=request.POST.getlist("reference")[:500])
        references = list(rows.values_list("reference", flat=True))
        if not references:
            messages.error(request, _("Tick some sign-ups first."))
        elif not form.is_valid():
            for errors in form.errors.values():
                messages.error(request, " ".join(str(error) for error in errors))
        elif form.cleaned_data["action"] == "export":
            cases = rows.select_related("municipality").order_by("created_at")
            return export_response(request.user, cases, form.cleaned_data["purpose"])
        elif form.cleaned_data["action"] == "message":
            return WritingView.as_view()(request)
        elif form.cleaned_data["action"] == "enrol":
            return EnrolManyView.as_view()(request)
        else:
            done = self._change(rows, form)
            log_access(request.user, AccessLog.Action.CHANGE, references)
            messages.success(
                request,
                ngettext("%(number)d sign-up was changed.", "%(number)d sign-ups were changed.", done)
                % {"number": done},
            )
        return redirect(reverse("volunteering_registrations:index"))

    def _change(self, rows: object, form: ChosenForm) -> int:
        """Assign or set the next step; nobody gets a case that she could not open."""
        changed, now = 0, timezone.now()
        values = form.cleaned_data
        for row in rows.select_related("municipality__district"):  # type: ignore[attr-defined]
            if values["action"] == "assign":
                person = values["assigned_to"]
                if person is not None and not people_for(row.municipality).filter(pk=person.pk).exists():
                    continue
                change = {"assigned_to": person}
            else:
                change = {"next_step_on": values["next_step_on"]}
            changed += Registration.objects.filter(pk=row.pk).update(active_at=now, asked_at=None, **change)
        return changed


class SavedFilterView(ScopedViewMixin, View):
    """Keep the filters of the list under a name, or forget them; what was searched for is never kept."""

    model = Registration
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        name = " ".join(request.POST.get("name", "").split())[:60]
        user: Any = request.user
        mine = SavedFilter.objects.filter(user=user)
        index = reverse("volunteering_registrations:index")
        if request.POST.get("action") == "forget":
            mine.filter(name=name).delete()
            return redirect(index)
        known = set(RegistrationFilterSet.base_filters)
        query = urlencode([pair for pair in parse_qsl(request.POST.get("query", "")) if pair[0] in known])[:500]
        if not name or not query:
            messages.error(request, _("Choose some filters and give them a name."))
        else:
            mine.update_or_create(name=name, defaults={"user": user, "query": query})
        return redirect(f"{index}?{query}")
