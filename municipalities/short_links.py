"""`/m/{slug}`: the address of a municipality on posters and in QR codes, the same in every language."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from home.views import language_neutral_redirect
from municipalities.models import Municipality


def municipality_short_link(request: HttpRequest, slug: str) -> HttpResponse:
    """To the microsite in the visitor's own language if it is offered there, else in that of the majority."""
    town = get_object_or_404(Municipality.objects.filter(pages__live=True).distinct(), slug=slug)
    return language_neutral_redirect(
        request, lambda language: f"/{language}/{town.slug}/", town.offered_languages, town.majority_language
    )
