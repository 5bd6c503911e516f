"""The team reads the words of every language and ticks them; changed words lose their tick by themselves."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from home.languages import language_of
from municipalities.team import TeamViewMixin
from volunteering.models.reviews import TextReview
from volunteering.reviewing.gate import latest_reviews, tick
from volunteering.reviewing.words import hash_of, words_of

NAMESPACE = "volunteering_reviews"


class ReviewListView(TeamViewMixin):
    """Every kind of text in every language, and whether somebody has read it as it is."""

    header_icon = "check"
    page_title = _("Texts that a person has read")
    template_name = "volunteering/admin/reviews.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        rows, latest = [], latest_reviews()
        for code in settings.OFFERED_LANGUAGES:
            cells = [_cell(kind, code, latest.get((kind, code))) for kind in TextReview.Kind.values]
            rows.append({"language": language_of(code), "cells": cells})
        context = self.get_context_data(rows=rows, kinds=TextReview.Kind.labels)
        response: HttpResponse = self.render_to_response(context)
        return response

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]


class ReviewView(TeamViewMixin):
    """The words of one kind in one language, beside the English ones, with the tick."""

    header_icon = "check"
    template_name = "volunteering/admin/review.html"

    def get(self, request: HttpRequest, kind: str, language: str) -> HttpResponse:
        self._find(kind, language)
        words, english = words_of(kind, language), words_of(kind, "en")
        row = latest_reviews().get((kind, language))
        context = self.get_context_data(
            cell=_cell(kind, language, row),
            pairs=list(zip(words, english, strict=True)) if len(words) == len(english) else [],
            words=words,
            english=english,
            words_hash=hash_of(words),
            language=language_of(language),
            index_url=reverse(f"{NAMESPACE}:index"),
        )
        response: HttpResponse = self.render_to_response(context)
        return response

    def post(self, request: HttpRequest, kind: str, language: str) -> HttpResponse:
        self._find(kind, language)
        words = words_of(kind, language)
        reviewed = request.POST.get("action") == "reviewed"
        if request.POST.get("words") != hash_of(words):
            messages.error(request, _("The words have changed meanwhile. Read them again."))
            return redirect(reverse(f"{NAMESPACE}:review", args=[kind, language]))
        tick(kind, language, reviewed=reviewed, words=words, by=self.me, now=timezone.now())
        messages.success(request, _("Saved. Visitors see it within a minute."))
        return redirect(reverse(f"{NAMESPACE}:index"))

    def get_page_title(self) -> str:
        return f"{self.kind.label} · {self.language.endonym}"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        index = {"url": reverse(f"{NAMESPACE}:index"), "label": ReviewListView.page_title}
        return [*self.breadcrumbs_items, index, {"url": "", "label": self.get_page_title()}]

    def _find(self, kind: str, language: str) -> None:
        if kind not in TextReview.Kind.values or language not in settings.OFFERED_LANGUAGES:
            raise Http404
        self.kind, self.language = TextReview.Kind(kind), language_of(language)


def _cell(kind: str, code: str, row: TextReview | None) -> dict[str, Any]:
    """How it stands: `read`, `changed` since, `taken_back`, from the `start`, or `unread`."""
    if row is None:
        state = "start" if code in settings.REVIEWED_LANGUAGES else "unread"
    elif not row.is_reviewed:
        state = "taken_back"
    else:
        state = "read" if row.words_hash == hash_of(words_of(kind, code)) else "changed"
    url = reverse(f"{NAMESPACE}:review", args=[kind, code])
    return {"state": state, "row": row, "url": url, "label": TextReview.Kind(kind).label}
