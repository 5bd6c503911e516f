"""What makes a coordinator's desk her own: words of mails, how she is told, filters she keeps."""

from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from volunteering.choices import ContactLanguage
from volunteering.mail_words import ALLOWED, REQUIRED, Letter, placeholders_in


class MessageTemplate(models.Model):
    """The team's own words of a mail in one language; without them the mail has the words of the project."""

    template = models.CharField(_("mail"), max_length=40, choices=Letter)
    language = models.CharField(_("language"), max_length=2, choices=ContactLanguage)
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"), max_length=4000)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("words of a mail")
        verbose_name_plural = _("words of mails")
        ordering: ClassVar = ["template", "language"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["template", "language"], name="volunteering_one_text_for_each_mail"),
        ]

    def __str__(self) -> str:
        return f"{self.get_template_display()} · {self.get_language_display()}"

    def clean(self) -> None:
        """Only placeholders that will be filled, and those that the applicant cannot do without."""
        used = placeholders_in(f"{self.subject} {self.text}")
        unknown = sorted(used - ALLOWED[Letter(self.template)])
        missing = sorted(REQUIRED.get(Letter(self.template), set()) - used)
        if unknown:
            names = ", ".join(f"{{{name}}}" for name in unknown)
            raise ValidationError({"text": _("These placeholders are not known here: %s") % names})
        if missing:
            names = ", ".join(f"{{{name}}}" for name in missing)
            raise ValidationError({"text": _("The mail needs: %s") % names})


class DeskSettings(models.Model):
    """How a coordinator is told about new sign-ups; without a row, at once."""

    class Tell(models.TextChoices):
        AT_ONCE = "at_once", _("at once, each sign-up")
        DAILY = "daily", _("once a day")
        WEEKLY = "weekly", _("once a week, on Monday")
        OFF = "off", _("not at all")

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="desk_settings")
    tell = models.CharField(_("Mails about sign-ups"), max_length=7, choices=Tell, default=Tell.AT_ONCE)

    class Meta:
        verbose_name = _("settings of the desk")

    def __str__(self) -> str:
        return self.tell


class SavedFilter(models.Model):
    """A choice of filters that somebody keeps under a name; it never holds what was searched for."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_signup_filters")
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(max_length=500)

    class Meta:
        verbose_name = _("saved filter")
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "name"], name="volunteering_filter_name_once"),
        ]

    def __str__(self) -> str:
        return self.name
