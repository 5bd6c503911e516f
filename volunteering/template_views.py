"""The words of mails, by mail and language: the team changes them and sees what an applicant would read."""

from typing import Any

from django.forms import ModelForm, Textarea
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from home.languages import language_of
from municipalities.team import TeamViewMixin
from volunteering.choices import ContactLanguage
from volunteering.mail_words import ALLOWED, REQUIRED, Letter, fill
from volunteering.mails import letter_to_change
from volunteering.models import MessageTemplate

#: What the placeholders become in the preview.
EXAMPLES = {
    "reference": "YK-4HX7KM9P", "place": "Salo", "link": "https://…/join/own/…/", "days": "5", "day": "1.12.2026",
    "clock": "17:00", "meeting_place": "Kirjasto", "roles": "…", "extract_notice": "…",
    "training": "Yhteisökummien koulutus", "training_place": "Kirjasto",
}  # fmt: skip


class TemplateListView(TeamViewMixin):
    """Every mail in every language."""

    header_icon = "mail"

    page_title = _("Words of mails")
    template_name = "volunteering/admin/mail_words.html"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get(self, request: HttpRequest) -> HttpResponse:
        own = set(MessageTemplate.objects.values_list("template", "language"))
        rows = [
            {
                "letter": letter,
                "cells": [
                    {
                        "language": language_of(code),
                        "url": reverse("volunteering_mail_words:edit", args=[letter.value, code]),
                        "is_own": (letter.value, code) in own,
                    }
                    for code in ContactLanguage.values
                ],
            }
            for letter in Letter
        ]
        response: HttpResponse = self.render_to_response(self.get_context_data(rows=rows))
        return response


class MessageTemplateForm(ModelForm):  # type: ignore[type-arg]
    """Subject and text of a mail."""

    class Meta:
        model = MessageTemplate
        fields = ("subject", "text")
        widgets = {"text": Textarea(attrs={"rows": 12})}


class TemplateEditView(TeamViewMixin):
    """One mail in one language."""

    header_icon = "mail"

    template_name = "volunteering/admin/mail_words_edit.html"

    def get(self, request: HttpRequest, template: str, language: str) -> HttpResponse:
        row = self._row(template, language)
        return self._show(row, MessageTemplateForm(instance=row))

    def post(self, request: HttpRequest, template: str, language: str) -> HttpResponse:
        row = self._row(template, language)
        if request.POST.get("action") == "default":
            MessageTemplate.objects.filter(template=template, language=language).delete()
            messages.success(request, _("The mail has the words of the project again."))
            return redirect(reverse("volunteering_mail_words:index"))
        form = MessageTemplateForm(request.POST, instance=row)
        if not form.is_valid() or request.POST.get("action") == "preview":
            return self._show(row, form, status=422 if form.errors else 200)
        form.save()
        messages.success(request, _("The words of the mail were saved."))
        return redirect(reverse("volunteering_mail_words:index"))

    def get_page_title(self) -> str:
        return str(self.row)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        index = {"url": reverse("volunteering_mail_words:index"), "label": TemplateListView.page_title}
        return [*self.breadcrumbs_items, index, {"url": "", "label": str(self.row)}]

    def _row(self, template: str, language: str) -> MessageTemplate:
        """The team's own words, or the project's to begin with."""
        if template not in Letter.values or language not in ContactLanguage.values:
            raise Http404
        row = MessageTemplate.objects.filter(template=template, language=language).first()
        if row is None:
            words = letter_to_change(Letter(template), language)
            row = MessageTemplate(template=template, language=language, subject=words.subject, text=words.text)
        self.row = row
        return row

    def _show(self, row: MessageTemplate, form: MessageTemplateForm, status: int = 200) -> HttpResponse:
        letter = Letter(row.template)
        subject, text = form["subject"].value() or "", form["text"].value() or ""
        context = self.get_context_data(
            form=form,
            row=row,
            placeholders=sorted(ALLOWED[letter]),
            required=sorted(REQUIRED.get(letter, set())),
            subject_preview=fill(subject, EXAMPLES, ALLOWED[letter]),
            text_preview=fill(text, EXAMPLES, ALLOWED[letter]),
            language=language_of(row.language),
        )
        response: HttpResponse = self.render_to_response(context, status=status)
        return response
