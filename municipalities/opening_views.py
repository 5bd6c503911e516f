"""The admin's pages on which the project team opens a municipality and changes its state later.

Every action shows first what it means and does it when confirmed.
"""

from dataclasses import replace
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from home.models.texts import language_choices
from municipalities.going_online import put_online, waiting_pages
from municipalities.models import Municipality
from municipalities.opening import add_language, open_municipality
from municipalities.opening_forms import OpeningForm, facts_of, ready_languages
from municipalities.opening_plan import plan_opening
from municipalities.register import RegisteredMunicipality, registered_municipalities
from municipalities.states import NEXT, Change, NotPossibleError, change_state, consequences_of
from municipalities.team import TeamViewMixin
from municipalities.undoing import CannotUndoError, reasons_against, undo_opening, what_undoing_removes

NAMESPACE = "opening"
_ENDONYMS = dict(language_choices())


class OpeningViewMixin(TeamViewMixin):
    """A screen below the list of municipalities."""

    header_icon = "home"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items = [*self.breadcrumbs_items, {"url": reverse(f"{NAMESPACE}:index"), "label": ChooseView.page_title}]
        return items if isinstance(self, ChooseView) else [*items, {"url": "", "label": self.get_page_title()}]

    def show(self, status: int = 200, **context: Any) -> HttpResponse:
        """The page with its frame."""
        response: HttpResponse = self.render_to_response(self.get_context_data(**context), status=status)
        return response


