"""What is counted of sponsors: how many there are, new ones, groups, roles, languages, training."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from municipalities.figures.counting import happened, stood
from municipalities.figures.quarters import Span
from municipalities.figures.registry import Figure, Tally, register_figure
from volunteering.choices import spoken_language_choices
from volunteering.models import Attendance, RoleDefinition, Sponsor, SponsorGroup, TrainingSession


def register() -> None:
    """Enter the figures about sponsors."""
    register_figure(
        Figure(
            code="sponsors",
            goal=2,
            order=50,
            label=_("Community sponsors"),
            about=_("Sponsors at the end of the quarter, those on a break too."),
            tally=lambda span: stood(_sponsors(span), span),
            is_state=True,
        )
    )
    register_figure(
        Figure(
            code="new_sponsors",
            goal=2,
            order=60,
            label=_("New community sponsors"),
            about=_("Sponsors approved in the quarter."),
            tally=lambda span: happened(Sponsor.objects.all(), "approved_at", span),
        )
    )
    register_figure(
        Figure(
            code="sponsor_groups",
            goal=2,
            order=70,
            label=_("Sponsor groups"),
            about=_("Groups at the end of the quarter, those that are forming or on a break too."),
            tally=_groups,
            counts_people=False,
            is_state=True,
        )
    )
    register_figure(
        Figure(
            code="sponsor_roles",
            goal=2,
            order=80,
            label=_("Sponsors by role"),
            about=_("Sponsors at the end of the quarter, by their roles of today. One sponsor may have several."),
            tally=lambda span: _in_categories(span, "roles__code"),
            categories=_role_names,
            is_overlapping=True,
            is_state=True,
            is_on_goals_page=False,
        )
    )
    register_figure(
        Figure(
            code="sponsor_languages",
            goal=2,
            order=90,
            label=_("Sponsors by language"),
            about=_("Sponsors at the end of the quarter, by the languages they speak. One sponsor may speak several."),
            tally=_languages,
            categories=lambda: dict(spoken_language_choices()),
            is_overlapping=True,
            is_state=True,
        )
    )
    register_figure(
        Figure(
            code="trainings",
            goal=2,
            order=100,
            label=_("Training sessions held"),
            about=_(
                "Sessions of the sponsor training; those for a district or the whole country stand apart from towns."
            ),
            tally=lambda span: happened(
                TrainingSession.objects.filter(state=TrainingSession.State.HELD), "starts_at", span
            ),
            counts_people=False,
        )
    )
    register_figure(
        Figure(
            code="trained",
            goal=2,
            order=110,
            label=_("Places taken in training"),
            about=_("Who came to a session, by the town of the person. Who comes to two sessions counts twice."),
            tally=lambda span: happened(
                Attendance.objects.filter(state=Attendance.State.ATTENDED),
                "session__starts_at",
                span,
                town="registration__municipality",
            ),
        )
    )


def _sponsors(span: Span) -> Iterator[tuple[int | None, Any, Any, str]]:
    rows = Sponsor.objects.filter(Q(ended_at__isnull=True) | Q(ended_at__date__gt=span.starts)).order_by()
    for town, since, until in rows.values_list("municipality", "approved_at", "ended_at"):
        yield town, since, until, ""


def _groups(span: Span) -> Iterator[Tally]:
    rows = SponsorGroup.objects.filter(founded_on__isnull=False).order_by()
    groups = [
        (town, since, until, "") for town, since, until in rows.values_list("municipality", "founded_on", "ended_on")
    ]
    return stood(groups, span)


def _in_categories(span: Span, name: str) -> Iterator[Tally]:
    yield from stood(_sponsors(span), span)
    rows = Sponsor.objects.filter(**{f"{name}__isnull": False}).order_by()
    each = rows.values_list("municipality", "approved_at", "ended_at", name)
    yield from stood([(town, since, until, str(code)) for town, since, until, code in each], span)


def _languages(span: Span) -> Iterator[Tally]:
    yield from stood(_sponsors(span), span)
    rows = Sponsor.objects.order_by().values_list(
        "municipality", "approved_at", "ended_at", "registration__languages_spoken"
    )
    spoken: list[tuple[int | None, Any, date | None, str]] = [
        (town, since, until, code) for town, since, until, codes in rows for code in codes
    ]
    yield from stood(spoken, span)


def _role_names() -> Mapping[str, Any]:
    language = get_language() or "fi"
    return {role.code: role.name(language) for role in RoleDefinition.objects.with_words()}
