"""The state machine of a sign-up: one table; views, buttons and tests read it. Pure.

Everything that is not listed is refused. The table is the one of the specification; a transition whose condition
nothing can yet fulfil (a training session, a qualification) is listed and stays closed until that exists.
"""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Status(TextChoices):
    """Where a sign-up stands."""

    UNVERIFIED = "unverified", _("Unconfirmed")
    NEW = "new", _("New")
    CONTACTED = "contacted", _("Contacted")
    MEETING = "meeting", _("Meeting agreed")
    TRAINING = "training", _("In training")
    WAITING = "waiting", _("On the waiting list")
    APPROVED = "approved", _("Approved")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    ANONYMISED = "anonymised", _("Anonymised")


class Actor(TextChoices):
    """Who changes a status."""

    APPLICANT = "applicant", _("applicant")
    COORDINATOR = "coordinator", _("coordinator")
    SYSTEM = "system", _("system")


class Need(TextChoices):
    """What must be given or true for a transition."""

    FORM_WITH_EMAIL = "form_with_email", _("a valid form with an e-mail address")
    FORM_PHONE_ONLY = "form_phone_only", _("a valid form with only a phone number")
    EVIDENCE = "evidence", _("how the person agreed is recorded")
    TOKEN = "token", _("a valid link, at most 7 days old")  # not a secret
    PHONE_GIVEN_48_H = "phone_given_48_h", _("a phone number was given and 48 hours have passed")
    REASON = "reason", _("a reason in words")
    DATE = "date", _("a date")
    ENROLMENT = "enrolment", _("enrolled in a training session")
    WAITING_LIST = "waiting_list", _("the call keeps a waiting list")
    OLDEST_FIRST = "oldest_first", _("the oldest on the list, or a reason")
    QUALIFICATION = "qualification", _("qualification, role, checks and ground rules")
    REASON_CODE = "reason_code", _("a reason from the list")
    RETENTION_OVER = "retention_over", _("the time of keeping has ended")


@dataclass(frozen=True)
class Transition:
    """One allowed step; `source` None is the beginning, `target` None the deletion of the row."""

    source: Status | None
    target: Status | None
    actors: frozenset[Actor]
    needs: frozenset[Need] = frozenset()


OPEN = (Status.UNVERIFIED, Status.NEW, Status.CONTACTED, Status.MEETING, Status.TRAINING, Status.WAITING)
#: Who takes one of the places of a call.
TAKES_A_PLACE = (Status.NEW, Status.CONTACTED, Status.MEETING, Status.TRAINING, Status.APPROVED)
CLOSED = (Status.APPROVED, Status.DECLINED, Status.WITHDRAWN)


def _rows(
    sources: tuple[Status | None, ...], target: Status | None, actors: tuple[Actor, ...], *needs: Need
) -> list[Transition]:
    return [Transition(source, target, frozenset(actors), frozenset(needs)) for source in sources]


_APPLICANT, _COORDINATOR, _SYSTEM = (Actor.APPLICANT,), (Actor.COORDINATOR,), (Actor.SYSTEM,)

TABLE: tuple[Transition, ...] = (
    *_rows((None,), Status.UNVERIFIED, _APPLICANT, Need.FORM_WITH_EMAIL),
    *_rows((None,), Status.NEW, _APPLICANT, Need.FORM_PHONE_ONLY),
    *_rows((None,), Status.NEW, _COORDINATOR, Need.EVIDENCE),
    *_rows((Status.UNVERIFIED,), Status.NEW, _APPLICANT, Need.TOKEN),
    *_rows((Status.UNVERIFIED,), Status.NEW, _SYSTEM, Need.PHONE_GIVEN_48_H),
    *_rows((Status.UNVERIFIED,), Status.NEW, _COORDINATOR, Need.REASON),
    *_rows((Status.UNVERIFIED,), None, _SYSTEM, Need.RETENTION_OVER),
    *_rows((Status.NEW,), Status.CONTACTED, _COORDINATOR),
    *_rows((Status.NEW, Status.CONTACTED), Status.MEETING, _COORDINATOR, Need.DATE),
    *_rows((Status.CONTACTED, Status.MEETING), Status.TRAINING, _COORDINATOR, Need.ENROLMENT),
    *_rows(
        (Status.NEW, Status.CONTACTED, Status.MEETING, Status.TRAINING),
        Status.WAITING,
        (Actor.COORDINATOR, Actor.SYSTEM),
        Need.WAITING_LIST,
    ),
    *_rows((Status.WAITING,), Status.CONTACTED, _COORDINATOR, Need.OLDEST_FIRST),
    *_rows((Status.CONTACTED, Status.MEETING, Status.TRAINING), Status.APPROVED, _COORDINATOR, Need.QUALIFICATION),
    *_rows(OPEN, Status.DECLINED, _COORDINATOR, Need.REASON_CODE),
    *_rows(OPEN, Status.WITHDRAWN, (Actor.APPLICANT, Actor.COORDINATOR)),
    *_rows((Status.DECLINED,), Status.CONTACTED, _COORDINATOR, Need.REASON),
    # §6: an open case without activity is asked, and goes when nobody answers
    *_rows((*OPEN, *CLOSED), Status.ANONYMISED, _SYSTEM, Need.RETENTION_OVER),
)


def find_transition(source: Status | None, target: Status | None, actor: Actor) -> Transition | None:
    """The listed transition; None means that it is refused."""
    for row in TABLE:
        if row.source == source and row.target == target and actor in row.actors:
            return row
    return None


def transitions_from(source: Status, actor: Actor) -> list[Transition]:
    """What an actor may do next, in the order of the table."""
    return [row for row in TABLE if row.source == source and actor in row.actors]