class ChooseView(OpeningViewMixin):
    """Every municipality of the country: those that take part with their state, the others to be opened."""

    page_title = _("Open a municipality")
    template_name = "municipalities/admin/opening_choose.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        towns = {town.code: town for town in Municipality.objects.select_related("district")}
        online = set(Municipality.objects.filter(pages__live=True).values_list("code", flat=True))
        return self.show(
            towns=[{"town": town, "is_online": town.code in online} for town in towns.values()],
            others=[entry for code, entry in registered_municipalities().items() if code not in towns],
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        """Somebody typed or chose a name, in Finnish or Swedish, or a code."""
        wanted = request.POST.get("place", "").strip().casefold()
        for code, entry in registered_municipalities().items():
            if wanted in {code, entry.name_fi.casefold(), entry.name_sv.casefold()}:
                return redirect(f"{NAMESPACE}:facts", code)
        messages.error(request, gettext("There is no municipality of this name. Choose one from the list."))
        return self.get(request)


class FactsView(OpeningViewMixin):
    """The facts that must be asked; then what will be made; then it is made."""

    template_name = "municipalities/admin/opening_facts.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        entry = registered_municipalities().get(kwargs["code"])
        self.town = Municipality.objects.filter(code=kwargs["code"]).select_related("district").first()
        if entry is None and self.town is None:
            raise Http404
        self.entry = entry
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        name = self.town.both_names if self.town else self._registered.name_fi
        return gettext("Open %(name)s") % {"name": name}

    @property
    def _registered(self) -> RegisteredMunicipality:
        if self.entry is None:
            raise Http404
        return self.entry

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        if self.town is not None and self.town.pages.exists():
            return redirect(f"{NAMESPACE}:microsite", code)
        initial = {} if self.town else facts_of(self._registered)
        return self.show(form=OpeningForm(instance=self.town, initial=initial))

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        form = OpeningForm(request.POST, instance=self.town or self._new())
        if not form.is_valid():
            return self.show(form=form)
        if "open" not in request.POST:
            plan = plan_opening(form.instance, form.cleaned_data["offered_languages"])
            return self.show(form=form, plan=plan, names=_ENDONYMS)
        town = form.save()
        log(instance=town, action="municipalities.open", user=self.me, data={"languages": town.offered_languages})
        open_municipality(
            town, town.offered_languages, live=False, by=self.me, coordinator=form.cleaned_data["coordinator"]
        )
        messages.success(
            request, gettext("The pages are there as drafts. Fill them in, then put the microsite online.")
        )
        return redirect(f"{NAMESPACE}:microsite", code)

    def _new(self) -> Municipality:
        entry = self._registered
        return Municipality(code=entry.code, slug=entry.slug)


class MicrositeView(OpeningViewMixin):
    """A municipality that is open: where it stands, and what can be done with it."""

    template_name = "municipalities/admin/opening_microsite.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.town = Municipality.objects.filter(code=kwargs["code"]).select_related("district").first()
        if self.town is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return self._town.both_names

    @property
    def _town(self) -> Municipality:
        if self.town is None:
            raise Http404
        return self.town

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        town = self._town
        pages = list(town.pages.select_related("locale").order_by("path"))
        if not pages:
            return redirect(f"{NAMESPACE}:facts", code)
        waiting = waiting_pages(town)
        return self.show(
            town=town,
            pages=pages,
            names=_ENDONYMS,
            waiting=len(waiting),
            is_online=any(page.live for page in pages),
            states=[(state, Municipality.State(state).label) for state in NEXT[town.state]],
            more_languages=[entry for entry in ready_languages() if entry[0] not in town.offered_languages],
            reasons=reasons_against(town),
        )


class ActionView(MicrositeView):
    """One action: what it means, and a button that does it."""

    template_name = "municipalities/admin/opening_confirm.html"

    def get(self, request: HttpRequest, code: str, action: str) -> HttpResponse:  # type: ignore[override]
        return self._for(action)

    def post(self, request: HttpRequest, code: str, action: str) -> HttpResponse:
        done = self._for(action, confirmed=True)
        return done or redirect(f"{NAMESPACE}:microsite", code)

    def _for(self, action: str, *, confirmed: bool = False) -> HttpResponse:
        actions = {"online": self._online, "language": self._language, "state": self._state, "undo": self._undo}
        if action not in actions:
            raise Http404
        return actions[action](confirmed)

    def _confirm(self, question: str, lines: list[str], button: str, **context: Any) -> HttpResponse:
        return self.show(town=self._town, question=question, lines=lines, button=button, **context)

    def _done(self, message: str, to: str = "") -> HttpResponse:
        messages.success(self.request, message)
        return redirect(to) if to else redirect(f"{NAMESPACE}:microsite", self._town.code)

    # --- the actions -----------------------------------------------------------------------------

    def _online(self, confirmed: bool) -> HttpResponse:
        town, waiting = self._town, waiting_pages(self._town)
        chosen = self.request.POST.getlist("languages") if confirmed else town.offered_languages
        lines = [
            f"{_ENDONYMS[entry.language]}: {entry.page.draft_title}"
            + (f" – {gettext('not translated yet, stays a draft')}" if entry.is_untranslated else "")
            for entry in waiting
        ]
        question = gettext("Put %(name)s online?") % {"name": town.both_names}
        errors = self._missing_languages(chosen) if confirmed else []
        if not confirmed or errors:
            languages = sorted({entry.language for entry in waiting}, key=list(_ENDONYMS).index)
            return self._confirm(
                question,
                [gettext("These pages become public together:"), *lines],
                gettext("Put online"),
                languages=[(code, _ENDONYMS[code], code in chosen) for code in languages],
                errors=errors,
            )
        pages = put_online(town, chosen, by=self.me)
        return self._done(gettext("%(count)s pages are public now.") % {"count": len(pages)})

    def _missing_languages(self, chosen: list[str]) -> list[str]:
        if not chosen:
            return [gettext("Choose at least one language.")]
        live = set(self._town.pages.filter(live=True).values_list("locale__language_code", flat=True))
        missing = [_ENDONYMS[code] for code in ("fi", "sv") if code not in live | set(chosen)]
        if self._town.needs_both_languages and missing:
            return [gettext("This municipality needs Finnish and Swedish. Missing: %s.") % ", ".join(missing)]
        return []

    def _language(self, confirmed: bool) -> HttpResponse:
        town = self._town
        code = self.request.POST.get("language") or self.request.GET.get("language") or ""
        if code not in dict(ready_languages()) or code in town.offered_languages:
            raise Http404
        if confirmed:
            add_language(town, code, by=self.me)
            return self._done(gettext("The pages are there as drafts in %(language)s.") % {"language": _ENDONYMS[code]})
        lines = [line.what for line in plan_opening(town, [*town.offered_languages, code]) if code in line.missing]
        lines = [
            gettext("These pages are made as drafts:"),
            *lines,
            gettext("The language appears in the choice of languages."),
        ]
        question = gettext("Add %(language)s to %(name)s?") % {"language": _ENDONYMS[code], "name": town.both_names}
        return self._confirm(question, lines, gettext("Add the language"), hidden={"language": code})

    def _state(self, confirmed: bool) -> HttpResponse:
        town = self._town
        state = self.request.POST.get("state") or self.request.GET.get("state") or ""
        if state not in NEXT[town.state]:
            raise Http404
        day = _day(self.request.POST.get("day", "")) or timezone.localdate()
        if confirmed:
            try:
                change_state(town, state, day, by=self.me)
            except NotPossibleError as error:
                raise Http404 from error
            return self._done(
                gettext("%(name)s: %(state)s.") % {"name": town.name_fi, "state": town.get_state_display()}
            )
        change = Change(town, town.state, state, day)
        lines = [*consequences_of(change), *self._way_back(change)]
        question = gettext("%(name)s becomes: %(state)s") % {
            "name": town.both_names, "state": Municipality.State(state).label,
        }  # fmt: skip
        asks_day = state == Municipality.State.ENDED
        return self._confirm(
            question, lines, gettext("Confirm"), hidden={"state": state}, day=day if asks_day else None
        )

    def _way_back(self, change: Change) -> list[str]:
        back = replace(change, former=change.state, state=change.former)
        if change.former in NEXT[change.state]:
            former = Municipality.State(back.state).label
            return [gettext("Nothing is deleted. You can go back to “%(state)s” at any time.") % {"state": former}]
        return [gettext("Nothing is deleted.")]

    def _undo(self, confirmed: bool) -> HttpResponse:
        town = self._town
        question = gettext("Undo the opening of %(name)s?") % {"name": town.both_names}
        reasons = reasons_against(town)
        if reasons or not confirmed:
            lines = reasons or [gettext("This is removed and cannot be brought back:"), *what_undoing_removes(town)]
            button = "" if reasons else gettext("Undo the opening")
            if reasons:
                lines = [
                    gettext("The opening can no longer be undone:"),
                    *lines,
                    gettext("End the municipality instead."),
                ]
            return self._confirm(question, lines, button, is_serious=True)
        try:
            gone = undo_opening(town, by=self.me)
        except CannotUndoError:
            return redirect(f"{NAMESPACE}:act", town.code, "undo")
        words = (
            gettext("The opening of %(name)s is undone.")
            if gone
            else gettext(
                "The opening of %(name)s is undone. Its facts stay: places, contacts or organisations belong to it."
            )
        )
        return self._done(words % {"name": town.name_fi}, to=reverse(f"{NAMESPACE}:index"))


def _day(text: str) -> date | None:
    """A day as the browser's own field for days sends it."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
