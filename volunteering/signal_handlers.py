"""What must follow in the same transaction: somebody stops coordinating, a town moves to another district, a wished-for
activity is published."""

from typing import Any

from django.contrib.auth.models import Group
from django.db.models import ProtectedError, Q
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete
from django.utils import timezone
from wagtail.models import Locale
from wagtail.signals import page_published

from home.bulk import is_bulk_loading
from home.models import User
from municipalities.models import Municipality
from volunteering.handover import hand_over, hand_over_all_of, hand_over_call
from volunteering.models import RecruitmentCall, Registration
from volunteering.protected import MOST_NAMED
from volunteering.wishes.happening import now_it_happens

_LEAVING = {"post_remove", "post_clear"}


def connect() -> None:
    """Connect every handler; called once, when the app is ready."""
    uid = "volunteering.handover"
    m2m_changed.connect(_groups_changed, sender=User.groups.through, dispatch_uid=f"{uid}.groups")
    m2m_changed.connect(_call_changed, sender=RecruitmentCall.coordinators.through, dispatch_uid=f"{uid}.call")
    post_save.connect(_user_saved, sender=User, dispatch_uid=f"{uid}.user")
    pre_delete.connect(_user_going, sender=User, dispatch_uid=f"{uid}.user_gone")
    post_delete.connect(_group_gone, sender=Group, dispatch_uid=f"{uid}.group_gone")
    pre_delete.connect(_language_going, sender=Locale, dispatch_uid="volunteering.protected.language")
    post_save.connect(_town_saved, sender=Municipality, dispatch_uid=f"{uid}.town")
    page_published.connect(now_it_happens, dispatch_uid="volunteering.now_it_happens")


def _groups_changed(sender: type, instance: User | Group, action: str, **kwargs: Any) -> None:
    """Somebody left a group; seen from the group, nobody says who it was."""
    if action in _LEAVING:
        hand_over(user=instance if isinstance(instance, User) else None, now=timezone.now())


def _user_saved(
    sender: type, instance: User, created: bool, raw: bool, update_fields: Any = None, **kwargs: Any
) -> None:
    """Somebody may have been deactivated; signing in changes nothing."""
    weighty = update_fields is None or {"is_active", "is_superuser"} & set(update_fields)
    if weighty and not created and not raw:
        hand_over(user=instance, now=timezone.now())


def _user_going(sender: type, instance: User, **kwargs: Any) -> None:
    hand_over_all_of(instance, timezone.now())


def _group_gone(sender: type, **kwargs: Any) -> None:
    hand_over(now=timezone.now())


def _call_changed(sender: type, instance: Any, action: str, reverse: bool, pk_set: Any = None, **kwargs: Any) -> None:
    """Somebody is no longer coordinator of a call."""
    if action != "post_remove" or not pk_set:
        return
    if not reverse:
        hand_over_call(instance, pk_set, timezone.now())
        return
    for call in RecruitmentCall.objects.filter(pk__in=pk_set):
        hand_over_call(call, [instance.pk], timezone.now())


def _language_going(sender: type, instance: Locale, **kwargs: Any) -> None:
    """A language in which people have signed up stays: their mails and pages are written in it."""
    code = instance.language_code
    if people := list(Registration.objects.filter(Q(language=code) | Q(contact_language=code))[:MOST_NAMED]):
        msg = f"There are sign-ups in {code}."
        raise ProtectedError(msg, set(people))


def _town_saved(
    sender: type, instance: Municipality, created: bool, raw: bool, update_fields: Any = None, **kwargs: Any
) -> None:
    """The town may have moved: its cases follow, the people of the former district do not."""
    weighty = update_fields is None or "district" in update_fields
    if weighty and not created and not raw and not is_bulk_loading():
        hand_over(town=instance, now=timezone.now())
