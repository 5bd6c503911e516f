"""The codes that answers are stored as, with their labels (domain.md §10). Codes never change."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from home.languages import LANGUAGES_BY_CODE


class Wants(TextChoices):
    """How would you like to join?"""

    GROUP = "group", _("in a sponsor group")
    SOMETIMES = "sometimes", _("help now and then")
    HEAR_MORE = "hear_more", _("want to hear more first")
    OWN_GROUP = "own_group", _("we come as a group")


class SignupAs(TextChoices):
    """Alone or with somebody; nobody types another person's data."""

    ALONE = "alone", _("alone")
    WITH_SOMEONE = "with_someone", _("with someone")
    GROUP = "group", _("as a group")


class Interest(TextChoices):
    """What interests you?"""

    LANGUAGE_CAFE = "language_cafe", _("language café")
    HOMEWORK = "homework", _("homework")
    SPORT = "sport", _("sport")
    FOOD = "food", _("food")
    CRAFTS = "crafts", _("crafts")
    NATURE = "nature", _("nature and trips")
    FAMILIES = "families", _("children and families")
    YOUTH = "youth", _("youth")
    WOMEN = "women", _("women's group")
    MEN = "men", _("men's group")
    DIGITAL = "digital", _("digital skills")
    WORK = "work", _("working life")
    OTHER = "other", pgettext_lazy("interest", "other")


class Availability(TextChoices):
    """When does it suit you?"""

    MORNING = "morning", _("morning")
    AFTERNOON = "afternoon", _("afternoon")
    EVENING = "evening", _("evening")
    WEEKEND = "weekend", _("weekend")


class Frequency(TextChoices):
    """How often?"""

    WEEKLY = "weekly", _("weekly")
    FEW_TIMES_A_MONTH = "few_times_a_month", _("a few times a month")
    MONTHLY = "monthly", _("monthly")
    SOMETIMES = "sometimes", _("sometimes")


class PracticalNeed(TextChoices):
    """What would make taking part easier; only the coordinator sees it."""

    STEP_FREE = "step_free", _("step-free place")
    CHILDCARE = "childcare", _("childcare")
    LIFT = "lift", pgettext_lazy("ride", "lift")
    OTHER = "other", pgettext_lazy("need", "other")


class ContactPreference(TextChoices):
    """How shall we contact you?"""

    CALL = "call", pgettext_lazy("contact", "call")
    TEXT = "text", pgettext_lazy("contact", "text")
    EMAIL = "email", _("e-mail")


class ContactLanguage(TextChoices):
    """The languages in which coordinators write and call."""

    FI = "fi", "suomi"
    SV = "sv", "svenska"
    EN = "en", "English"


class IsAdult(TextChoices):
    """I am 18 or over."""

    YES = "yes", _("yes")
    NOT_YET = "not_yet", _("not yet")


class HeardFrom(TextChoices):
    """How did you hear about us?"""

    FRIEND = "friend", _("someone I know")
    POSTER = "poster", _("poster")
    SOCIAL_MEDIA = "social_media", _("social media")
    NEWSPAPER = "newspaper", _("newspaper")
    MUNICIPALITY = "municipality", _("municipality")
    PARISH = "parish", _("parish")
    OTHER = "other", pgettext_lazy("source", "other")


class Channel(TextChoices):
    """Which way a sign-up came."""

    WEB = "web", _("web form")
    PHONE = "phone", _("phone call")
    PAPER = "paper", _("paper form")
    EVENT = "event", _("event")


class WhoComes(TextChoices):
    """Who would like to join in the activities."""

    ME = "me", _("me")
    MY_CHILD = "my_child", _("my child")
    FAMILY = "family", _("my family")


class ReplyBy(TextChoices):
    """How a newcomer wants to be answered."""

    CALL = "call", _("Call me")
    MESSAGE = "message", _("Send me a message")


class Face(TextChoices):
    """How somebody liked a page."""

    GOOD = "good", pgettext_lazy("feedback", "good")
    SO_SO = "so_so", pgettext_lazy("feedback", "so-so")
    BAD = "bad", pgettext_lazy("feedback", "bad")


class Agreement(TextChoices):
    """Three faces beside a statement; the same codes as `Face`, other words."""

    GOOD = "good", pgettext_lazy("statement", "yes")
    SO_SO = "so_so", pgettext_lazy("statement", "a little")
    BAD = "bad", pgettext_lazy("statement", "no")


class Offer(TextChoices):
    """What a partner offers."""

    SPACE = "space", _("space")
    PRACTICE = "practice", _("work practice")
    VISIT = "visit", pgettext_lazy("offer", "visit")
    PEOPLE = "people", pgettext_lazy("offer", "people")
    GOODS = "goods", _("goods on request")


class DeclineReason(TextChoices):
    """Why a sign-up was declined; the words of the mail are the coordinator's."""

    NO_ACTIVITY = "no_activity", _("no suitable activity here")
    NOT_REACHED = "not_reached", _("could not be reached")
    NOT_SUITABLE = "not_suitable", _("the task does not suit")
    OTHER = "other", pgettext_lazy("reason", "other")


class EndReason(TextChoices):
    """Why a sponsor has ended; all but the last are her own."""

    NO_TIME = "no_time", pgettext_lazy("sponsor", "no time now")
    MOVED = "moved", pgettext_lazy("sponsor", "moved to another town")
    OTHER_TASK = "other_task", pgettext_lazy("sponsor", "found another task")
    GROUP_ENDED = "group_ended", pgettext_lazy("sponsor", "the group ended")
    OTHER = "other", pgettext_lazy("reason", "other")
    BY_US = "by_us", pgettext_lazy("sponsor", "ended by the organiser")


class QuarantineReason(TextChoices):
    """Why a form looked like spam. It is kept in sight, never dropped."""

    HIDDEN_FIELD = "hidden_field", _("the field meant to stay empty was filled")
    TOO_FAST = "too_fast", _("sent faster than anybody can type")
    NO_STAMP = "no_stamp", _("sent without having opened the form")
    MANY_SENDS = "many_sends", _("many forms from one address within an hour")
    LINKS = "links", _("several links in the message")


#: Languages people speak, by endonym; more than the site is offered in (domain.md §4).
MORE_SPOKEN = {
    "ps": "پښتو",
    "rw": "Kinyarwanda",
    "ln": "Lingala",
    "am": "አማርኛ",
    "et": "eesti",
    "de": "Deutsch",
    "tr": "Türkçe",
    "my": "မြန်မာ",
}
OTHER_LANGUAGE = "other"


def spoken_language_choices() -> list[tuple[str, object]]:
    """Every language one can say one speaks, and `other`; easy Finnish is a way of writing, not a language."""
    known = [(code, language.endonym) for code, language in LANGUAGES_BY_CODE.items() if code != "fi-simple"]
    return [*known, *MORE_SPOKEN.items(), (OTHER_LANGUAGE, pgettext_lazy("language", "other"))]
