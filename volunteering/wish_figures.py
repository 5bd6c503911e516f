"""What is counted of wishes, and how newcomers and sponsors feel."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Case, CharField, F, Func, Value, When
from django.utils.translation import gettext_lazy as _

from municipalities.figures.counting import happened
from municipalities.figures.quarters import Span
from municipalities.figures.registry import Figure, Kind, Tally, register_figure
from volunteering.choices import Agreement, Interest
from volunteering.models import PulseAnswer, SponsorPulseAnswer, Wish


def register() -> None:
    """Enter the figures about wishes and the pulse."""
    for order, name in enumerate(PulseAnswer.STATEMENTS, start=1):
        _register_pulse(PulseAnswer, name, "answered_on", goal=1, order=order, code=f"newcomers_{name}")
    for order, name in enumerate(SponsorPulseAnswer.STATEMENTS, start=1):
        _register_pulse(SponsorPulseAnswer, name, "quarter", goal=2, order=order + 120, code=f"sponsors_{name}")
    register_figure(
        Figure(
            code="wishes",
            goal=1,
            order=20,
            label=_("Wishes of newcomers"),
            about=_("What people who live in the towns wished to do there. One wish may be about several things."),
            tally=_wishes,
            categories=lambda: dict(Interest.choices),
            is_overlapping=True,
        )
    )
    register_figure(
        Figure(
            code="wishes_happened",
            goal=1,
            order=30,
            label=_("Wishes that happened"),
            about=_("The share of the quarter's wishes that an activity has been made of since."),
            tally=lambda span: happened(
                Wish.objects.working(),
                "created_at",
                span,
                category=Case(When(status=Wish.Status.HAPPENED, then=Value("happened")), default=Value("waiting")),
            ),
            kind=Kind.SHARE,
            categories=lambda: {"happened": _("it happens"), "waiting": _("not yet")},
        )
    )


def _register_pulse(model: Any, name: str, when: str, *, goal: int, order: int, code: str) -> None:
    about = {
        PulseAnswer: _("What people answered at activities, without names, with three faces."),
        SponsorPulseAnswer: _("What sponsors answered after one, four and ten months, without names."),
    }[model]

    def tally(span: Span) -> Iterator[Tally]:
        rows = model.objects.exclude(**{name: ""})
        if model is PulseAnswer:
            rows = rows.filter(quarantined=False)
        return happened(rows, when, span, category=F(name))

    register_figure(
        Figure(
            code=code,
            goal=goal,
            order=order,
            label=model._meta.get_field(name).verbose_name,
            about=about,
            tally=tally,
            kind=Kind.SHARE,
            categories=lambda: dict(Agreement.choices),
        )
    )


def _wishes(span: Span) -> Iterator[Tally]:
    """All wishes, and wishes by each topic."""
    rows = Wish.objects.working()
    yield from happened(rows, "created_at", span)
    each = Func(F("topics"), function="unnest", output_field=CharField(), set_returning=True)
    yield from happened(rows, "created_at", span, category=each)
