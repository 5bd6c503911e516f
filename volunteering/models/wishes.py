"""What people who live in a town would like to do there: the first goal of the pilot."""

from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from municipalities.models import Municipality
from volunteering import choices
from volunteering.models.received import Received
from volunteering.querysets import ScopedQuerySet
from volunteering.references import new_wish_reference


class WishQuerySet(ScopedQuerySet):
    """Wishes by what is done about them."""

    def working(self) -> Self:
        """All that do not look like spam."""
        return self.filter(quarantined=False)

    def waiting(self) -> Self:
        """Those that nobody has made anything of yet."""
        return self.working().filter(status=Wish.Status.NEW)

    def about(self, topic: str) -> Self:
        """Those with the topic among theirs."""
        return self.filter(topics__contains=[topic])

    def with_helper(self) -> Self:
        """Those whose sender would help and can still be reached."""
        return self.exclude(phone="")


class Wish(Received):
    """Somebody's wish: pictures that were touched, maybe a few words. Anonymous, unless she would help arrange it."""

    class Status(models.TextChoices):
        NEW = "new", _("New")
        PLANNED = "planned", _("Planned")
        HAPPENED = "happened", _("It happens")
        CLOSED = "closed", _("Closed")

    reference = models.CharField(_("reference"), max_length=11, unique=True, default=new_wish_reference, editable=False)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="wishes", verbose_name=_("municipality")
    )
    topics = ArrayField(
        models.CharField(max_length=13, choices=choices.Interest),
        default=list,
        blank=True,
        verbose_name=_("What would you like to do here?"),
    )
    text = models.CharField(_("In your own words"), max_length=300, blank=True)
    would_help = models.BooleanField(_("I would help arrange it"), default=False)
    name_used = models.CharField(_("The name you use"), max_length=100, blank=True)
    reply_by = models.CharField(_("How shall we answer you?"), max_length=7, choices=choices.ReplyBy, blank=True)
    phone = models.CharField(_("Phone number"), max_length=20, blank=True)
    status = models.CharField(_("status"), max_length=8, choices=Status, default=Status.NEW)
    activity_key = models.UUIDField(
        null=True, blank=True, editable=False, help_text="The translation key of the activity that was made of it."
    )

    objects = WishQuerySet.as_manager()

    class Meta:
        verbose_name = _("wish")
        verbose_name_plural = _("wishes")
        ordering: ClassVar = ["-created_at"]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "status", "-created_at"], name="volunteering_wish_list"),
            models.Index(fields=["activity_key"], name="volunteering_wish_activity"),
        ]

    def __str__(self) -> str:
        return self.reference

    def topics_in_words(self) -> str:
        """What is wished for, in the language of the moment."""
        labels = dict(choices.Interest.choices)
        return ", ".join(str(labels[code]) for code in self.topics if code in labels)
