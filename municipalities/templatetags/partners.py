"""Who carries out the pilot, for the footer of every page."""

from django import template

from home.languages import fallback_chain
from municipalities.models import OrganisationText

register = template.Library()


@register.simple_tag
def pilot_partners(language: str) -> list[str]:
    """Return the names of the partners of the whole pilot in a language or in one that stands in for it; one query."""
    texts = OrganisationText.objects.filter(parent__is_pilot_partner=True).order_by("parent__kind", "parent__key")
    names: dict[int, dict[str, str]] = {}
    for parent, code, name in texts.values_list("parent_id", "language", "name"):
        names.setdefault(parent, {})[code] = name
    chain = fallback_chain(language)
    return [next((own[code] for code in chain if code in own), next(iter(own.values()))) for own in names.values()]
