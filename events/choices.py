"""What a visitor can choose in a list: fields with their choices, counts and addresses, in the language asked for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from events.counts import Count, Counts
from events.facets import ACCESS
from events.filters import Filters, Known, known_values_with
from events.models.facts import EventFacts
from events.models.topics import TopicText
from home.languages import LANGUAGES_BY_CODE, Language, fallback_chain
from municipalities.models import Municipality

Label = Promise | str

PRESET_LABELS: dict[str, Label] = {
    "today": _("Today"),
    "tomorrow": _("Tomorrow"),
    "weekend": _("At the weekend"),
    "week": _("This week"),
    "next7": _("Next 7 days"),
    "month": _("This month"),
}
#: The labels of what is simply yes or no, or one of two; all in one field.
_SUITS: dict[tuple[str, str], Label] = {
    ("childcare", "1"): _("Children can come along"),
    ("free", "1"): _("Free of charge"),
    ("signup", "no"): _("No registration needed"),
    ("signup", "yes"): _("With registration"),
    ("access", ACCESS[0]): _("Step-free"),
    ("access", ACCESS[1]): _("Accessible toilet"),
    ("access", ACCESS[2]): _("There is a lift"),
    ("mode", "onsite"): _("On site"),
    ("mode", "online"): _("Online"),
}
FIELD_LABELS: dict[str, Label] = {
    "when": _("When"),
    "from": _("From day"),
    "to": _("To day"),
    "topic": _("Topic"),
    "for": _("For whom"),
    "speaks": _("Languages used"),
    "muni": _("Municipality"),
    "suits": _("What suits you"),
    "q": _("Words"),
}
#: A country may have hundreds of towns; those with most activities can be chosen here, all by their own pages.
_MOST_CHOICES = 40


@dataclass(frozen=True)
class Choice:
    """One value of one filter."""

    key: str
    value: str
    label: Label
    count: Count
    is_chosen: bool
    #: The list with this value added or, where it is chosen, taken away.
    query: str
    #: Set when the label is in a language of its own.
    language: Language | None = None


@dataclass(frozen=True)
class Field:
    """One question of the filter form."""

    key: str
    label: Label
    choices: list[Choice]
    #: Values in the address that do not exist.
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class Drop:
    """A filter that an empty list could do without, and how many dates that would leave."""

    label: str
    query: str
    count: Count


@dataclass(frozen=True)
class Vocabulary:
    """The names of topics and towns in one language, in the order in which they are shown. At most two queries."""

    topics: Mapping[str, str]
    #: None on the list of one municipality.
    towns: Mapping[str, str] | None

    @classmethod
    def load(cls, language: str, municipality: Municipality | None) -> "Vocabulary":
        if municipality is not None:
            return cls(_topic_names(language), None)
        towns = {town.slug: town.name(language) for town in Municipality.objects.with_activities()}
        return cls(_topic_names(language), dict(sorted(towns.items(), key=lambda item: item[1].casefold())))

    @property
    def known(self) -> Known:
        towns = None if self.towns is None else frozenset(self.towns)
        return known_values_with(frozenset(self.topics), towns)

    def label(self, key: str, value: str) -> Label:
        """The words of a value."""
        if key in ("topic", "muni"):
            return ((self.topics if key == "topic" else self.towns) or {}).get(value, value)
        if key == "speaks":
            return LANGUAGES_BY_CODE[value].endonym
        if key == "for":
            return EventFacts.Audience(value).label
        return PRESET_LABELS.get(value) or _SUITS.get((key, value)) or value


@dataclass(frozen=True)
class FilterForm:
    """The form above a list."""

    filters: Filters
    vocabulary: Vocabulary
    #: None where nobody counts, such as beside a month.
    counts: Counts | None = None

    @property
    def is_counted(self) -> bool:
        return self.counts is not None

    def _count(self, key: str, value: str) -> Count:
        """How many a choice would leave; where nobody counts, every choice is offered."""
        return self.counts.choice(key, value) if self.counts else Count(1)

    @cached_property
    def presets(self) -> list[Choice]:
        """The named periods as links: each replaces the days that are chosen."""
        return [
            Choice(
                "when", preset, label, self._count("when", preset), self._is_chosen("when", preset),
                self.filters.query(when=None if self.filters.chosen.get("when") == (preset,) else preset),
            )
            for preset, label in PRESET_LABELS.items()
        ]  # fmt: skip

    @property
    def any_day_query(self) -> str:
        """The list of all days."""
        return self.filters.query(when=None, from_=None, to=None)

    @cached_property
    def fields(self) -> list[Field]:
        """The questions that have anything to choose from, or a value that does not exist."""
        fields = [
            self._field("topic", list(self.vocabulary.topics)),
            self._field("for", EventFacts.Audience.values),
            self._field("speaks", list(LANGUAGES_BY_CODE)),
            self._field("muni", list(self.vocabulary.towns or ())),
            self._suits(),
        ]
        return [field for field in fields if field.choices or field.problems]

    @cached_property
    def chosen(self) -> list[Choice]:
        """Everything that is chosen, each with the list without it; named periods have links of their own."""
        return [
            self._choice(key, value)
            for key in self.filters.active
            for value in self.filters.chosen[key]
        ]  # fmt: skip

    @property
    def drops(self) -> list[Drop]:
        """For an empty list: which filter to drop, the most rewarding first."""
        found: list[Drop] = []
        if self.counts is None:
            return found
        for key in self.filters.active:
            if count := self.counts.without(key):
                labels = [str(self.vocabulary.label(key, value)) for value in self.filters.chosen[key]]
                found.append(Drop(" · ".join(labels), self.filters.query(**{key: None}), count))
        return sorted(found, key=lambda drop: -drop.count.number)

    def _is_chosen(self, key: str, value: str) -> bool:
        return value in self.filters.chosen.get(key, ())

    def _choice(self, key: str, value: str) -> Choice:
        is_chosen = self._is_chosen(key, value)
        query: Callable[[str, str], str] = self.filters.query_without if is_chosen else self.filters.query_with
        return Choice(
            key,
            value,
            self.vocabulary.label(key, value),
            self._count(key, value),
            is_chosen,
            query(key, value),
            LANGUAGES_BY_CODE[value] if key == "speaks" else None,
        )

    def _field(self, key: str, values: list[str]) -> Field:
        choices = [
            choice for choice in (self._choice(key, value) for value in values) if choice.count or choice.is_chosen
        ]
        if len(choices) > _MOST_CHOICES:
            least = sorted((choice.count.number for choice in choices), reverse=True)[_MOST_CHOICES - 1]
            choices = [c for c in choices if c.is_chosen or c.count.number >= least][: 2 * _MOST_CHOICES]
        return Field(key, FIELD_LABELS[key], choices, self.filters.problems.get(key, ()))

    def _suits(self) -> Field:
        choices = [self._choice(key, value) for key, value in _SUITS]
        problems = [bad for key in dict.fromkeys(key for key, _value in _SUITS) for bad in self._problems(key)]
        choices = [c for c in choices if c.is_chosen or (c.count and not self._leaves_all(c))]
        return Field("suits", FIELD_LABELS["suits"], choices, tuple(problems))

    def _leaves_all(self, choice: Choice) -> bool:
        """Whether a choice would change nothing."""
        return self.counts is not None and choice.count == self.counts.without(choice.key)

    def _problems(self, key: str) -> tuple[str, ...]:
        return self.filters.problems.get(key, ())


def _topic_names(language: str) -> dict[str, str]:
    """Names by key, in the order of the topics, in one query."""
    chain = fallback_chain(language)
    names: dict[str, tuple[int, str]] = {}
    for text in TopicText.objects.select_related("parent").order_by("parent__sort_order", "parent__key"):
        rank = chain.index(text.language) if text.language in chain else len(chain)
        if text.parent.key not in names or rank < names[text.parent.key][0]:
            names[text.parent.key] = (rank, text.name)
    return {key: name for key, (_rank, name) in names.items()}
