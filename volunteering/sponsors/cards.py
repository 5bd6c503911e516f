"""Role cards as visitors see them, and whom the groups of a town look for."""

from dataclasses import dataclass
from typing import Any

from home.languages import Language, language_of
from home.models.texts import things_with_words
from municipalities.models import Municipality
from municipalities.sections import Section
from volunteering.models.groups import PublishedGap
from volunteering.models.roles import RoleDefinition, RoleText


@dataclass(frozen=True)
class RoleCard:
    """A role with its words in the language of the visitor, or in the one that stands in for it."""

    role: RoleDefinition
    words: RoleText
    language: Language


@dataclass(frozen=True)
class OpenPlace:
    """A place in a group that somebody is looked for; the name of the group, never of a person."""

    group: str
    card: RoleCard


def role_cards(language: str) -> list[RoleCard]:
    """The cards of the roles that are offered, in their order; one query."""
    texts = RoleText.objects.filter(parent__is_offered=True).select_related("parent")
    return [_card(role, language) for role in things_with_words(texts.order_by("parent__sort_order", "parent__code"))]


#: The words of an open place; the rest of the card is on the page that it leads to.
_WORDS = ("language", "name", "what_you_do", "time")


def open_places(municipality: Municipality, language: str) -> list[OpenPlace]:
    """The published gaps of a town's groups that nobody has filled yet, in one query."""
    gaps = PublishedGap.objects.open_in(municipality).order_by("role__sort_order", "pk")
    found: dict[int, tuple[str, RoleDefinition]] = {}
    for row in gaps.values("pk", "group__name", "role__icon", *(f"role__texts__{name}" for name in _WORDS)):
        _group, role = found.setdefault(row["pk"], (row["group__name"], RoleDefinition(icon=row["role__icon"])))
        if row["role__texts__language"]:
            words = RoleText(**{name: row[f"role__texts__{name}"] for name in _WORDS})
            role._words = {**(role._words or {}), words.language: words}
    return [OpenPlace(group, _card(role, language)) for group, role in found.values() if role._words]


def places_in_groups(municipality: Municipality, language: str) -> Section | None:
    """The part of a town's page that says whom its groups look for."""
    places = open_places(municipality, language)
    return Section("volunteering/includes/open_places.html", "", places) if places else None


def _card(role: Any, language: str) -> RoleCard:
    words = role.text_for(language)
    return RoleCard(role, words, language_of(words.language))
