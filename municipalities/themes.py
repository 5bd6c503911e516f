"""What experiences are about and who tells them: codes that are stored, words that are shown."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Theme(models.TextChoices):
    """The chapters of the national guide, in their order."""

    WELCOME = "welcome", _("Welcome and the first weeks")
    ACTIVITIES = "activities", _("Activities that bring people together")
    TOGETHER = "together", _("Planning together as equals")
    ROLES = "roles", _("Roles and groups of sponsors")
    TRAINING = "training", _("Training and support")
    COOPERATION = "cooperation", _("Working with municipality, parishes and associations")
    LANGUAGES = "languages", _("Languages and clear words")
    WELLBEING = "wellbeing", _("Wellbeing and safety")
    CONTINUING = "continuing", _("Going on after the first year")


class Teller(models.TextChoices):
    """Kinds of people; nobody is named."""

    NEWCOMERS = "newcomers", _("newcomers")
    SPONSORS = "sponsors", _("community sponsors")
    PARISH = "parish", _("a parish")
    MUNICIPALITY = "municipality", _("the municipality's staff")
    RED_CROSS = "red_cross", _("the Red Cross")
    ASSOCIATION = "association", _("an association or a school")


#: The drawn symbol of each chapter.
ICONS = {
    Theme.WELCOME: "door-open",
    Theme.ACTIVITIES: "calendar-heart",
    Theme.TOGETHER: "handshake",
    Theme.ROLES: "users",
    Theme.TRAINING: "graduation-cap",
    Theme.COOPERATION: "building-2",
    Theme.LANGUAGES: "languages",
    Theme.WELLBEING: "heart-pulse",
    Theme.CONTINUING: "sprout",
}
