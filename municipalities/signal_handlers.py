"""What must follow when a district, a municipality or a page of one appears."""

from typing import Any

from django.db.models.signals import post_save
from wagtail.models import WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected

from home.bulk import is_bulk_loading
from home.models import HomePage
from municipalities.models import District, DistrictPage, Municipality, MunicipalityPage
from municipalities.notifications import tell_approvers, tell_author
from municipalities.rights import generate_rights, generate_shared_rights


def connect() -> None:
    """Connect every handler; called once, when the app is ready."""
    post_save.connect(_home_page_saved, sender=HomePage, dispatch_uid="municipalities.rights.home")
    for sender in (District, Municipality, DistrictPage, MunicipalityPage):
        post_save.connect(_district_grew, sender=sender, dispatch_uid=f"municipalities.rights.{sender.__name__}")
    task_submitted.connect(tell_approvers, dispatch_uid="municipalities.mail.submitted")
    workflow_approved.connect(tell_author, sender=WorkflowState, dispatch_uid="municipalities.mail.approved")
    workflow_rejected.connect(tell_author, sender=WorkflowState, dispatch_uid="municipalities.mail.rejected")


def _home_page_saved(sender: type, instance: HomePage, created: bool, raw: bool, **kwargs: Any) -> None:
    """A language got its tree: its translators get their group."""
    if created and not raw:
        generate_shared_rights()


def _district_grew(sender: type, instance: Any, created: bool, raw: bool, **kwargs: Any) -> None:
    """A district, a municipality or a translation of its page appeared: the rights follow."""
    if created and not raw and not is_bulk_loading():
        generate_rights(_district_of(instance))


def _district_of(instance: District | Municipality | DistrictPage | MunicipalityPage) -> District:
    if isinstance(instance, District):
        return instance
    if isinstance(instance, MunicipalityPage):
        return instance.municipality.district
    return instance.district
