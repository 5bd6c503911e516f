"""Two sign-ups of one person, side by side, and made one."""

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from volunteering.access import log_access
from volunteering.casework import ChangedMeanwhileError
from volunteering.corrections import merge, order_of_merging
from volunteering.models import AccessLog, Registration
from volunteering.permissions import ScopedViewMixin
from volunteering.questions.answers import extra_in_words
from volunteering.states import OPEN
from volunteering.words import answers_in_words


class MergeView(ScopedViewMixin, WagtailAdminTemplateMixin, View):
    """A sign-up and the one that it may be a duplicate of."""

    model = Registration
    header_icon = "duplicate"
    page_title = _("The same person?")
    template_name = "volunteering/admin/merge.html"

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        kept, gone = self._pair(reference)
        log_access(request.user, AccessLog.Action.VIEW, [kept.reference, gone.reference])
        response: HttpResponse = self.render_to_response(self.get_context_data(kept=kept, gone=gone))
        return response

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        kept, gone = self._pair(reference)
        log_access(request.user, AccessLog.Action.CHANGE, [kept.reference, gone.reference])
        if request.POST.get("action") == "different":
            self.visible().filter(reference=reference).update(possible_duplicate_of=None)
            messages.success(request, _("They are different people: the mark was removed."))
            return redirect(self._case_url(reference))
        take = {name.removeprefix("take_") for name, value in request.POST.items() if value == gone.reference}
        seen = request.POST.get("seen") == f"{kept.reference} {kept.status} {gone.reference} {gone.status}"
        try:
            if not seen:
                raise ChangedMeanwhileError
            merge(kept, gone, take, by=request.user, now=timezone.now())
        except ChangedMeanwhileError:
            messages.error(request, _("Somebody changed this sign-up meanwhile. Look again before you go on."))
            return redirect(self._case_url(reference))
        messages.success(request, _("The two sign-ups are one now."))
        return redirect(self._case_url(kept.reference))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        index = {"url": reverse("volunteering_registrations:index"), "label": _("Sign-ups")}
        return [*self.breadcrumbs_items, index, {"url": "", "label": self.page_title}]

    def _pair(self, reference: str) -> tuple[Registration, Registration]:
        """The sign-up that remains and its duplicate; 404 unless both are open and one's own."""
        case = self.get_case(reference)
        other = self.visible().filter(pk=case.possible_duplicate_of_id).first()
        if other is None or case.status not in OPEN or other.status not in OPEN:
            raise Http404
        return order_of_merging(case, other)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        kept, gone = context["kept"], context["gone"]
        pairs = _pairs(_all_answers(kept), _all_answers(gone))
        context["rows"] = [
            {"name": one["name"], "label": one["label"], "kept": one["text"], "gone": two["text"],
             "differs": one["text"] != two["text"], "take_gone": bool(two["text"]) and not one["text"]}
            for one, two in pairs
            if one["text"] or two["text"]
        ]  # fmt: skip
        return context

    def _case_url(self, reference: str) -> str:
        return reverse("volunteering_registrations:case", args=[reference])


def _all_answers(case: Registration) -> list[dict[str, Any]]:
    return [*answers_in_words(case), *extra_in_words(case)]


def _pairs(kept: list[dict[str, Any]], gone: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """The answers to the same question, also where only one of the two was asked it."""
    others = {row["name"]: row for row in gone}
    for row in kept:
        yield row, others.pop(row["name"], {**row, "text": ""})
    for row in others.values():
        yield {**row, "text": ""}, row
