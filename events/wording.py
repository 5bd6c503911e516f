"""A recurrence in words: "on Tuesdays, every other week"."""

from django.utils.text import format_lazy
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from events.models.facts import EventFacts
from events.schedule import Frequency

_COMMA = pgettext_lazy("between the items of a list", ", ")
_WEEKLY = {
    "MO": _("on Mondays"),
    "TU": _("on Tuesdays"),
    "WE": _("on Wednesdays"),
    "TH": _("on Thursdays"),
    "FR": _("on Fridays"),
    "SA": _("on Saturdays"),
    "SU": _("on Sundays"),
}
#: For the edit form.
WEEKDAY_NAMES = {
    "MO": _("Monday"),
    "TU": _("Tuesday"),
    "WE": _("Wednesday"),
    "TH": _("Thursday"),
    "FR": _("Friday"),
    "SA": _("Saturday"),
    "SU": _("Sunday"),
}
#: In the order of the edit form.
NTH_NAMES = {
    "1": pgettext_lazy("the … Saturday of the month", "first"),
    "2": pgettext_lazy("the … Saturday of the month", "second"),
    "3": pgettext_lazy("the … Saturday of the month", "third"),
    "4": pgettext_lazy("the … Saturday of the month", "fourth"),
    "-1": pgettext_lazy("the … Saturday of the month", "last"),
}
_IN_MONTH = {
    "MO": pgettext_lazy("the first … of the month", "Monday"),
    "TU": pgettext_lazy("the first … of the month", "Tuesday"),
    "WE": pgettext_lazy("the first … of the month", "Wednesday"),
    "TH": pgettext_lazy("the first … of the month", "Thursday"),
    "FR": pgettext_lazy("the first … of the month", "Friday"),
    "SA": pgettext_lazy("the first … of the month", "Saturday"),
    "SU": pgettext_lazy("the first … of the month", "Sunday"),
}


def recurrence_words(event: EventFacts) -> str:
    """How often, in the language asked for; empty for single dates and for rules that dates say better."""
    if event.frequency == Frequency.WEEKLY and event.weekdays:
        words = str(_COMMA).join(str(_WEEKLY[day]) for day in event.weekdays if day in _WEEKLY)
        return str(_COMMA).join(part for part in (words, _interval(event.interval)) if part)
    if event.frequency == Frequency.MONTHLY and event.month_weekdays and event.interval == 1:
        return str(_COMMA).join(str(nth_weekday(text)) for text in event.month_weekdays)
    return ""


def nth_weekday(text: str) -> str:
    """`1SA` as "on the first Saturday of the month"."""
    pattern = _("on the {nth} {weekday} of the month")
    return str(format_lazy(pattern, nth=NTH_NAMES[text[:-2]], weekday=_IN_MONTH[text[-2:]]))


def _interval(interval: int) -> str:
    if interval == 2:
        return str(_("every other week"))
    if interval > 2:
        return ngettext("every week", "every {number} weeks", interval).format(number=interval)
    return ""


def ages_in_words(youngest: int | None, oldest: int | None) -> str:
    """For which ages; empty for all."""
    if youngest is not None and oldest is not None:
        return gettext("{youngest}–{oldest} years old").format(youngest=youngest, oldest=oldest)
    if youngest is not None:
        return gettext("from {youngest} years").format(youngest=youngest)
    if oldest is not None:
        return gettext("up to {oldest} years").format(oldest=oldest)
    return ""


def gap_error() -> str:
    """What is wrong with a time in the hour that does not exist."""
    return gettext("At 3.00 the clocks go forward to 4.00 that night, so this time does not exist. Give 4.00 or later.")
