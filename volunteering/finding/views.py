"""Case search by POST: what was typed is in no address, no browser history, no log; what was shown is written down."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from volunteering.access import log_access
from volunteering.finding.terms import Term, read_term
from volunteering.models import AccessLog, JoinRequest, PublicMessage, Registration
from volunteering.permissions import ScopedViewMixin

PER_PAGE = 25


class FindForm(forms.Form):
    """One field; the browser is asked not to remember it."""

    term = forms.CharField(
        label=_("Name, phone number, e-mail address or reference"),
        max_length=100,
        help_text=_("Part of it is enough. What you type is not kept anywhere; which cases you were shown is."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "dir": "auto"}),
    )


class FindView(ScopedViewMixin, WagtailAdminTemplateMixin, View):
    """The search of one kind of case, over those one may see, in quarantine or closed ones too."""

    namespace = ""
    list_title: Any = ""
    page_title = _("Find a case")
    header_icon = "search"
    template_name = "volunteering/admin/find.html"
    name_columns: tuple[str, ...] = ()
    #: Columns with a whole telephone number or address, or a free text with either.
    phone_columns: tuple[str, ...] = ("phone",)
    email_columns: tuple[str, ...] = ()
    other_references: tuple[str, ...] = ()

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._show(FindForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = FindForm(request.POST)
        if not form.is_valid():
            return self._show(form, status=422)
        rows = self.visible().filter(self.condition(read_term(form.cleaned_data["term"])))
        rows = rows.select_related("municipality").order_by("-created_at", "-pk")
        results = Paginator(rows, PER_PAGE).get_page(request.POST.get("page"))
        shown = [row.reference for row in results]
        log_access(request.user, AccessLog.Action.LIST, shown, "search")
        return self._show(form, results=results)

    def condition(self, term: Term) -> Q:
        """Rows that fit the term: the reference, the number, the address, or every word of the name."""
        found = Q(pk__in=[])
        if term.reference:
            found |= Q(reference__contains=term.reference)
            for column in self.other_references:
                found |= Q(**{f"{column}__contains": [term.reference]})
        for column in self.email_columns if term.email else ():
            found |= Q(**{f"{column}__icontains": term.email})
        for column in self.phone_columns:
            if term.phone:
                found |= Q(**{f"{column}__contains": term.phone})
            if term.digits:
                found |= Q(**{f"{column}__contains": term.digits})
        if term.words:
            found |= self._names(term.words)
        return found

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        index = {"url": reverse(f"{self.namespace}:index"), "label": self.list_title}
        return [*self.breadcrumbs_items, index, {"url": "", "label": self.page_title}]

    def _names(self, words: tuple[str, ...]) -> Q:
        """Every word in one of the names, whatever its case and accents."""
        every = Q()
        for word in words:
            some = Q()
            for column in self.name_columns:
                some |= Q(**{f"{column}__unaccent__icontains": word})
            every &= some
        return every

    def _show(self, form: FindForm, *, results: Any = None, status: int = 200) -> HttpResponse:
        context = self.get_context_data(
            form=form,
            results=results,
            rows=[{"case": row, "name": self.name_of(row), "url": self._url(row)} for row in results or []],
            index_url=reverse(f"{self.namespace}:index"),
        )
        response: HttpResponse = self.render_to_response(context, status=status)
        return response

    def name_of(self, row: Any) -> str:
        """What the person is called."""
        return next((getattr(row, column) for column in self.name_columns if getattr(row, column)), "–")

    def _url(self, row: Any) -> str:
        return reverse(f"{self.namespace}:case", args=[row.reference])


class FindRegistrationView(FindView):
    """Sign-ups, also by the reference of a duplicate that was merged into one."""

    model = Registration
    namespace = "volunteering_registrations"
    list_title = _("Sign-ups")
    name_columns = ("full_name", "preferred_name")
    email_columns = ("email",)
    other_references = ("merged_references",)


class FindJoinRequestView(FindView):
    """Requests to join."""

    model = JoinRequest
    namespace = "volunteering_join_requests"
    list_title = _("Requests to join")
    name_columns = ("name_used",)


class FindMessageView(FindView):
    """Messages: who wrote left one contact, be it a number or an address."""

    model = PublicMessage
    namespace = "volunteering_messages"
    list_title = _("Messages")
    name_columns = ("name", "organisation")
    phone_columns = email_columns = ("contact",)
