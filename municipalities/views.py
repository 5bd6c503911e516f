"""Addresses of municipalities outside the tree of pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from home.views import language_neutral_redirect
from municipalities.models import Municipality


def municipality_short_link(request: HttpRequest, slug: str) -> HttpResponse:
    """`/m/{slug}`: to the microsite in the visitor's own language if it is offered there, else the majority's."""
    town = get_object_or_404(Municipality.objects.filter(pages__live=True).distinct(), slug=slug)
    return language_neutral_redirect(
        request, lambda language: f"/{language}/{town.slug}/", town.offered_languages, town.majority_language
    )
