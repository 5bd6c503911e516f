"""What is counted of sign-ups: how many, how far they have come, how soon somebody called, in which language.

Rows that have been anonymised still count; what looks like spam and what nobody has confirmed does not.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from django.db.models import Case, Exists, F, Min, OuterRef, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from home.dates import helsinki
from municipalities.figures.counting import days_in, happened
from municipalities.figures.quarters import Quarter, Span
from municipalities.figures.registry import Figure, Kind, Tally, register_figure
from volunteering.choices import ContactLanguage
from volunteering.models import JoinRequest, Registration, StatusChange
from volunteering.promises import answer_by
from volunteering.states import OPEN, Status

#: How far a sign-up came, furthest first.
_STEPS = (Status.APPROVED, Status.TRAINING, Status.MEETING, Status.CONTACTED)
_CONTACT = (Status.CONTACTED, Status.MEETING, Status.TRAINING)


def register() -> None:
    """Enter the figures about sign-ups."""
    register_figure(
        Figure(
            code="join_requests",
            goal=1,
            order=50,
            label=_("Newcomers who asked to join"),
            about=_("Requests to join or to be called."),
            tally=lambda span: happened(JoinRequest.objects.working(), "created_at", span),
        )
    )
    register_figure(
        Figure(
            code="signups",
            goal=2,
            order=10,
            label=_("Sign-ups, by how far they came"),
            about=_("Confirmed sign-ups of the quarter, each once, under the furthest step it has come to so far."),
            tally=_signups,
            categories=lambda: {
                "received": _("received"),
                "contacted": _("contacted"),
                "meeting": _("met"),
                "training": _("in training"),
                "approved": _("approved"),
            },
        )
    )
    register_figure(
        Figure(
            code="days_to_contact",
            goal=2,
            order=20,
            label=_("Days to the first contact"),
            about=_("From the sign-up until a coordinator was in touch: the median of the sign-ups of the quarter."),
            tally=_days_to_contact,
            kind=Kind.MEDIAN_DAYS,
        )
    )
    register_figure(
        Figure(
            code="promise_kept",
            goal=2,
            order=30,
            label=_("Contacted within the promised time"),
            about=_("The share of sign-ups that were answered within the working days promised."),
            tally=_promise,
            kind=Kind.SHARE,
            categories=lambda: {"kept": _("within the promised time"), "late": _("later")},
        )
    )
    register_figure(
        Figure(
            code="contact_languages",
            goal=2,
            order=40,
            label=_("Languages of contact"),
            about=_("In which language those who signed up want to be contacted."),
            tally=lambda span: happened(_counted(), "created_at", span, category=F("contact_language")),
            categories=lambda: dict(ContactLanguage.choices),
        )
    )


def _counted() -> QuerySet[Registration]:
    return Registration.objects.working().exclude(status=Status.UNVERIFIED)


def _signups(span: Span) -> Iterator[Tally]:
    reached = [
        When(
            Q(status=step) | Exists(StatusChange.objects.filter(registration=OuterRef("pk"), to_status=step)),
            then=Value(step.value),
        )
        for step in _STEPS
    ]
    return happened(_counted(), "created_at", span, category=Case(*reached, default=Value("received")))


def _first_contacts(span: Span) -> Iterator[tuple[int | None, Quarter, date, date | None, int, bool]]:
    """Municipality, quarter, day of the sign-up, of the first contact, days promised, whether it is still open."""
    contacted = Min("changes__at", filter=Q(changes__to_status__in=_CONTACT))
    became_new = Min("changes__at", filter=Q(changes__to_status=Status.NEW))
    rows = (
        _counted()
        .filter(**days_in(span, "created_at"))
        .annotate(contacted=contacted, became_new=became_new)
        .order_by()
        .values_list("municipality", "created_at", "became_new", "contacted", "call__promise_days", "status")
    )
    for town, created, new, contact, promise, status in rows.iterator():
        received = helsinki(new or created).date()
        first = helsinki(contact).date() if contact else None
        yield town, Quarter.of(helsinki(created).date()), received, first, promise, status in OPEN


def _days_to_contact(span: Span) -> Iterator[Tally]:
    days: Counter[tuple[int | None, Quarter, int]] = Counter()
    for town, quarter, received, first, _promise_days, _is_open in _first_contacts(span):
        if first:
            days[town, quarter, max(0, (first - received).days)] += 1
    for (town, quarter, count), number in days.items():
        yield Tally(town, quarter, number, str(count))


def _promise(span: Span) -> Iterator[Tally]:
    """Who is still within the time, and who withdrew before, does not count."""
    kept: Counter[tuple[int | None, Quarter, str]] = Counter()
    for town, quarter, received, first, promise, is_open in _first_contacts(span):
        limit = answer_by(received, promise)
        if first:
            kept[town, quarter, "kept" if first <= limit else "late"] += 1
        elif is_open and span.today > limit:
            kept[town, quarter, "late"] += 1
    for (town, quarter, category), number in kept.items():
        yield Tally(town, quarter, number, category)
